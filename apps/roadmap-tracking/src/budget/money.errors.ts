import { DomainError } from '@capdev/service-kit/problems';

/** Nobody pays in it, or the ledger could not keep it exactly. */
export class CurrencyUnknown extends DomainError {
  constructor(currency: string, decimals?: number) {
    super(
      'invalid',
      'budget-currency-unusable',
      decimals === undefined
        ? `"${currency}" is no currency of ISO 4217; write a code such as CHF.`
        : `Amounts in ${currency} have ${decimals} decimals and the budget keeps two: use a currency with two or none.`,
      [{ pointer: '/currency', detail: 'Not a currency that the budget can be kept in.' }],
    );
  }
}

/** More decimals than there are coins for. */
export class AmountTooPrecise extends DomainError {
  constructor(written: string, currency: string, decimals: number) {
    super(
      'invalid',
      'budget-amount-too-precise',
      `Amounts in ${currency} have ${decimals === 0 ? 'no decimals' : `at most ${decimals} decimals`}; "${written}" has ${written.split('.')[1]?.length ?? 0}. Nothing is rounded here: write the exact amount.`,
      [{ pointer: '/amount', detail: `At most ${decimals} decimals.` }],
    );
  }
}
