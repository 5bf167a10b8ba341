import { describe, expect, it } from '@jest/globals';
import { webAddressFault } from './web-address.js';

describe('a web address that people shall follow', () => {
  it.each(['https://example.org/', 'http://example.org:8080/a?b=c#d', 'https://例え.jp/頁'])('may be %s', (address) => {
    expect(webAddressFault(address)).toBeUndefined();
  });

  it.each([
    ['javascript:alert(1)', /https/],
    ['ftp://example.org/', /https/],
    ['https://', /https/],
    ['https://example.org/a b', /blanks/],
    ['https://example.org\\@example.com/', /backslashes/],
    ['https://somebody:secret@example.org/', /password/],
    [`https://example.org/${'a'.repeat(2_000)}`, /at most 2000/],
    [7, /https/],
  ])('is not %s', (address, why) => {
    expect(webAddressFault(address)).toMatch(why);
  });
});
