import { describe, expect, it } from '@jest/globals';
import { sharesOf, sumOf } from './harmonisation-shares.js';
import { measuringDay, monthFault, monthsBetween } from './months.js';

describe('months', () => {
  it.each(['2027-1', '2027-00', '2027-13', '1989-12', '2027-03-01', 7])('are not %s', (value) => {
    expect(monthFault(value)).toMatch(/month such as/);
  });

  it('follow one another over the turn of a year', () => {
    expect(monthsBetween('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect(monthsBetween('2027-02', '2027-02')).toEqual(['2027-02']);
    expect(monthsBetween('2027-02', '2027-01')).toEqual([]);
  });

  it('are measured on their last day, the present one today', () => {
    expect(measuringDay('2028-02', '2028-05-07')).toBe('2028-02-29');
    expect(measuringDay('2028-05', '2028-05-07')).toBe('2028-05-07');
  });
});

describe('shares', () => {
  it('are of the whole that each number is a part of, with one decimal', () => {
    const bdt = { catalogued: 12, published: 9, complete: 3, classified: 8 };
    expect(sharesOf(bdt, 36)).toEqual({ catalogued: 33.3, published: 75, complete: 33.3, classified: 88.9 });
    expect(sumOf([bdt, bdt])).toEqual({ catalogued: 24, published: 18, complete: 6, classified: 16 });
  });

  it('of nothing are none', () => {
    const nothing = { catalogued: 0, published: 0, complete: 0, classified: 0 };
    expect(sharesOf(nothing, 0)).toEqual({ catalogued: null, published: null, complete: null, classified: null });
  });
});
