import { DomainError } from '@capdev/service-kit/problems';
import { type Amount, shownIn } from '../budget/money.js';

/** What was asked, and how much there is for it on that day and every later one. */
interface Asked {
  readonly asked: Amount;
  readonly left: Amount;
}

interface Sums {
  readonly amount: Amount;
  readonly committed: Amount;
  readonly spent: Amount;
}

export class AllocationNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'budget-allocation-not-found', `There is no allocation ${id}.`);
  }
}

/** What an activity may use is what it was given. */
export class AllocationExceeded extends DomainError {
  override readonly members: Readonly<Record<string, string>>;

  constructor(currency: string, allocation: Sums, { asked, left }: Asked) {
    const shown = (amount: Amount) => shownIn(currency, amount);
    const { amount, committed, spent } = allocation;
    super(
      'conflict',
      'budget-allocation-exceeded',
      `The activity was given ${shown(amount)} ${currency}, of which ${shown(committed)} is committed and ${shown(spent)} spent: ${shown(left)} is left for that day, ${shown(asked)} was asked. Ask for less, or allocate more first.`,
      [{ pointer: '/amount', detail: `At most ${shown(left)} ${currency}.` }],
    );
    this.members = {
      ...{ allocated: shown(amount), committed: shown(committed), spent: shown(spent) },
      ...{ asked: shown(asked), left: shown(left), currency },
    };
  }
}

export class AllocationCommitmentsExceeded extends DomainError {
  override readonly members: Readonly<Record<string, string>>;

  constructor(currency: string, { asked, left }: Asked) {
    const [shownAsked, shownLeft] = [shownIn(currency, asked), shownIn(currency, left)];
    super(
      'conflict',
      'budget-allocation-commitments-exceeded',
      `${shownLeft} ${currency} of what is committed can be given up on that day; ${shownAsked} was asked.`,
      [{ pointer: '/amount', detail: `At most ${shownLeft} ${currency}.` }],
    );
    this.members = { asked: shownAsked, left: shownLeft, currency };
  }
}

export class ActivityUnknown extends DomainError {
  constructor(id: string) {
    super('invalid', 'budget-activity-unknown', `There is no activity ${id} in the plan.`, [
      { pointer: '/activityId', detail: 'Not an activity.' },
    ]);
  }
}

export class ActivityCancelled extends DomainError {
  constructor(code: string) {
    super(
      'conflict',
      'budget-activity-cancelled',
      `${code} is cancelled: it is given no more money and promises none. What it has left can be released.`,
    );
  }
}

export class ActualNotFound extends DomainError {
  constructor(id: string) {
    super(
      'invalid',
      'budget-actual-unknown',
      `There is no actual ${id} of this allocation. Its entries are listed with the line.`,
      [{ pointer: '/actualId', detail: 'Not an actual of this allocation.' }],
    );
  }
}

export class ActualInFuture extends DomainError {
  constructor(on: string, today: string) {
    super(
      'conflict',
      'budget-actual-in-future',
      `Nothing has been spent on ${on} yet: today is ${today}. Enter a commitment for money that will be paid.`,
      [{ pointer: '/on', detail: `Not after ${today}.` }],
    );
  }
}

export class CorrectionTooEarly extends DomainError {
  constructor(on: string, last: string) {
    super(
      'conflict',
      'budget-correction-too-early',
      `What is corrected was entered for ${last}; a correction on ${on} would come before it.`,
      [{ pointer: '/on', detail: `Not before ${last}.` }],
    );
  }
}

export class CorrectionChangesNothing extends DomainError {
  constructor(currency: string, amount: Amount) {
    super(
      'conflict',
      'budget-correction-changes-nothing',
      `The actual counts as ${shownIn(currency, amount)} ${currency} already.`,
      [{ pointer: '/amount', detail: 'What it is already.' }],
    );
  }
}
