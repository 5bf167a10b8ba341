import { describe, expect, it } from '@jest/globals';
import { Recommendation, type Step } from './recommendation.entity.js';
import {
  type AcceptanceState,
  acceptanceStates,
  implementationStatesAfter,
  implementationStates,
  type ImplementationState,
} from './recommendation-states.js';

const now = new Date('2026-11-02T09:30:00Z');
const bounds = { datedOn: '2021-06-18', today: '2026-11-02' };
const title = { original: 'en', text: { en: 'One common framework' } };
const details = { reference: 'R-A', title, text: null, owningUnit: 'BDT' };
const of = { id: 'r1', sourceId: 's1' };
const aRecommendation = (): Recommendation => Recommendation.enter(details, of, now)[0];
const step = <State>(state: State, since: string, reason: string | null = null): Step<State> => ({
  state,
  since,
  decidedBy: 'Council',
  reason,
});
const decide = (one: Recommendation, state: AcceptanceState, since: string, reason: string | null = 'Because') =>
  one.decide(step(state, since, reason), bounds, now);
const follow = (one: Recommendation, state: ImplementationState, since: string, reason: string | null = 'Because') =>
  one.follow(step(state, since, reason), bounds, now);
const anAccepted = (): Recommendation => {
  const one = aRecommendation();
  decide(one, 'accepted', '2022-03-21');
  return one;
};
const refusal = (code: string) => expect.objectContaining({ code });

describe('a recommendation', () => {
  it('begins under consideration, with nothing started', () => {
    expect(aRecommendation()).toMatchObject({
      acceptance: 'under-consideration',
      acceptanceSince: null,
      implementation: 'not-started',
      version: 1,
    });
  });

  it('is revised by what differs, and by nothing that says the same', () => {
    const one = aRecommendation();
    expect(one.revise({ ...details, owningUnit: 'TSB' }, now)?.changes).toEqual({
      owningUnit: { from: 'BDT', to: 'TSB' },
    });
    expect(one.revise({ ...details, owningUnit: 'TSB' }, now)).toBeUndefined();
    expect(one.version).toBe(2);
  });
});

describe('its acceptance', () => {
  it.each(acceptanceStates.flatMap((from) => acceptanceStates.map((to) => [from, to] as const)))(
    'leads from %s to %s when that is another state',
    (from, to) => {
      const one = aRecommendation();
      if (from !== 'under-consideration') decide(one, from, '2022-01-01');
      if (from === to) {
        expect(() => decide(one, to, '2022-02-01')).toThrow(refusal('recommendation-state-same'));
        return;
      }
      const fact = decide(one, to, '2022-02-01');
      expect(one).toMatchObject({ acceptance: to, acceptanceSince: '2022-02-01' });
      expect(fact.changes.acceptance).toEqual({ from, to });
    },
  );

  it.each(['partially-accepted', 'rejected'] as const)('says why it is %s', (state) => {
    expect(() => decide(aRecommendation(), state, '2022-03-21', null)).toThrow(
      refusal('recommendation-reason-missing'),
    );
  });

  it('needs no reason to be accepted, and one to be taken up again', () => {
    const one = aRecommendation();
    decide(one, 'accepted', '2022-03-21', null);
    expect(() => decide(one, 'under-consideration', '2022-04-01', null)).toThrow(
      refusal('recommendation-reason-missing'),
    );
  });

  it.each([
    ['before its source', '2021-06-17', 'recommendation-step-too-early'],
    ['in the future', '2026-11-03', 'recommendation-step-too-late'],
  ])('is not decided %s', (_, since, code) => {
    expect(() => decide(aRecommendation(), 'accepted', since)).toThrow(refusal(code));
  });

  it('is not decided before the last decision, and may be on the same day', () => {
    const one = anAccepted();
    expect(() => decide(one, 'rejected', '2022-03-20')).toThrow(refusal('recommendation-step-too-early'));
    decide(one, 'rejected', '2022-03-21');
    expect(one.acceptance).toBe('rejected');
  });

  it.each(['rejected', 'under-consideration'] as const)('is not %s while work is under way or done', (state) => {
    const one = anAccepted();
    follow(one, 'in-progress', '2022-05-01');
    expect(() => decide(one, state, '2022-06-01')).toThrow(refusal('recommendation-being-implemented'));
    follow(one, 'implemented', '2022-05-02');
    expect(() => decide(one, state, '2022-06-01')).toThrow(refusal('recommendation-being-implemented'));
    follow(one, 'overtaken-by-events', '2022-06-01');
    expect(() => decide(one, state, '2022-05-31')).toThrow(refusal('recommendation-step-too-early'));
    decide(one, state, '2022-06-01');
    expect(one).toMatchObject({ acceptance: state, acceptedSince: null, version: 6 });
  });
});

describe('its implementation', () => {
  it.each(['under-consideration', 'rejected'] as const)('does not begin while it is %s', (state) => {
    const one = aRecommendation();
    if (state === 'rejected') decide(one, state, '2022-03-21');
    expect(() => follow(one, 'in-progress', '2022-05-01')).toThrow(refusal('recommendation-not-accepted'));
    expect(() => follow(one, 'implemented', '2022-05-01')).toThrow(refusal('recommendation-not-accepted'));
    expect(one.implementation).toBe('not-started');
    follow(one, 'overtaken-by-events', '2022-05-01');
    expect(() => follow(one, 'in-progress', '2022-06-01')).toThrow(refusal('recommendation-not-accepted'));
  });

  it('does not begin before the acceptance that it rests on, however often that was reworded', () => {
    const one = aRecommendation();
    decide(one, 'partially-accepted', '2022-03-01');
    decide(one, 'accepted', '2022-03-21');
    expect(() => follow(one, 'in-progress', '2022-02-28')).toThrow(refusal('recommendation-step-too-early'));
    follow(one, 'in-progress', '2022-03-10');
    expect(one).toMatchObject({ implementation: 'in-progress', implementationSince: '2022-03-10' });
  });

  it.each(implementationStates.flatMap((from) => implementationStates.map((to) => [from, to] as const)))(
    'leads from %s to %s when the table says so',
    (from, to) => {
      const one = anAccepted();
      if (from !== 'not-started') follow(one, from, '2022-05-01');
      if (from === to) {
        expect(() => follow(one, to, '2022-06-01')).toThrow(refusal('recommendation-state-same'));
      } else if (implementationStatesAfter(from).includes(to)) {
        follow(one, to, '2022-06-01');
        expect(one.implementation).toBe(to);
      } else {
        expect(() => follow(one, to, '2022-06-01')).toThrow(refusal('recommendation-step-impossible'));
      }
    },
  );

  it('can reach each of its states, and events can overtake every other one', () => {
    const reached = implementationStates.flatMap(implementationStatesAfter);
    expect(new Set([...reached, 'not-started'])).toEqual(new Set(implementationStates));
    const overtaken = implementationStates.filter((state) =>
      implementationStatesAfter(state).includes('overtaken-by-events'),
    );
    expect(overtaken).toEqual(['not-started', 'in-progress', 'implemented']);
  });

  it.each(['implemented', 'overtaken-by-events'] as const)('says why it is taken up again after %s', (state) => {
    const one = anAccepted();
    follow(one, state, '2022-05-01', null);
    expect(() => follow(one, 'in-progress', '2022-06-01', null)).toThrow(refusal('recommendation-reason-missing'));
    follow(one, 'in-progress', '2022-06-01', 'A part was forgotten');
    expect(one.implementation).toBe('in-progress');
  });

  it.each([
    ['before its source', '2021-06-17', 'recommendation-step-too-early'],
    ['in the future', '2026-11-03', 'recommendation-step-too-late'],
    ['before its last step', '2022-04-30', 'recommendation-step-too-early'],
  ])('has no step %s', (_, since, code) => {
    const one = anAccepted();
    follow(one, 'in-progress', '2022-05-01');
    expect(() => follow(one, 'overtaken-by-events', since)).toThrow(refusal(code));
  });
});
