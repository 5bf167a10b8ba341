import { plainDigits } from './digits.js';

/** A value that was understood, or what is wrong with the writing and how to write it. */
export type Read<Value> = { readonly value: Value } | { readonly reason: string; readonly advice: string };

/** A number written with the digits of any one script; never a part of what is written. */
export function numberFrom(written: string): Read<number> {
  const advice = 'write digits, such as 12 or 12.5, with nothing between thousands';
  const digits = plainDigits(written);
  if (digits === undefined) return { reason: 'mixes the digits of two scripts', advice };
  if (!/^\d{1,15}(\.\d{1,10})?$/.test(digits)) return { reason: 'is not a number', advice };
  return { value: Number(digits) };
}

/** An amount of money, as text, so that nobody rounds it: `0150.5` is `150.5`. */
export function amountFrom(written: string): Read<string> {
  const read = numberFrom(written);
  if (!('value' in read)) return read;
  const [whole = '', decimals = ''] = plainDigits(written)!.split('.');
  const cents = decimals.replace(/0+$/, '').length > 2 ? decimals : decimals.slice(0, 2);
  const plain = whole.replace(/^0+(?=\d)/, '');
  return { value: decimals === '' ? plain : `${plain}.${cents}` };
}

/**
 * A calendar day, from a day or a moment of ISO 8601. Of a moment, the day as it is written: lists give the local time
 * of the place, and a day moved into another time zone would be a wrong one.
 */
export function dayFrom(written: string): Read<string> {
  const advice = 'write the day as 2027-03-01: year, month, day';
  const digits = plainDigits(written);
  if (digits === undefined) return { reason: 'mixes the digits of two scripts', advice };
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    digits,
  );
  if (!found) return { reason: 'is not a day that can be read without guessing', advice };
  const day = found[1]!;
  const exists = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(exists.getTime()) || exists.toISOString().slice(0, 10) !== day) {
    return { reason: 'is not a day that exists', advice };
  }
  return { value: day };
}

/** Hours, from a duration of ISO 8601 in hours and minutes. */
export function hoursFrom(written: string): Read<number> {
  // A day of teaching is not 24 hours, and how many it is a duration in days does not say.
  const found = /^PT(?=.)(?:(\d{1,5}(?:\.\d{1,3})?)H)?(?:(\d{1,5})M)?$/.exec(plainDigits(written) ?? '');
  if (!found) return { reason: 'is not a duration in hours and minutes', advice: 'write it as PT2H or PT1H30M' };
  return { value: Number(found[1] ?? 0) + Number(found[2] ?? 0) / 60 };
}
