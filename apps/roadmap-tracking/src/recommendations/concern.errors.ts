import { DomainError } from '@capdev/service-kit/problems';

export class ConcernNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'concern-not-found', `There is no concern ${id}.`);
  }
}

export class ConcernAnswered extends DomainError {
  constructor(id: string, answeredOn: string) {
    super(
      'conflict',
      'concern-answered',
      `Concern ${id} was answered on ${answeredOn}: an answer stays. Who has more to say raises another concern.`,
    );
  }
}

export class ConcernDayAhead extends DomainError {
  constructor(field: string, day: string, today: string) {
    super('invalid', 'concern-day-ahead', `${day} is still to come: today is ${today}. Give the day on which it was.`, [
      { pointer: `/${field}`, detail: `Must not be after ${today}.` },
    ]);
  }
}

export class ConcernDayTooEarly extends DomainError {
  constructor(field: string, day: string, earliest: string) {
    super(
      'invalid',
      'concern-day-too-early',
      field === 'raisedOn'
        ? `A concern of ${day} cannot be about a document of ${earliest}: give that day or a later one.`
        : `An answer of ${day} comes before the concern of ${earliest}: give that day or a later one.`,
      [{ pointer: `/${field}`, detail: `Must not be before ${earliest}.` }],
    );
  }
}
