import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './builders.js';

const reader = { subject: 'viewer-1', unit: 'BDT', roles: ['viewer'] };
let count = 0;
const next = (): number => (count += 1);

interface Kept {
  readonly id: string;
  readonly version: number;
}

/** The body that founds a task force. */
export const aTaskForce = (about: object = {}): object => ({ name: inEnglish(`Task force ${next()}`), ...about });

/** The body that appoints a member of BDT. */
export const aMember = (about: object = {}): object => ({
  ...{ unit: 'BDT', person: `person-${next()}`, role: 'member', startsOn: '2027-01-01' },
  ...about,
});

/** The body that tells of a meeting that was held. */
export const aMeeting = (about: object = {}): object => ({
  ...{ state: 'held', heldOn: '2027-03-01', title: inEnglish(`Meeting ${next()}`) },
  ...about,
});

/** The body that proposes a decision in a meeting. */
export const aDecision = (meetingId: string, about: object = {}): object => ({
  ...{ meetingId, title: inEnglish(`Decision ${next()}`), text: inEnglish('One catalogue for every unit.') },
  ...about,
});

/** The body that records an action point of BDT. */
export const anActionPoint = (taskForceId: string, about: object = {}): object => ({
  ...{ taskForceId, title: inEnglish(`Action ${next()}`), owningUnit: 'BDT' },
  ...{ owner: 'owner-1', verifier: 'verifier-1', dueOn: '2027-03-10' },
  ...about,
});

async function given(app: ServiceApp, path: string, body: object): Promise<Kept> {
  const answer = await app.post(path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.text}`);
  return answer.body as Kept;
}

export const givenTaskForce = (app: ServiceApp, about: object = {}): Promise<Kept> =>
  given(app, '/task-forces', aTaskForce(about));

export const givenMember = (app: ServiceApp, taskForce: string, about: object = {}): Promise<Kept> =>
  given(app, `/task-forces/${taskForce}/members`, aMember(about));

/** A task force with one member of each bureau from the first day of 2027 on. */
export async function givenConstituted(app: ServiceApp, about: object = {}): Promise<Kept> {
  const { id } = await givenTaskForce(app, about);
  for (const unit of ['BDT', 'BR', 'TSB']) await givenMember(app, id, { unit });
  const { body } = await app.get(`/task-forces/${id}`, { as: reader });
  return body as Kept;
}

export const givenMeeting = (app: ServiceApp, taskForce: string, about: object = {}): Promise<Kept> =>
  given(app, `/task-forces/${taskForce}/meetings`, aMeeting(about));

export const givenDecision = (app: ServiceApp, taskForce: string, meeting: string, about: object = {}): Promise<Kept> =>
  given(app, `/task-forces/${taskForce}/decisions`, aDecision(meeting, about));

/** A decision that its task force has adopted. */
export async function givenAdopted(
  app: ServiceApp,
  taskForce: string,
  meeting: string,
  about: object = {},
): Promise<Kept> {
  const { id, version } = await givenDecision(app, taskForce, meeting, about);
  const answer = await app.post(`/decisions/${id}/adoption`, {}, { ifMatch: version });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as Kept;
}

export const givenActionPoint = (app: ServiceApp, taskForce: string, about: object = {}): Promise<Kept> =>
  given(app, '/action-points', anActionPoint(taskForce, about));
