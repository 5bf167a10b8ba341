import { describe, expect, it } from '@jest/globals';
import { summarise } from './jest-summary.js';

const clean = { numPassedTests: 3, numFailedTests: 0, numRuntimeErrorTestSuites: 0, success: true };

describe('the last line of a test run', () => {
  it('counts what passed and what failed', () => {
    expect(summarise(clean)).toEqual({ line: '3 passed, 0 failed', good: true });
    expect(summarise({ ...clean, numFailedTests: 2, success: false })).toEqual({
      line: '3 passed, 2 failed',
      good: false,
    });
  });

  it('counts a suite that could not run as a failure', () => {
    const broken = { ...clean, numRuntimeErrorTestSuites: 1, success: false };
    expect(summarise(broken)).toEqual({ line: '3 passed, 1 failed', good: false });
  });

  it('calls a run without a single test a failed run', () => {
    expect(summarise({ ...clean, numPassedTests: 0 }).good).toBe(false);
  });

  it('calls a run without a report a failed run', () => {
    expect(summarise(undefined)).toEqual({ line: '0 passed, 1 failed', good: false });
  });
});
