import { describe, expect, it } from '@jest/globals';
import { VerifiedTokens } from './verified-tokens.js';

const caller = { subject: 'a', unit: 'BDT', roles: [] };
const MINUTE = 60_000;

function aCache() {
  let now = 1_000_000_000_000;
  const cache = new VerifiedTokens(() => now);
  return { cache, seconds: () => now / 1_000, pass: (ms: number) => (now += ms) };
}

describe('tokens verified a moment ago', () => {
  it('are known for one minute at most, however long they are valid', () => {
    const { cache, seconds, pass } = aCache();
    cache.keep('token', caller, seconds() + 3_600);
    pass(MINUTE - 1);
    expect(cache.get('token')).toBe(caller);
    pass(1);
    expect(cache.get('token')).toBeUndefined();
  });

  it('are not known beyond their own end', () => {
    const { cache, seconds, pass } = aCache();
    cache.keep('token', caller, seconds() + 10);
    pass(10_000);
    expect(cache.get('token')).toBeUndefined();
  });

  it('are bounded in number, and the least recently used goes first', () => {
    const { cache, seconds } = aCache();
    for (let index = 0; index < 10_000; index += 1) cache.keep(`token ${index}`, caller, seconds() + 600);
    expect(cache.get('token 0')).toBe(caller);
    cache.keep('one more', caller, seconds() + 600);
    expect(cache.get('token 0')).toBe(caller);
    expect(cache.get('token 1')).toBeUndefined();
  });
});
