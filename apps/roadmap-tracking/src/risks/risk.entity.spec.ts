import { describe, expect, it } from '@jest/globals';
import { Risk, type RiskDetails } from './risk.entity.js';
import { type RiskAction, riskStateAfter, riskStates } from './risk-status.js';

const now = new Date('2027-03-01T09:30:00Z');
const title = { original: 'en', text: { en: 'The platform comes late' } };
const details = (about: Partial<RiskDetails> = {}): RiskDetails => ({
  ...{ title, likelihood: 3, impact: 4, response: 'reduce' as const, measures: null, owningUnit: 'BDT' },
  ...about,
});
const identified = (): Risk => Risk.identify(details(), { id: 'r1', itemId: 'i1' }, now)[0];

describe('a risk', () => {
  it('is revised by what differs, and by nothing that says the same', () => {
    const risk = identified();
    expect(risk.revise(details(), now)).toBeUndefined();
    const fact = risk.revise(details({ likelihood: 5 }), now);
    expect(fact).toEqual({ kind: 'revised', changes: { likelihood: { from: 3, to: 5 } } });
    expect(risk.version).toBe(2);
  });

  it('that has occurred is still dealt with, and closed then', () => {
    const risk = identified();
    risk.occur('The contract was signed in May', now);
    expect(risk.revise(details({ measures: title }), now)).toMatchObject({ kind: 'revised' });
    expect(() => risk.occur('Again', now)).toThrow(expect.objectContaining({ code: 'risk-occurred' }));
    expect(risk.close('Dealt with', now).changes).toEqual({
      state: { from: 'occurred', to: 'closed' },
      reason: { to: 'Dealt with' },
    });
    const closed = expect.objectContaining({ kind: 'conflict', code: 'risk-closed' });
    expect(() => risk.revise(details({ impact: 1 }), now)).toThrow(closed);
    expect(() => risk.close('Again', now)).toThrow(closed);
  });

  it('can reach each of its states, and only closure is the end', () => {
    const actions: readonly RiskAction[] = ['edit', 'occur', 'close'];
    const after = (state: (typeof riskStates)[number]) =>
      actions.flatMap((action) => riskStateAfter(state, action) ?? []);
    expect(new Set(riskStates.flatMap(after))).toEqual(new Set(riskStates));
    expect(riskStates.filter((state) => after(state).length === 0)).toEqual(['closed']);
  });
});
