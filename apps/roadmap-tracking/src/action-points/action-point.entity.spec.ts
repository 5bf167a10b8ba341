import { describe, expect, it } from '@jest/globals';
import { ActionPoint } from './action-point.entity.js';
import { type ActionPointAction, actionPointStateAfter, actionPointStates } from './action-point-states.js';

const at = (today: string) => ({ today, now: new Date(`${today}T12:00:00Z`) });
const details = {
  title: { original: 'en', text: { en: 'Enter every course' } },
  ...{ owningUnit: 'BR', owner: 'one', verifier: 'other', dueOn: '2027-03-10' },
};
const agreed = (): ActionPoint =>
  ActionPoint.agree(details, { id: 'a1', taskForceId: 't1', meetingId: null, decisionId: null }, at('2027-03-01'))[0];

describe('an action point', () => {
  it('can reach each of its states, and ends only when it is cancelled', () => {
    const actions: readonly ActionPointAction[] = ['revise', 'fall-due', 'do', 'verify', 'reopen', 'cancel'];
    const after = (state: (typeof actionPointStates)[number]) =>
      actions.flatMap((action) => actionPointStateAfter(state, action) ?? []);
    expect(new Set(actionPointStates.flatMap(after))).toEqual(new Set(actionPointStates));
    expect(actionPointStates.filter((state) => after(state).length === 0)).toEqual(['cancelled']);
  });

  it('falls due after its last day and not on it, and only while it is open', () => {
    const point = agreed();
    expect(point.fallDue(at('2027-03-10'))).toBeUndefined();
    expect(point.fallDue(at('2027-03-11'))).toMatchObject({ changes: { state: { from: 'open', to: 'overdue' } } });
    expect(point.fallDue(at('2027-03-12'))).toBeUndefined();
    expect(point).toMatchObject({ state: 'overdue', version: 2 });
  });

  it('that is overdue stays so when only its title changes', () => {
    const point = agreed();
    point.fallDue(at('2027-03-11'));
    const title = { original: 'en', text: { en: 'Enter each course' } };
    expect(point.revise({ ...details, title }, at('2027-03-12'))!.changes).toEqual({
      title: { from: details.title, to: title },
    });
    expect(point.state).toBe('overdue');
  });

  it('changes nothing when it is refused', () => {
    const point = agreed();
    expect(() => point.complete('other', at('2027-03-02'))).toThrow(
      expect.objectContaining({ code: 'action-point-done-by-verifier' }),
    );
    point.complete('one', at('2027-03-02'));
    const refusal = expect.objectContaining({ code: 'action-point-not-verifier' });
    expect(() => point.verify('one', at('2027-03-03'))).toThrow(refusal);
    expect(point).toMatchObject({ state: 'done', verifiedOn: null, version: 2 });
  });
});
