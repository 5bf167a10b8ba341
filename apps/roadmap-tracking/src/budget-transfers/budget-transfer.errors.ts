import { DomainError } from '@capdev/service-kit/problems';

export class BudgetTransferNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'budget-transfer-not-found', `There is no budget transfer ${id}.`);
  }
}

export class BudgetTransferToItself extends DomainError {
  constructor() {
    super('invalid', 'budget-transfer-same-line', 'Money is moved between two lines: name two different ones.', [
      { pointer: '/toLineId', detail: 'The same as "fromLineId".' },
    ]);
  }
}

/** Nothing is exchanged here. */
export class BudgetTransferCurrencies extends DomainError {
  constructor(from: { code: string; currency: string }, to: { code: string; currency: string }) {
    super(
      'conflict',
      'budget-transfer-currencies-differ',
      `${from.code} is in ${from.currency} and ${to.code} in ${to.currency}: money moves between lines of one currency only.`,
      [{ pointer: '/toLineId', detail: `Not in ${from.currency}.` }],
    );
  }
}
