import { CheckedField, TextField } from '@capdev/service-frame/fields';

interface About {
  readonly description?: string;
  readonly optional?: boolean;
  /** Nothing is an amount, too. */
  readonly zeroToo?: boolean;
}

/** What is wrong with an amount as it is written, whatever its currency. */
export function amountFault(value: unknown, zeroToo = false): string | undefined {
  if (typeof value === 'number') {
    return 'must be a decimal number as text, such as "1250.50": a number of JSON does not stay exact';
  }
  if (typeof value !== 'string' || !/^(0|[1-9]\d{0,30})(\.\d{1,30})?$/.test(value)) {
    return 'must be a decimal number as text, such as "1250.50", without signs, blanks or separators';
  }
  if ((value.split('.')[0] ?? '').length > 13) return 'may have at most 13 digits before the point';
  if (!zeroToo && /^[0.]+$/.test(value)) return 'must be greater than zero';
  return undefined;
}

/** An exact amount of money, as text. */
export function MoneyField({ zeroToo = false, ...about }: About = {}): PropertyDecorator {
  const schema = { type: String, pattern: '^(0|[1-9]\\d{0,12})(\\.\\d{1,2})?$', example: '1250.50' } as const;
  return CheckedField('isMoney', (value) => amountFault(value, zeroToo), schema, about);
}

/** A currency by its code in ISO 4217. */
export const CurrencyField = (about: Pick<About, 'description' | 'optional'> = {}): PropertyDecorator =>
  TextField(3, { pattern: /^[A-Z]{3}$/, shape: 'must be a code of ISO 4217 such as CHF', example: 'CHF', ...about });

/** Why, for those who read the ledger later. */
export const ReasonField = (about: Pick<About, 'description' | 'optional'> = {}): PropertyDecorator =>
  TextField(500, { description: 'For those who read the ledger later; it must name nobody.', ...about });
