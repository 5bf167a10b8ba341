import { DomainError } from '@capdev/service-kit/problems';

export class SourceNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'source-not-found', `There is no source ${id}.`);
  }
}

/** Two documents with one symbol are one document written down twice. */
export class SourceSymbolTaken extends DomainError {
  constructor(symbol: string) {
    super(
      'conflict',
      'source-symbol-taken',
      `Another source has the symbol ${symbol}: use that one, or correct the symbol.`,
      [{ pointer: '/symbol', detail: 'In use.' }],
    );
  }
}

export class DayAhead extends DomainError {
  constructor(field: string, day: string, today: string) {
    super('invalid', 'source-day-ahead', `${day} is still to come: today is ${today}. Give the day on which it was.`, [
      { pointer: `/${field}`, detail: `Must not be after ${today}.` },
    ]);
  }
}

export class DeadlineBeforeSource extends DomainError {
  constructor(deadline: string, datedOn: string) {
    super(
      'invalid',
      'source-deadline-too-early',
      `Comments by ${deadline} cannot be invited on a document of ${datedOn}: give a deadline from that day on.`,
      [{ pointer: '/commentDeadline', detail: `Must not be before ${datedOn}.` }],
    );
  }
}

export class SourceAfterItsSequel extends DomainError {
  constructor(datedOn: string, earliest: string) {
    super(
      'conflict',
      'source-date-too-late',
      `The document cannot be of ${datedOn}: a comment or a step of a recommendation is of ${earliest} already. Give that day or an earlier one.`,
      [{ pointer: '/datedOn', detail: `Must not be after ${earliest}.` }],
    );
  }
}

export class InvitationAnswered extends DomainError {
  constructor(id: string) {
    super(
      'conflict',
      'source-invitation-answered',
      `The invitation to comment on source ${id} cannot be taken back: what came of it is recorded. The deadline can be moved.`,
      [{ pointer: '/commentDeadline', detail: 'Must stay a day.' }],
    );
  }
}

export class CommentsNotInvited extends DomainError {
  constructor(id: string) {
    super(
      'conflict',
      'source-comments-not-invited',
      `No comments were invited on source ${id}: give it a commentDeadline first.`,
    );
  }
}

export class CommentBeforeSource extends DomainError {
  constructor(receivedOn: string, datedOn: string) {
    super(
      'invalid',
      'source-comment-too-early',
      `A comment received on ${receivedOn} cannot be about a document of ${datedOn}: correct one of the two days.`,
      [{ pointer: '/receivedOn', detail: `Must not be before ${datedOn}.` }],
    );
  }
}

export class DeadlineNotOver extends DomainError {
  constructor(deadline: string, today: string) {
    super(
      'conflict',
      'source-deadline-not-over',
      `Comments may still come: the deadline is ${deadline}, and today is ${today}. Record it from the day after the deadline.`,
    );
  }
}

export class CommentWasReceived extends DomainError {
  constructor(deadline: string) {
    super(
      'conflict',
      'source-comment-was-received',
      `A comment was received by ${deadline}: it stands in the list of comments.`,
    );
  }
}

export class NoneReceivedAlready extends DomainError {
  constructor(deadline: string) {
    super(
      'conflict',
      'source-none-received-already',
      `It is recorded already that no comment was received by ${deadline}.`,
    );
  }
}
