import { describe, expect, it } from '@jest/globals';
import { durations, percentile } from './percentile.js';

describe('a percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('is the value that so many per cent do not exceed', () => {
    expect(percentile(hundred, 50)).toBe(50);
    expect(percentile(hundred, 99)).toBe(99);
    expect(percentile(hundred, 100)).toBe(100);
    expect(percentile([7, 3], 50)).toBe(3);
    expect(percentile([7, 3], 51)).toBe(7);
    expect(percentile([9, 10, 100], 50)).toBe(10);
  });

  it('needs something to be measured', () => {
    expect(() => percentile([], 50)).toThrow(/nothing/);
  });
});

describe('durations', () => {
  it('are from each beginning to its end', () => {
    expect(durations([1, 10], [4, 10.5])).toEqual([3, 0.5]);
  });

  it('are not taken from something that has only begun', () => {
    expect(() => durations([1, 2], [3])).toThrow(/2 began and 1 ended/);
  });
});
