import { DomainError, type Fault } from '@capdev/service-kit/problems';
import type { OfferingAction, OfferingState } from './offering-status.js';

export class OfferingNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'offering-not-found', `There is no offering ${id}.`);
  }
}

export class OfferingImpossible extends DomainError {
  constructor(faults: readonly Fault[]) {
    super('invalid', 'offering-impossible', faults.map((fault) => fault.detail).join(' '), faults);
  }
}

const deeds: Readonly<Record<OfferingAction, string>> = {
  edit: 'changed',
  open: 'opened',
  complete: 'completed',
  cancel: 'cancelled',
};

export class OfferingStateForbids extends DomainError {
  constructor(state: OfferingState, action: OfferingAction) {
    super('conflict', `offering-${state}`, `The offering is ${state} and cannot be ${deeds[action]}.`);
  }
}

export class OfferingNotOver extends DomainError {
  constructor(endsOn: string) {
    super(
      'conflict',
      'offering-not-over',
      `The offering runs until ${endsOn}: complete it when it is over, or cancel it.`,
    );
  }
}

/** A course that is not public cannot be offered, and neither can one that is no longer given. */
export class CourseNotOffered extends DomainError {
  constructor(courseId: string, why: string) {
    super(
      'conflict',
      'offering-course-not-published',
      `Course ${courseId} ${why}: only a published course can be offered.`,
      [{ pointer: '/courseId', detail: 'Not a published course.' }],
    );
  }
}
