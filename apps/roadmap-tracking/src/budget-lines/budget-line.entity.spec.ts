import { describe, expect, it } from '@jest/globals';
import { BudgetLine, type BudgetLineDetails } from './budget-line.entity.js';

const now = new Date('2027-03-01T09:30:00Z');
const title = { original: 'en', text: { en: 'Capacity development' } };
const details: BudgetLineDetails = {
  ...{ code: 'BDT-27', title, periodStart: '2027-01-01', periodEnd: '2027-12-31' },
  ...{ currency: 'CHF', amount: '100.00' },
};
const aLine = (about: Partial<BudgetLineDetails> = {}): BudgetLine =>
  BudgetLine.open({ ...details, ...about }, { id: 'l1', unit: 'BDT' }, now)[0];
const nothing = '0.00';
const refusal = (code: string, members: object = {}) => expect.objectContaining({ code, members });

describe('a budget line', () => {
  it('is opened with all of its money', () => {
    expect(aLine()).toMatchObject({
      version: 1,
      amount: '100.00',
      allocated: '0.00',
      left: '100.00',
      owningUnit: 'BDT',
    });
    expect(() => aLine({ periodEnd: '2026-12-31' })).toThrow(refusal('budget-line-period-impossible'));
  });

  it('gives to the last centime and not one more', () => {
    const line = aLine();
    expect(line.allocate('99.99', nothing, now)).toMatchObject({ movement: 'allocated', exhausted: false });
    const numbers = { ceiling: '100.00', allocated: '99.99', asked: '0.02', left: '0.01', currency: 'CHF' };
    expect(() => line.allocate('0.02', nothing, now)).toThrow(refusal('budget-line-exceeded', numbers));
    expect(line.version).toBe(2);
    expect(line.allocate('0.01', nothing, now)).toEqual({
      ...{ kind: 'moved', movement: 'allocated', exhausted: true },
      changes: { allocated: { from: '99.99', to: '100.00' } },
    });
  });

  it('keeps what is needed on later days', () => {
    const numbers = { ceiling: '100.00', allocated: '0.00', asked: '60.01', left: '60.00', currency: 'CHF' };
    expect(() => aLine().allocate('60.01', '40.00', now)).toThrow(refusal('budget-line-exceeded', numbers));
    expect(aLine().allocate('60.00', '40.00', now)).toMatchObject({ exhausted: false });
  });

  it('is exhausted again each time that the last of it goes', () => {
    const line = aLine();
    line.allocate('100.00', nothing, now);
    line.release('10.00', now);
    expect(line.give('10.00', nothing, now)).toMatchObject({ movement: 'transferred-out', exhausted: true });
    expect(line.receive('5.00', now)).toMatchObject({
      changes: { amount: { from: '90.00', to: '95.00' } },
      exhausted: false,
    });
    expect(() => line.give('5.01', nothing, now)).toThrow('5.00 is left, 5.01 was asked');
  });

  it('is never larger than the ledger can hold', () => {
    const line = aLine({ amount: '9999999999999.98' });
    line.receive('0.01', now);
    expect(() => line.receive('0.01', now)).toThrow(refusal('budget-line-too-large'));
  });

  it('is used within its period only', () => {
    for (const day of ['2027-01-01', '2027-12-31']) expect(() => aLine().refuseDay(day)).not.toThrow();
    for (const day of ['2026-12-31', '2028-01-01']) {
      expect(() => aLine().refuseDay(day)).toThrow(refusal('budget-line-day-outside'));
    }
  });

  it('changes its title, and nothing when that says the same', () => {
    const line = aLine();
    expect(line.retitle({ ...title }, now)).toBeUndefined();
    expect(line.retitle({ original: 'en', text: { en: 'Other' } }, now)).toMatchObject({ kind: 'revised' });
    expect(line.version).toBe(2);
  });
});
