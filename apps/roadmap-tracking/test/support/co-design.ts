import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './builders.js';

const kinds = ['problem-definition', 'relevance-check', 'concept-design', 'workshop', 'results-presented'] as const;

/** The body that begins a process. */
export const aProcess = (about: object = {}): object => ({
  name: inEnglish('Co-design of the roadmap'),
  requiredUnits: ['BDT', 'BR', 'TSB', 'GS'],
  ...about,
});

/** How a step went: every unit, one month for each step. */
export const aStep = (about: object = {}): object => ({
  startsOn: '2021-08-02',
  endsOn: '2021-08-03',
  units: ['BDT', 'BR', 'TSB', 'GS'],
  ...about,
});

/** @param until the first step that is still to come; `end` when all are completed */
export async function givenProcess(
  app: ServiceApp,
  until: (typeof kinds)[number] | 'end' = 'problem-definition',
): Promise<{ id: string; version: number }> {
  let { body } = await app.post('/co-design-processes', aProcess());
  for (const kind of kinds.slice(0, until === 'end' ? kinds.length : kinds.indexOf(until))) {
    const path = `/co-design-processes/${body.id}/steps/${kind}/completion`;
    ({ body } = await app.post(path, aStep({ endsOn: '2021-08-02' }), { ifMatch: body.version }));
  }
  return body as { id: string; version: number };
}

/** A goal that came out of a workshop. */
export async function givenGoal(app: ServiceApp): Promise<{ id: string; processId: string }> {
  const { id } = await givenProcess(app, 'workshop');
  const goal = { step: 'workshop', kind: 'goal', text: inEnglish('One way into learning') };
  return (await app.post(`/co-design-processes/${id}/outputs`, goal)).body as { id: string; processId: string };
}
