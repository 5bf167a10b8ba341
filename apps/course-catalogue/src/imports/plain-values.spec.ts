import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { listLiteral } from './list-literal.js';
import { amountFrom, dayFrom, hoursFrom, numberFrom } from './plain-values.js';

const wrong = (read: object) => ('reason' in read ? read.reason : read);

describe('a number in a cell', () => {
  it.each([
    ['12', 12],
    ['2022.0', 2022],
    ['0.25', 0.25],
    ['١٢', 12],
    ['١٢٫٥', 12.5],
    ['१२', 12],
    ['１２．５', 12.5],
    ['𝟏𝟐', 12],
    ['߁߂', 12],
  ])('%s is %d, in the digits of any script', (written, value) => {
    expect(numberFrom(written)).toEqual({ value });
  });

  it.each(['1,000', '1 000', '12h', '-5', '1e3', '0x10', '十二', 'Ⅻ', '½', '٫', '1.', '.5', '', '9'.repeat(16)])(
    '"%s" is rejected and not read in part',
    (written) => {
      expect(wrong(numberFrom(written))).toBe('is not a number');
    },
  );

  it('is rejected when it mixes the digits of two scripts', () => {
    expect(wrong(numberFrom('1٢'))).toBe('mixes the digits of two scripts');
    expect(wrong(dayFrom('٢٠٢٧-03-01'))).toBe('mixes the digits of two scripts');
  });

  it('is what was written, in every script that has digits', () => {
    const zeros = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1040, 0x1090, 0x17e0, 0xff10, 0x1d7ce, 0x1d7d8, 0x1e950];
    fc.assert(
      fc.property(fc.constantFrom(...zeros), fc.nat(), (zero, value) => {
        const written = [...String(value)].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
        expect(numberFrom(written)).toEqual({ value });
      }),
    );
  });
});

describe('an amount in a cell', () => {
  it.each([
    ['150.00', '150.00'],
    ['0150.5', '150.5'],
    ['12.50000', '12.50'],
    ['0', '0'],
    ['٢٥', '25'],
    ['12.345', '12.345'],
  ])('%s is %s, never rounded', (written, value) => {
    expect(amountFrom(written)).toEqual({ value });
  });
});

describe('a day in a cell', () => {
  it.each([
    ['2027-03-01', '2027-03-01'],
    ['2027-03-01T00:00:00', '2027-03-01'],
    ['2027-03-01 23:30', '2027-03-01'],
    ['2027-03-01T23:30:00+14:00', '2027-03-01'],
    ['2027-03-01T23:30:00.000Z', '2027-03-01'],
    ['٢٠٢٧-٠٣-٠١', '2027-03-01'],
  ])('%s is %s', (written, value) => {
    expect(dayFrom(written)).toEqual({ value });
  });

  it('is never guessed, and exists', () => {
    for (const written of ['01/03/2027', '2027-3-1', '2027', '1 March 2027', '20270301', '2027-03-01x']) {
      expect(wrong(dayFrom(written))).toBe('is not a day that can be read without guessing');
    }
    for (const written of ['2027-02-29', '2027-13-01', '2027-00-10']) {
      expect(wrong(dayFrom(written))).toBe('is not a day that exists');
    }
  });
});

describe('a duration in a cell', () => {
  it('is hours and minutes; of days and months nobody knows how many hours they are', () => {
    expect([hoursFrom('PT2H'), hoursFrom('PT90M'), hoursFrom('PT1H30M')]).toEqual([
      { value: 2 },
      { value: 1.5 },
      { value: 1.5 },
    ]);
    for (const written of ['P', 'PT', 'P1D', 'P1M', '2', 'two hours', 'P1DT2H'])
      expect(hoursFrom(written)).toHaveProperty('reason');
  });
});

describe('a list in a cell, as Python writes it', () => {
  it.each([
    ["['LC', 'online']", ['LC', 'online']],
    ['["it\'s", \'say "hello"\']', ["it's", 'say "hello"']],
    ["['a\\'b\\\\c',]", ["a'b\\c"]],
    ['[‘LC’, “online”]', ['LC', 'online']],
    ['[1, two]', ['1', 'two']],
    ['[ ]', []],
    ["['a, b', 'c]']", ['a, b', 'c]']],
  ])('%s has its entries', (written, entries) => {
    expect(listLiteral(written)).toEqual({ entries });
  });

  it.each([
    ["['LC', 'online'", 'is a list that is not closed'],
    ["['LC', 'online", 'is a list that is not closed'],
    ["['LC' 'online']", 'is a list with a mistake in it'],
    ["['LC', ['online']]", 'is a list with a mistake in it'],
    ["['a\\x41']", 'is a list with a mistake in it'],
    ["['LC'] online", 'goes on behind the end of its list'],
    ['LC, online', 'is not a list in square brackets'],
    ['[', 'is a list that is not closed'],
  ])('%s is not read in part', (written, fault) => {
    expect(listLiteral(written)).toEqual({ fault });
  });

  it('comes back as it was written', () => {
    const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
    fc.assert(
      fc.property(fc.array(fc.string()), (entries) => {
        expect(listLiteral(`[${entries.map(quoted).join(', ')}]`)).toEqual({ entries });
      }),
    );
  });
});
