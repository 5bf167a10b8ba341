import { describe, expect, it } from '@jest/globals';
import { RequestCounter } from './protection.js';

describe('a limit of requests per minute', () => {
  it('lets so many through, tells the others how long to wait, and starts afresh after a minute', () => {
    const counter = new RequestCounter(2);
    const at = (second: number) => counter.count('caller', second * 1000);
    expect([at(100), at(110), at(120), at(130)]).toEqual([0, 0, 40, 30]);
    expect(counter.count('somebody else', 130_000)).toBe(0);
    expect(at(160)).toBe(0);
  });

  it('forgets rather than grows when somebody invents callers', () => {
    const counter = new RequestCounter(1);
    for (let caller = 0; caller < 100_002; caller++) counter.count(`caller ${caller}`, 0);
    expect(counter.count('caller 0', 0)).toBe(0);
  });
});
