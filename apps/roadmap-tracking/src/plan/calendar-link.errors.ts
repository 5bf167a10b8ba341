import { DomainError } from '@capdev/service-kit/problems';

/** A link of somebody else is not told apart from one that never was. */
export class CalendarLinkNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'calendar-link-not-found', `You have made no calendar link ${id}.`);
  }
}

/** Says nothing of the key: it may be a secret that was mistyped. */
export class CalendarNotFound extends DomainError {
  constructor() {
    super(
      'not-found',
      'calendar-not-found',
      'There is no calendar at this address. Its link may have been revoked; ask for a new one at /calendar-links.',
    );
  }
}
