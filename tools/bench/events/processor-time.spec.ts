import { describe, expect, it } from '@jest/globals';
import { processorSeconds, sharesOfCore } from './processor-time.js';

const after = 'S 1 4242 4242 0 -1 4194560 9000 0 12 0 250 50 7 7 20 0 11 0 123456 1000000 2000 18446744073709551615';

describe('the processor time of a process', () => {
  it('is what it and the kernel used for it, without its children', () => {
    expect(processorSeconds(`4242 (node) ${after}`)).toBe(3);
  });

  it('is found behind a name with blanks and brackets', () => {
    expect(processorSeconds(`4242 (my (odd) name 1 2) ${after}`)).toBe(3);
  });

  it('is never guessed', () => {
    expect(() => processorSeconds('4242 (node) S 1')).toThrow(/No processor time/);
  });

  it('is nearly a core for a process that only computes, and nearly nothing for one that waits', async () => {
    const busy = sharesOfCore([process.pid], 0.5);
    for (const end = performance.now() + 450; performance.now() < end;);
    expect((await busy)[0]).toBeGreaterThan(0.3);
    expect((await sharesOfCore([process.pid], 0.5))[0]).toBeLessThan(0.3);
  });
});
