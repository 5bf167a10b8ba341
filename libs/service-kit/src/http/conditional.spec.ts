import { describe, expect, it } from '@jest/globals';
import { etagOf, versionInIfMatch } from './conditional.js';

const codeOf = (header: string | undefined): unknown => {
  try {
    return versionInIfMatch(header);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('If-Match', () => {
  it.each([
    ['"7"', 7],
    [etagOf(7), 7],
    [etagOf(7, 'any text'), 7],
    ['W/"7-abc"', 7],
    [' "7" ', 7],
    ['*', undefined],
    [undefined, 'if-match-missing'],
    ['', 'if-match-missing'],
    ['7', 'if-match-malformed'],
    ['"seven"', 'if-match-malformed'],
    ['"7", "8"', 'if-match-malformed'],
    ['"99999999999"', 'if-match-malformed'],
  ])('%s means %s', (header, meaning) => {
    expect(codeOf(header)).toBe(meaning);
  });
});

describe('an ETag', () => {
  it('differs when what is sent differs, though the version does not', () => {
    expect(etagOf(7, '{"title":"Spectre"}')).not.toBe(etagOf(7, '{"title":"Spectrum"}'));
    expect(etagOf(7, 'same')).toBe(etagOf(7, 'same'));
  });
});
