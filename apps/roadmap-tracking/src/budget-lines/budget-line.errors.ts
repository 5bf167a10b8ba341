import { DomainError } from '@capdev/service-kit/problems';
import { type Amount, shownIn, zero } from '../budget/money.js';

/** What a refusal says of the line. */
interface Named {
  readonly code: string;
  readonly currency: string;
  readonly amount: Amount;
  readonly allocated: Amount;
}

interface Period {
  readonly periodStart: string;
  readonly periodEnd: string;
}

export class BudgetLineNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'budget-line-not-found', `There is no budget line ${id}.`);
  }
}

export class BudgetLineCodeTaken extends DomainError {
  constructor(code: string) {
    super('conflict', 'budget-line-code-taken', `There is a budget line ${code} already: choose another code.`, [
      { pointer: '/code', detail: 'Taken.' },
    ]);
  }
}

export class BudgetPeriodImpossible extends DomainError {
  constructor({ periodStart, periodEnd }: Period) {
    super(
      'invalid',
      'budget-line-period-impossible',
      `The period would end on ${periodEnd}, before it starts on ${periodStart}.`,
      [{ pointer: '/periodEnd', detail: 'Before the start.' }],
    );
  }
}

export class BudgetDayOutside extends DomainError {
  constructor({ code, periodStart, periodEnd }: Named & Period, on: string) {
    super(
      'conflict',
      'budget-line-day-outside',
      `The money of ${code} is for ${periodStart} to ${periodEnd}; ${on} is outside. Name a day within, or a line of another period.`,
      [{ pointer: '/on', detail: `Not within ${periodStart} to ${periodEnd}.` }],
    );
  }
}

/** There is no more money: everything stays within the existing budget. */
export class BudgetLineExceeded extends DomainError {
  override readonly members: Readonly<Record<string, string>>;

  constructor(line: Named, { asked, left, later }: { asked: Amount; left: Amount; later: Amount }) {
    const { code, currency } = line;
    const [ceiling, allocated] = [shownIn(currency, line.amount), shownIn(currency, line.allocated)];
    const waiting =
      later === zero ? '' : `, and ${shownIn(currency, later)} is needed by what is entered for later days`;
    super(
      'conflict',
      'budget-line-exceeded',
      `The ceiling of ${code} is ${ceiling} ${currency} and ${allocated} is allocated${waiting}: ${shownIn(currency, left)} is left, ${shownIn(currency, asked)} was asked. Ask for less, release what is not needed, or transfer from another line.`,
      [{ pointer: '/amount', detail: `At most ${shownIn(currency, left)} ${currency}.` }],
    );
    this.members = { ceiling, allocated, asked: shownIn(currency, asked), left: shownIn(currency, left), currency };
  }
}

export class BudgetLineTooLarge extends DomainError {
  constructor({ code, currency, amount }: Named, more: Amount) {
    super(
      'conflict',
      'budget-line-too-large',
      `${code} has ${amount} ${currency}; with ${more} more it would have over 13 digits before the point, which the ledger cannot keep.`,
      [{ pointer: '/amount', detail: 'Too large.' }],
    );
  }
}

/** A line that is named in a request, and is not there. */
export class BudgetLineUnknown extends DomainError {
  constructor(pointer: string, id: string) {
    super('invalid', 'budget-line-unknown', `There is no budget line ${id}: name one that is listed.`, [
      { pointer, detail: 'Not a budget line.' },
    ]);
  }
}
