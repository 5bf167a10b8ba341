import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { cellOf, joined, rowOf, separated, textOf } from './csv-cells.js';

/** Text of the sort that spreadsheets stumble over, far oftener than chance would have it. */
const awkward = fc
  .array(
    fc.oneof(
      fc.constantFrom(...`='"+-@;,\\ \t\r\n＝＋－＠\u{a0}\u{feff}`),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
  )
  .map((parts) => parts.join(''));

describe('a cell', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =1',
    '\u{a0}=1',
    '\u{200b}=1',
    '＝1',
    '－1',
    "'=1",
    '−1',
  ])('that a spreadsheet would run gets an apostrophe: %j', (text) => {
    expect(cellOf(text)).toBe(`'${text}`);
  });

  it.each(['', 'A=1', '1-2', "'tis text", 'e-mail: a@b.org', '“=1”', '!', '(=1)'])(
    'that is text stays as it is: %j',
    (text) => {
      expect(cellOf(text)).toBe(text);
    },
  );

  it('is read as the text it was made of', () => {
    fc.assert(fc.property(awkward, (text) => textOf(cellOf(text)) === text));
  });

  it('that nobody gave an apostrophe keeps the one it has', () => {
    expect(textOf("'tis text")).toBe("'tis text");
  });
});

describe('several texts in a cell', () => {
  it('are told apart by semicolons, of which their own are marked', () => {
    expect(joined(['a;b', 'c\\', ''])).toBe('a\\;b; c\\\\; ');
    expect(separated('a\\;b; c\\\\; ')).toEqual(['a;b', 'c\\', '']);
    expect(separated('en;fr ;  ar')).toEqual(['en', 'fr', 'ar']);
    expect(separated('; b')).toEqual(['', 'b']);
    expect(separated('')).toEqual([]);
  });

  it('are read as they were, without blanks around them', () => {
    const list = fc.array(awkward, { minLength: 1 }).filter((texts) => joined(texts) !== '');
    fc.assert(
      fc.property(list, (texts) => {
        expect(separated(joined(texts))).toEqual(texts.map((text) => text.trim()));
      }),
    );
  });
});

describe('a row', () => {
  it('is quoted as RFC 4180 wants', () => {
    expect(rowOf(['a', 'b,c', 'd"e', 'f\ng', ''])).toBe('a,"b,c","d""e","f\ng",\r\n');
  });

  it('is read by a CSV reader as it was written', () => {
    fc.assert(
      fc.property(fc.array(awkward, { minLength: 2 }), (cells) => {
        expect(parse(rowOf(cells), { relax_column_count: true })).toEqual([cells]);
      }),
    );
  });
});
