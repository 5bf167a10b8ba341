import { describe, expect, it } from '@jest/globals';
import { Suspicion } from './suspicion.js';

/** Tries as the dispatcher does; a part that holds a bad one fails, without saying which it was. */
function triesFor(count: number, bad: readonly number[]): { tries: number; found: number[] } {
  const suspicion = new Suspicion();
  const found: number[] = [];
  let tries = 0;
  for (let at = 0; at < count;) {
    const size = suspicion.next(count - at);
    tries += 1;
    const fails = bad.some((index) => index >= at && index < at + size);
    if (!fails) {
      suspicion.cleared(size);
      at += size;
    } else if (size === 1) {
      found.push(at);
      suspicion.settled();
      at += 1;
    } else suspicion.raise(size, false);
  }
  return { tries, found };
}

describe('the search for what makes a batch fail', () => {
  it.each([0, 1, 99, 100, 198, 199])('finds number %i of two hundred in a few tries', (index) => {
    const { tries, found } = triesFor(200, [index]);
    expect(found).toEqual([index]);
    expect(tries).toBeLessThanOrEqual(18);
  });

  it('finds each of many', () => {
    const every = Array.from({ length: 200 }, (_, index) => index);
    expect(triesFor(200, every).found).toEqual(every);
    expect(triesFor(200, [3, 4, 150]).found).toEqual([3, 4, 150]);
  });

  it('tries what comes before the one that is known to be bad at once', () => {
    const suspicion = new Suspicion();
    suspicion.raise(57, true);
    expect(suspicion.next(200)).toBe(57);
    suspicion.cleared(57);
    expect(suspicion.next(143)).toBe(143);
  });
});
