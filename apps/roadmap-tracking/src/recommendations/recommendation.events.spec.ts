import { checkPayload } from '@capdev/contracts/core';
import { describe, expect, it } from '@jest/globals';
import { Recommendation } from './recommendation.entity.js';
import { announcementOf } from './recommendation.events.js';
import { type AcceptanceState, type ImplementationState } from './recommendation-states.js';

const id = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01';
const sourceId = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a02';
const now = new Date('2026-11-02T09:30:00Z');
const bounds = { datedOn: '2021-06-18', today: '2026-11-02' };
const title = { original: 'en', text: { en: 'One framework', fr: 'Un seul cadre' } };
const details = { reference: 'R-A', title, text: title, owningUnit: 'BDT' };
const step = <State>(state: State, since: string) => ({ state, since, decidedBy: 'Council', reason: 'Secret' });
const snapshot = { recommendationId: id, reference: 'R-A', sourceId, title, owningUnit: 'BDT' };

const entered = () => Recommendation.enter(details, { id, sourceId }, now);

describe('what is announced of a recommendation', () => {
  it('is nothing before it is decided', () => {
    const [one, fact] = entered();
    expect(announcementOf(one, null, fact)).toBeUndefined();
    expect(announcementOf(one, null, one.revise({ ...details, text: null }, now)!)).toBeUndefined();
  });

  it.each<[AcceptanceState, string]>([
    ['accepted', 'int.itu.roadmap.recommendation.accepted.v1'],
    ['partially-accepted', 'int.itu.roadmap.recommendation.accepted.v1'],
    ['rejected', 'int.itu.roadmap.recommendation.rejected.v1'],
  ])('is that it is %s, without who and why', (acceptance, type) => {
    const [one] = entered();
    const { definition, data } = announcementOf(
      one,
      'C21/32',
      one.decide(step(acceptance, '2022-03-21'), bounds, now),
    )!;
    checkPayload(definition, data, 'producer');
    expect(definition.type).toBe(type);
    const states = { acceptance, implementation: 'not-started', since: '2022-03-21', version: 2 };
    expect(data).toEqual({ ...snapshot, sourceSymbol: 'C21/32', ...states });
  });

  it('is not that it is considered again', () => {
    const [one] = entered();
    one.decide(step('accepted', '2022-03-21'), bounds, now);
    const fact = one.decide(step('under-consideration', '2022-04-01'), bounds, now);
    expect(announcementOf(one, null, fact)).toBeUndefined();
  });

  it.each<[ImplementationState, string | undefined]>([
    ['in-progress', undefined],
    ['implemented', 'int.itu.roadmap.recommendation.implemented.v1'],
    ['overtaken-by-events', undefined],
  ])('of its implementation, when that is %s, is %s', (implementation, type) => {
    const [one] = entered();
    one.decide(step('accepted', '2022-03-21'), bounds, now);
    const told = announcementOf(one, null, one.follow(step(implementation, '2025-06-30'), bounds, now));
    expect(told?.definition.type).toBe(type);
    if (!told) return;
    checkPayload(told.definition, told.data, 'producer');
    const states = { acceptance: 'accepted', implementation, since: '2025-06-30', version: 3 };
    expect(told.data).toEqual({ ...snapshot, ...states });
  });
});
