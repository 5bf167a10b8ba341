import { DomainError } from '@capdev/service-kit/problems';

/** Items that wait for one another can never begin. */
export class NetworkCyclic extends DomainError {
  override readonly members: { readonly cycle: readonly string[] };

  /** @param cycle in the direction of the dependencies; the last one leads to the first again */
  constructor(readonly cycle: readonly string[]) {
    super(
      'conflict',
      'schedule-cyclic',
      `${cycle.length} items depend on one another in a circle, so there is no day on which any of them could begin: ` +
        `${shown([...cycle, cycle[0]!])}. Remove one of these dependencies.`,
    );
    this.members = { cycle };
  }
}

const shown = (ids: readonly string[]): string =>
  ids.length <= 12 ? ids.join(' → ') : [...ids.slice(0, 6), '…', ...ids.slice(-5)].join(' → ');

export class ScheduledItemNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'schedule-item-not-found', `There is no activity or milestone ${id} in the plan.`);
  }
}

/** An initiative has the days of what is in it, and a cancelled item has none. */
export class ItemNotScheduled extends DomainError {
  constructor(id: string, why: 'initiative' | 'cancelled') {
    super(
      'invalid',
      'schedule-item-not-scheduled',
      why === 'initiative'
        ? `${id} is an initiative: it has no day of its own that could move. Name an activity or a milestone of it.`
        : `${id} is cancelled: it has no day any more that could move.`,
      [{ pointer: 'item', detail: why === 'initiative' ? 'Is an initiative.' : 'Is cancelled.' }],
    );
  }
}

/** What has happened does not move. */
export class ItemAlreadyDone extends DomainError {
  constructor(id: string, day: string) {
    super(
      'conflict',
      'schedule-item-done',
      `${id} has been finished since ${day}; what has happened does not move. Ask about something that is still to come.`,
    );
  }
}

/** There is nothing to narrow the schedule to. */
export class InitiativeNotScheduled extends DomainError {
  constructor(id: string) {
    super('not-found', 'schedule-initiative-not-found', `There is no initiative ${id} in the plan.`);
  }
}
