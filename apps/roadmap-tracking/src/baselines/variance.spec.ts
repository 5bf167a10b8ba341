import { describe, expect, it } from '@jest/globals';
import { WorkingCalendar } from '../schedule/working-days.js';
import { varianceOf } from './variance.js';

const calendar = new WorkingCalendar({ weekdays: [1, 2, 3, 4, 5], daysOff: [] });
const about = { itemId: 'i', kind: 'activity', code: '1.1', title: { original: 'en', text: {} }, owningUnit: 'BDT' };
const side = (start: string | null, finish: string | null, cost: Record<string, string> = {}) => ({
  ...{ state: 'planned', progress: 0 },
  ...{ start, finish, cost },
});
const between = (before: ReturnType<typeof side> | null, after: ReturnType<typeof side> | null) =>
  varianceOf({ ...about, before, after } as never, calendar);

describe('what became of an item between two plans', () => {
  it('is how much later it begins and ends, in days and in working days', () => {
    // From a Friday to the Monday after it, and from a Friday back to the Thursday before it.
    expect(between(side('2027-01-08', '2027-01-15'), side('2027-01-11', '2027-01-14'))).toEqual({
      change: 'kept',
      start: { calendarDays: 3, workingDays: 1 },
      finish: { calendarDays: -1, workingDays: -1 },
      cost: [],
    });
  });

  it('is not known of a day that one of them does not have', () => {
    const unknown = { calendarDays: null, workingDays: null };
    expect(between(side(null, '2027-01-15'), side('2027-01-11', null))).toMatchObject({
      start: unknown,
      finish: unknown,
    });
  });

  it('is in each currency that either has, and never added up', () => {
    const before = side(null, null, { USD: '10.00', CHF: '100.10' });
    const { cost } = between(before, side(null, null, { CHF: '90.05', EUR: '5.00' }));
    expect(cost).toEqual([
      { currency: 'CHF', before: '100.10', after: '90.05', difference: '-10.05' },
      { currency: 'EUR', before: '0.00', after: '5.00', difference: '5.00' },
      { currency: 'USD', before: '10.00', after: '0.00', difference: '-10.00' },
    ]);
  });

  it('is all of it when it is only in one of them', () => {
    const one = side('2027-01-08', '2027-01-15', { CHF: '1.00' });
    expect(between(null, one)).toMatchObject({ change: 'added', cost: [{ difference: '1.00' }] });
    expect(between(one, null)).toMatchObject({ change: 'removed', cost: [{ difference: '-1.00' }] });
  });
});
