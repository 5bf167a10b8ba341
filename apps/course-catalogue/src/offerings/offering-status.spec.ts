import { describe, expect, it } from '@jest/globals';
import { type OfferingAction, offeringStateAfter, offeringStates } from './offering-status.js';

const actions: readonly OfferingAction[] = ['edit', 'open', 'complete', 'cancel'];
const after = (state: (typeof offeringStates)[number]) =>
  Object.fromEntries(
    actions.flatMap((action) =>
      offeringStateAfter(state, action) ? [[action, offeringStateAfter(state, action)]] : [],
    ),
  );

describe("an offering's states", () => {
  it('are these, with these ways on', () => {
    expect(after('planned')).toEqual({ edit: 'planned', open: 'open', cancel: 'cancelled' });
    expect(after('open')).toEqual({ edit: 'open', complete: 'completed', cancel: 'cancelled' });
    expect(after('completed')).toEqual({});
    expect(after('cancelled')).toEqual({});
  });

  it('can all be reached from a plan', () => {
    const reached = new Set<string>(['planned']);
    for (const state of offeringStates)
      for (const next of Object.values(after(state))) if (reached.has(state)) reached.add(next as string);
    expect([...reached].sort()).toEqual([...offeringStates].sort());
  });
});
