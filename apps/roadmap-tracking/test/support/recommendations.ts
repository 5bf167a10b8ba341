import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './builders.js';

let count = 0;
const next = (): number => (count += 1);

interface Kept {
  readonly id: string;
  readonly version: number;
}

/** The body that registers a source. */
export const aSource = (about: object = {}): object => ({
  kind: 'study',
  title: inEnglish(`Study ${next()}`),
  datedOn: '2021-06-18',
  ...about,
});

/** The body that enters a recommendation of a source. */
export const aRecommendation = (sourceId: string, about: object = {}): object => ({
  sourceId,
  reference: `R-${next()}`,
  title: inEnglish('One common framework'),
  owningUnit: 'BDT',
  ...about,
});

/** What decides on it. */
export const accepted = (about: object = {}): object => ({
  state: 'accepted',
  since: '2022-03-21',
  decidedBy: 'Council',
  ...about,
});

export async function givenSource(app: ServiceApp, about: object = {}): Promise<Kept> {
  return (await app.post('/sources', aSource(about))).body as Kept;
}

export async function givenRecommendation(
  app: ServiceApp,
  about: object = {},
): Promise<Kept & { sourceId: string; reference: string }> {
  const { sourceId = (await givenSource(app)).id, ...rest } = about as { sourceId?: string };
  return (await app.post('/recommendations', aRecommendation(sourceId, rest))).body as Kept & {
    sourceId: string;
    reference: string;
  };
}

export async function givenAccepted(app: ServiceApp, about: object = {}): Promise<Kept & { sourceId: string }> {
  const { id } = await givenRecommendation(app, about);
  return (await app.post(`/recommendations/${id}/acceptance`, accepted(), { ifMatch: 1 })).body as Kept & {
    sourceId: string;
  };
}
