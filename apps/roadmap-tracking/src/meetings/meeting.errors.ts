import { DomainError } from '@capdev/service-kit/problems';

export class MeetingNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'meeting-not-found', `There is no meeting ${id}.`);
  }
}

export class MeetingDayAhead extends DomainError {
  constructor(heldOn: string, today: string) {
    super(
      'invalid',
      'meeting-day-ahead',
      `A meeting that was held cannot be on ${heldOn}: today is ${today} (UTC). Give the day on which it was held, or the state "planned".`,
      [{ pointer: '/heldOn', detail: `After ${today}.` }],
    );
  }
}

export class MeetingDayPast extends DomainError {
  constructor(heldOn: string, today: string) {
    super(
      'invalid',
      'meeting-day-past',
      `A meeting cannot be planned for ${heldOn}: today is ${today} (UTC). Give a later day, or the state "held".`,
      [{ pointer: '/heldOn', detail: `Before ${today}.` }],
    );
  }
}

/** What was adopted in it was adopted on its day. */
export class MeetingHasDecisions extends DomainError {
  constructor(id: string, heldOn: string) {
    super(
      'conflict',
      'meeting-has-decisions',
      `Something was adopted in meeting ${id} on ${heldOn}: its day and its state do not change any more.`,
    );
  }
}
