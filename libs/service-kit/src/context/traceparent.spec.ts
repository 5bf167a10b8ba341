import { describe, expect, it } from '@jest/globals';
import { nextTraceparent, parseTraceparent, traceIdOf } from './traceparent.js';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('a trace context', () => {
  it('is carried on: the same trace, a new span, the same decision to sample', () => {
    for (const flags of ['01', '00']) {
      const next = nextTraceparent(parseTraceparent(`00-${trace}-00f067aa0ba902b7-${flags}`));
      expect(next).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-${flags}$`));
      expect(next).not.toContain('00f067aa0ba902b7');
      expect(traceIdOf(next)).toBe(trace);
    }
  });

  it('is begun when there is none', () => {
    const begun = new Set(Array.from({ length: 1000 }, () => nextTraceparent()));
    expect(begun.size).toBe(1000);
    for (const one of begun) expect(parseTraceparent(one)?.sampled).toBe(true);
  });

  it.each([
    [undefined],
    [''],
    ['x'],
    [`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
    [`00-${trace}-${'0'.repeat(16)}-01`],
    [`ff-${trace}-00f067aa0ba902b7-01`],
    [`00-${trace.toUpperCase()}-00f067aa0ba902b7-01`],
  ])('is not what %s says', (header) => {
    expect(parseTraceparent(header)).toBeUndefined();
  });
});
