import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amountFault } from './money.dto.js';
import { amountIn, exceeds, least, minus, plus, refuseCurrency, shownIn } from './money.js';

const refusal = (code: string) => expect.objectContaining({ code });
const counts = fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n });
const written = (count: bigint): string => {
  const digits = String(count < 0n ? -count : count).padStart(3, '0');
  return `${count < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

describe('an amount', () => {
  it('is added and taken away exactly, where a JavaScript number is not', () => {
    expect(plus('0.10', '0.20')).toBe('0.30');
    expect(plus('9999999999999.98', '0.01')).toBe('9999999999999.99');
    expect(minus('0.30', '0.10')).toBe('0.20');
    expect(minus('0.05', '0.10')).toBe('-0.05');
  });

  it('keeps to the rules of arithmetic, whatever the amounts', () => {
    fc.assert(
      fc.property(counts, counts, (one, other) => {
        const [a, b] = [written(one), written(other)];
        expect(plus(a, b)).toBe(written(one + other));
        expect(minus(plus(a, b), b)).toBe(a);
        expect(exceeds(a, b)).toBe(one > other);
        expect(least(a, b)).toBe(written(one < other ? one : other));
      }),
    );
  });

  it('is read and shown with the decimals of its currency', () => {
    expect([amountIn('CHF', '5'), amountIn('CHF', '5.5'), amountIn('JPY', '5')]).toEqual(['5.00', '5.50', '5.00']);
    expect([shownIn('CHF', '5.00'), shownIn('JPY', '5.00'), shownIn('JPY', '0.00')]).toEqual(['5.00', '5', '0']);
    expect(() => amountIn('CHF', '5.001')).toThrow(refusal('budget-amount-too-precise'));
    expect(() => amountIn('JPY', '5.0')).toThrow(refusal('budget-amount-too-precise'));
  });

  it.each([
    [5],
    ['5,00'],
    ['+5'],
    ['-5'],
    ['5.'],
    ['.5'],
    ['05'],
    ['5e2'],
    [' 5'],
    ['٥'],
    ['0'],
    ['0.00'],
    ['12345678901234'],
    [null],
  ])('is not written as %j', (value) => {
    expect(amountFault(value)).toEqual(expect.any(String));
  });

  it('may be nothing only where that is said', () => {
    expect([amountFault('0.00', true), amountFault('9999999999999.99')]).toEqual([undefined, undefined]);
  });
});

describe('a currency', () => {
  it('is one of ISO 4217 that hundredths can keep', () => {
    for (const currency of ['CHF', 'USD', 'XAF', 'JPY']) expect(() => refuseCurrency(currency)).not.toThrow();
    for (const currency of ['KWD', 'CLF', 'XXX', 'XTS', 'ABC']) {
      expect(() => refuseCurrency(currency)).toThrow(refusal('budget-currency-unusable'));
    }
  });
});
