import { DomainError, type Fault } from '@capdev/service-kit/problems';
import type { CourseAction, CourseState } from './course-status.js';

/** There is none, or it is a draft that the reader may not see: the two look the same on purpose. */
export class CourseNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'course-not-found', `There is no course ${id}.`);
  }
}

export class CourseCodeTaken extends DomainError {
  constructor(code: string) {
    super(
      'conflict',
      'course-code-taken',
      `There is already a course with the code ${code}. Codes are never given twice.`,
      [{ pointer: '/code', detail: 'Taken by another course.' }],
    );
  }
}

/** The code is on certificates and in other systems once the course has been public. */
export class CourseCodeFixed extends DomainError {
  constructor(code: string) {
    super('conflict', 'course-code-fixed', `Course ${code} has been published: its code stays.`, [
      { pointer: '/code', detail: 'Cannot change after publication.' },
    ]);
  }
}

const deeds: Readonly<Record<CourseAction, string>> = {
  edit: 'changed',
  publish: 'published',
  offer: 'offered',
  retire: 'retired',
};

export class CourseStateForbids extends DomainError {
  constructor(code: string, state: CourseState, action: CourseAction) {
    super('conflict', `course-${state}`, `Course ${code} is ${state} and cannot be ${deeds[action]}.`);
  }
}

/** Everything that is missing, at once. */
export class CourseIncomplete extends DomainError {
  constructor(code: string, faults: readonly Fault[]) {
    super(
      'conflict',
      'course-incomplete',
      `Course ${code} cannot be published yet: ${faults.map((fault) => fault.detail.replace(/\.$/, '').toLowerCase()).join('; ')}.`,
      faults,
    );
  }
}

/** A published course must stay publishable. */
export class CourseNeeds extends DomainError {
  constructor(code: string, faults: readonly Fault[]) {
    super('conflict', 'course-needs', `Course ${code} is published and must keep what publication asks for.`, faults);
  }
}

export class SuccessorUnsuitable extends DomainError {
  constructor(why: string) {
    super('invalid', 'course-successor-unsuitable', `The successor ${why}.`, [
      { pointer: '/successorId', detail: `The successor ${why}.` },
    ]);
  }
}

export class CoordinatorsUnknown extends DomainError {
  constructor(ids: readonly string[]) {
    super(
      'invalid',
      'coordinators-unknown',
      `These coordinators are not in the catalogue, or were erased: ${ids.join(', ')}.`,
      [{ pointer: '/coordinatorIds', detail: 'Names coordinators that are not in the catalogue.' }],
    );
  }
}

const draftsAsked: readonly Fault[] = [{ pointer: 'state', detail: 'Drafts are not public.' }];

export class DraftsNeedToken extends DomainError {
  constructor() {
    const says = 'Drafts are for their unit: send a token, or leave draft out of "state".';
    super('unauthenticated', 'course-drafts-need-token', says, draftsAsked, { 'www-authenticate': 'Bearer' });
  }
}

export class DraftsNotForRole extends DomainError {
  constructor() {
    const says = 'None of your roles may read drafts: leave draft out of "state".';
    super('forbidden', 'course-drafts-not-for-role', says, draftsAsked);
  }
}
