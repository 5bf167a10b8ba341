import { describe, expect, it } from '@jest/globals';
import { BudgetAllocation } from './budget-allocation.entity.js';

const now = new Date('2027-03-01T09:30:00Z');
const later = { currency: 'CHF', committed: '0.00', uncommitted: '0.00' };
const refusal = (code: string) => expect.objectContaining({ code });

const anAllocation = (amount = '100.00'): BudgetAllocation => {
  const allocation = BudgetAllocation.begin({ id: 'a1', lineId: 'l1', activityId: 'x1' }, now);
  allocation.grow(amount, now);
  return allocation;
};

describe('an allocation', () => {
  it('begins with what it is given', () => {
    expect(anAllocation()).toMatchObject({ version: 1, amount: '100.00', uncommitted: '100.00' });
  });

  it('is promised up to what it has, and no more', () => {
    const allocation = anAllocation();
    expect(allocation.commit('100.00', later, now)).toMatchObject({
      movement: { kind: 'committed', committed: '100.00' },
    });
    expect(() => allocation.commit('0.01', later, now)).toThrow(refusal('budget-allocation-exceeded'));
    expect(() => allocation.release('0.01', later, now)).toThrow(refusal('budget-allocation-exceeded'));
  });

  it('pays what was promised first, then what was not', () => {
    const allocation = anAllocation();
    allocation.commit('60.00', later, now);
    const { settled, movement } = allocation.spend('80.00', later, now);
    expect({ settled, movement }).toEqual({
      settled: '60.00',
      movement: { kind: 'spent', committed: '-60.00', spent: '80.00' },
    });
    expect(allocation).toMatchObject({ committed: '0.00', spent: '80.00', uncommitted: '20.00' });
    expect(() => allocation.spend('20.01', later, now)).toThrow('20.00 is left for that day, 20.01 was asked');
  });

  it('leaves alone what is needed on later days', () => {
    const allocation = anAllocation();
    allocation.commit('60.00', later, now);
    const promised = { currency: 'CHF', committed: '50.00', uncommitted: '30.00' };
    expect(() => allocation.spend('20.01', promised, now)).toThrow('20.00 is left for that day');
    expect(() => allocation.decommit('10.01', promised, now)).toThrow(
      refusal('budget-allocation-commitments-exceeded'),
    );
    expect(allocation.spend('20.00', promised, now)).toMatchObject({ settled: '10.00' });
  });

  it('corrects a payment in both directions, and not in none', () => {
    const allocation = anAllocation();
    allocation.spend('70.00', later, now);
    expect(allocation.correct('70.00', '50.00', later, now)).toMatchObject({
      movement: { spent: '-20.00' },
      settled: '0.00',
    });
    allocation.commit('30.00', later, now);
    expect(allocation.correct('50.00', '90.00', later, now)).toMatchObject({ settled: '30.00' });
    expect(allocation).toMatchObject({ committed: '0.00', spent: '90.00', uncommitted: '10.00' });
    expect(() => allocation.correct('90.00', '90.00', later, now)).toThrow(
      refusal('budget-correction-changes-nothing'),
    );
    expect(() => allocation.correct('90.00', '100.01', later, now)).toThrow(refusal('budget-allocation-exceeded'));
  });
});
