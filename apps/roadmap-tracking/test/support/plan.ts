import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './builders.js';

let count = 0;
const next = (): number => (count += 1);

/** An item that is in the plan already. */
export interface Given {
  readonly id: string;
  readonly code: string;
  readonly version: number;
}

/** The body that plans an initiative. */
export const anInitiative = (about: object = {}): object => {
  const number = next();
  return { code: `I${number}`, title: inEnglish(`Initiative ${number}`), ...about };
};

/** The body that plans an activity, but for its initiative. */
export const anActivity = (about: object = {}): object => {
  const number = next();
  const days = { plannedStart: '2027-01-11', plannedFinish: '2027-02-26' };
  return { code: `A${number}`, title: inEnglish(`Activity ${number}`), ...days, ...about };
};

/** The body that plans a milestone, but for what it belongs to. */
export const aMilestone = (about: object = {}): object => {
  const number = next();
  return { code: `M${number}`, title: inEnglish(`Milestone ${number}`), plannedOn: '2027-03-01', ...about };
};

async function given(app: ServiceApp, path: string, body: object): Promise<Given> {
  const answer = await app.post(path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.text}`);
  return answer.body as Given;
}

export function givenInitiative(app: ServiceApp, about: object = {}): Promise<Given> {
  return given(app, '/initiatives', anInitiative(about));
}

/** An activity; of an initiative of its own unless told. */
export async function givenActivity(
  app: ServiceApp,
  about: { initiativeId?: string; [field: string]: unknown } = {},
): Promise<Given> {
  const initiativeId = about.initiativeId ?? (await givenInitiative(app)).id;
  return given(app, '/activities', anActivity({ ...about, initiativeId }));
}

/** A milestone; of an initiative of its own unless told what it belongs to. */
export async function givenMilestone(
  app: ServiceApp,
  about: { initiativeId?: string; activityId?: string; [field: string]: unknown } = {},
): Promise<Given> {
  const told = about.initiativeId !== undefined || about.activityId !== undefined;
  const parent = told ? {} : { initiativeId: (await givenInitiative(app)).id };
  return given(app, '/milestones', aMilestone({ ...parent, ...about }));
}
