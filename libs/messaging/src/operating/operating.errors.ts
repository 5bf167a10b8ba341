import { DomainError } from '@capdev/service-kit/problems';

/** Nothing is indexed at this place. */
export class LetterNotFound extends DomainError {
  constructor(id: string) {
    super(
      'not-found',
      'dead-letter-not-found',
      `There is no dead letter ${id}. They are called <partition>-<offset> and are kept for 90 days; GET /bus/dead-letters lists them.`,
    );
  }
}

/** The letter has its verdict. */
export class LetterClosed extends DomainError {
  constructor(id: string, verdict: string, by: string) {
    super('conflict', 'dead-letter-closed', `Dead letter ${id} is ${verdict} already, by ${by}. Nothing was done.`);
  }
}

/** The letter names neither topic nor place, so it was no event of ours. */
export class LetterWithoutOrigin extends DomainError {
  constructor(id: string) {
    super(
      'conflict',
      'dead-letter-without-origin',
      `Dead letter ${id} does not say from which topic it came, so it cannot be handled again. Discard it, with a reason.`,
    );
  }
}

/** No handler takes this type of event (any more). */
export class LetterWithoutHandler extends DomainError {
  constructor(id: string, type: string | null) {
    super(
      'conflict',
      'dead-letter-without-handler',
      `This service does not listen to ${type ?? 'what it cannot read'} (any more), so dead letter ${id} cannot be handled. Discard it, with a reason.`,
    );
  }
}

/** Nothing refused waits at this position. */
export class RefusedNotFound extends DomainError {
  constructor(position: string) {
    super(
      'not-found',
      'refused-announcement-not-found',
      `There is no refused announcement at position ${position}. GET /bus/refused lists them.`,
    );
  }
}

/** The same announcement waits in the outbox already. */
export class RefusedWaitsAlready extends DomainError {
  constructor(position: string) {
    super(
      'conflict',
      'refused-announcement-waits',
      `Another announcement has the place of ${position} in the outbox. Nothing was done.`,
    );
  }
}

/** Nothing is listened to, so nothing can be replayed. */
export class NothingToReplay extends DomainError {
  constructor(service: string) {
    super('conflict', 'replay-without-consumer', `${service} listens to no event, so there is nothing to replay.`);
  }
}

/** Another service was meant. */
export class ReplayOfAnother extends DomainError {
  constructor(wanted: string, service: string) {
    super(
      'conflict',
      'replay-of-another-service',
      `This is ${service}, and the events of ${wanted} were to be replayed. Nothing was done; ask at the address of ${wanted}.`,
    );
  }
}

/** One replay at a time. */
export class ReplayPending extends DomainError {
  constructor(id: string) {
    super(
      'conflict',
      'replay-pending',
      `Replay ${id} has not begun yet. Wait until GET /bus/replays/${id} shows "appliedAt", then ask again.`,
    );
  }
}

/** A replay begins in the past. */
export class ReplayFromFuture extends DomainError {
  constructor() {
    super('invalid', 'replay-from-future', 'A replay begins at a moment in the past.', [
      { pointer: '/from', detail: 'This moment has not come yet.' },
    ]);
  }
}

/** No replay has this identifier. */
export class ReplayNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'replay-not-found', `There is no replay ${id}. GET /bus/replays lists them.`);
  }
}
