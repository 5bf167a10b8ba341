import { describe, expect, it } from '@jest/globals';
import { type WorkAction, workForbidden, workStateAfter, workStates } from './work-status.js';

const actions: readonly WorkAction[] = ['edit', 'start', 'progress', 'complete', 'cancel'];

describe('the life of work', () => {
  it('can reach each of its states, and ends completed or cancelled', () => {
    const after = (state: (typeof workStates)[number]) =>
      actions.flatMap((action) => workStateAfter(state, action) ?? []);
    expect(new Set(workStates.flatMap(after))).toEqual(new Set(workStates));
    expect(workStates.filter((state) => after(state).length === 0)).toEqual(['completed', 'cancelled']);
  });

  it('says what was not possible, where, and how to mend it', () => {
    const refusal = workForbidden('activity', '1.1', 'planned', 'complete');
    expect(refusal.code).toBe('activity-planned');
    expect(refusal.message).toBe(
      'Activity 1.1 is planned and cannot be completed: record first on which day work on it began.',
    );
  });
});
