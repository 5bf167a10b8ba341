import { AmountTooPrecise, CurrencyUnknown } from './money.errors.js';

/**
 * An exact amount as text with two decimals, as PostgreSQL tells a numeric(15, 2): "1250.50". It is added and compared in
 * whole hundredths; a JavaScript number is never part of it.
 */
export type Amount = string;

export const zero: Amount = '0.00';

/** The most that the ledger can hold: 13 digits before the point. */
export const mostMoney: Amount = '9999999999999.99';

const hundredths = (amount: Amount): bigint => {
  const [whole = '', decimals = ''] = amount.split('.');
  return BigInt(whole + decimals.padEnd(2, '0'));
};

const amountOf = (count: bigint): Amount => {
  const digits = String(count < 0n ? -count : count).padStart(3, '0');
  return `${count < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

export const plus = (one: Amount, other: Amount): Amount => amountOf(hundredths(one) + hundredths(other));
export const minus = (one: Amount, other: Amount): Amount => amountOf(hundredths(one) - hundredths(other));
export const exceeds = (one: Amount, other: Amount): boolean => hundredths(one) > hundredths(other);
export const least = (one: Amount, other: Amount): Amount => amountOf(hundredths(exceeds(one, other) ? other : one));

/** No money, or the currencies that stand for none and for tests. */
const currencies = new Set(Intl.supportedValuesOf('currency').filter((code) => code !== 'XXX' && code !== 'XTS'));

/** The ledger keeps hundredths: a currency of thousandths would not stay exact in it. */
const mostDecimals = 2;

/** How many decimals a currency has: two for CHF, none for JPY. */
function decimalsOf(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits;
}

/** Refuses what is no currency, and one that cannot be kept exactly. */
export function refuseCurrency(currency: string): void {
  if (!currencies.has(currency)) throw new CurrencyUnknown(currency);
  if (decimalsOf(currency) > mostDecimals) throw new CurrencyUnknown(currency, decimalsOf(currency));
}

/**
 * What a caller wrote, as the ledger keeps it.
 *
 * @param written has the form of an amount already
 */
export function amountIn(currency: string, written: string): Amount {
  const decimals = written.split('.')[1]?.length ?? 0;
  if (decimals > decimalsOf(currency)) throw new AmountTooPrecise(written, currency, decimalsOf(currency));
  return amountOf(hundredths(written));
}

/** An amount as callers get it, with the decimals of its currency: "1250.50" of CHF, "1250" of JPY. */
export function shownIn(currency: string, amount: Amount): string {
  return decimalsOf(currency) === 0 ? amount.replace(/\.00$/, '') : amount;
}
