import { DomainError } from '@capdev/service-kit/problems';

export class TaskForceNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'task-force-not-found', `There is no task force ${id}.`);
  }
}

/** It could not act on that day. */
export class TaskForceNotConstituted extends DomainError {
  constructor(id: string, day: string, missing: readonly string[]) {
    super(
      'conflict',
      'task-force-not-constituted',
      `Task force ${id} was not constituted on ${day}: nobody represented ${missing.join(', ')}. Appoint members whose terms include that day, or adopt it in another meeting.`,
      missing.map((unit) => ({ pointer: '', detail: `Nobody represented ${unit} on ${day}.` })),
    );
  }
}

export class MemberNotFound extends DomainError {
  constructor(id: string, taskForceId: string) {
    super('not-found', 'task-force-member-not-found', `Task force ${taskForceId} has no member ${id}.`);
  }
}

export class MemberTermBackwards extends DomainError {
  constructor(startsOn: string, endsOn: string) {
    super(
      'invalid',
      'task-force-member-term-backwards',
      `The term would end on ${endsOn}, before it starts on ${startsOn}. The last day is the first one or a later one.`,
      [{ pointer: '/endsOn', detail: `Before ${startsOn}.` }],
    );
  }
}

/** The same person, for the same unit, at the same time. */
export class MemberTermOverlaps extends DomainError {
  constructor(other: string, unit: string, startsOn: string, endsOn: string | null) {
    super(
      'conflict',
      'task-force-member-term-overlaps',
      `The same person represents ${unit} already, as member ${other} from ${startsOn} ${endsOn === null ? 'on' : `to ${endsOn}`}. End that term first, or begin after it.`,
    );
  }
}

export class MemberErased extends DomainError {
  constructor(id: string) {
    super(
      'conflict',
      'task-force-member-erased',
      `Who member ${id} was has been erased: nothing of it changes any more.`,
    );
  }
}

/** A unit is represented by somebody. */
export class MemberStillServes extends DomainError {
  constructor(id: string, endsOn: string | null) {
    super(
      'conflict',
      'task-force-member-still-serves',
      `The term of member ${id} ${endsOn === null ? 'has no end' : `ends on ${endsOn}`}. End it on a day before today, then erase who it was.`,
    );
  }
}
