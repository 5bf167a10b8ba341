import { DomainError } from '@capdev/service-kit/problems';

const supersedes = (detail: string): [{ pointer: string; detail: string }] => [{ pointer: '/supersedesId', detail }];

export class DecisionNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'decision-not-found', `There is no decision ${id}.`);
  }
}

/** What was adopted stays as it was adopted. */
export class DecisionAlreadyAdopted extends DomainError {
  constructor(id: string, number: number, adoptedOn: string) {
    super(
      'conflict',
      'decision-already-adopted',
      `Decision ${id} was adopted as number ${number} on ${adoptedOn}: its words never change. Propose another one that supersedes it.`,
    );
  }
}

export class DecisionMeetingUnknown extends DomainError {
  constructor(meetingId: string, taskForceId: string) {
    super('invalid', 'decision-meeting-unknown', `Task force ${taskForceId} has no meeting ${meetingId}.`, [
      { pointer: '/meetingId', detail: 'Not a meeting of this task force.' },
    ]);
  }
}

/** Nothing is adopted before it is held. */
export class DecisionMeetingPlanned extends DomainError {
  constructor(meetingId: string, day: string) {
    super(
      'conflict',
      'decision-meeting-planned',
      `Meeting ${meetingId} is planned for ${day} and has not been held. Say that it was held first, with its day.`,
    );
  }
}

export class DecisionSupersededUnknown extends DomainError {
  constructor(id: string) {
    super(
      'invalid',
      'decision-superseded-unknown',
      `There is no decision ${id} that could be superseded.`,
      supersedes('Not a decision.'),
    );
  }
}

export class DecisionSupersedesItself extends DomainError {
  constructor(id: string) {
    super(
      'invalid',
      'decision-supersedes-itself',
      `Decision ${id} cannot take its own place.`,
      supersedes('The decision itself.'),
    );
  }
}

export class DecisionOfAnother extends DomainError {
  constructor(id: string, taskForceId: string) {
    super(
      'invalid',
      'decision-of-another-task-force',
      `Decision ${id} is one of task force ${taskForceId}; a task force supersedes decisions of its own.`,
      supersedes('A decision of another task force.'),
    );
  }
}

/** Only what holds can give way. */
export class DecisionNotInForce extends DomainError {
  constructor(id: string, state: string, supersededById: string | null) {
    const instead =
      supersededById === null ? 'Adopt it first, or leave it out.' : `Supersede ${supersededById} instead.`;
    super('conflict', 'decision-not-in-force', `Decision ${id} is ${state}, so nothing can take its place. ${instead}`);
  }
}

export class DecisionSupersedesLater extends DomainError {
  constructor(id: string, adoptedOn: string, day: string) {
    super(
      'conflict',
      'decision-supersedes-later',
      `Decision ${id} was adopted on ${adoptedOn}, after the meeting of ${day} in which another one is to take its place.`,
    );
  }
}
