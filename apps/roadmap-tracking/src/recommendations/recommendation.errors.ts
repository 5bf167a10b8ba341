import { DomainError } from '@capdev/service-kit/problems';

export class RecommendationNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'recommendation-not-found', `There is no recommendation ${id}.`);
  }
}

export class RecommendationReferenceTaken extends DomainError {
  constructor(reference: string) {
    super(
      'conflict',
      'recommendation-reference-taken',
      `Another recommendation is called ${reference}: give this one another reference.`,
      [{ pointer: '/reference', detail: 'In use.' }],
    );
  }
}

export class RecommendationSourceUnknown extends DomainError {
  constructor(sourceId: string) {
    super(
      'invalid',
      'recommendation-source-unknown',
      `There is no source ${sourceId}: register the document first, then what it recommends.`,
      [{ pointer: '/sourceId', detail: 'Not a source.' }],
    );
  }
}

/** Others point at recommendations that do not exist. */
export class RecommendationsUnknown extends DomainError {
  constructor(field: string, unknown: readonly string[]) {
    super(
      'invalid',
      'recommendations-unknown',
      `${unknown.length === 1 ? 'One recommendation does' : `${unknown.length} recommendations do`} not exist: ${unknown.join(', ')}.`,
      unknown.map((id) => ({ pointer: `/${field}`, detail: `${id} is not a recommendation.` })),
    );
  }
}

export class RecommendationStateSame extends DomainError {
  constructor(reference: string, history: string, state: string) {
    super(
      'conflict',
      'recommendation-state-same',
      `The ${history} of ${reference} is ${state} already: a step leads to another state.`,
      [{ pointer: '/state', detail: `Must differ from ${state}.` }],
    );
  }
}

export class RecommendationReasonMissing extends DomainError {
  constructor(reference: string, from: string, to: string) {
    super(
      'invalid',
      'recommendation-reason-missing',
      `Say in "reason" why ${reference}, which is ${from}, becomes ${to}: readers will ask.`,
      [{ pointer: '/reason', detail: 'Needed for this step.' }],
    );
  }
}

export class RecommendationStepImpossible extends DomainError {
  constructor(reference: string, from: string, to: string, possible: readonly string[]) {
    super(
      'conflict',
      'recommendation-step-impossible',
      `${reference} is ${from}: it cannot become ${to}, only ${possible.join(' or ')}.`,
      [{ pointer: '/state', detail: `One of: ${possible.join(', ')}.` }],
    );
  }
}

export class RecommendationNotAccepted extends DomainError {
  constructor(reference: string, acceptance: string, state: string) {
    super(
      'conflict',
      'recommendation-not-accepted',
      `The acceptance of ${reference} is ${acceptance}: it cannot be ${state} before it is accepted, wholly or in part.`,
      [{ pointer: '/state', detail: 'Needs an accepted recommendation.' }],
    );
  }
}

export class RecommendationBeingImplemented extends DomainError {
  constructor(reference: string, implementation: string, state: string) {
    super(
      'conflict',
      'recommendation-being-implemented',
      `The implementation of ${reference} is ${implementation}: before it becomes ${state}, record overtaken-by-events there, and what became of the work.`,
      [{ pointer: '/state', detail: `Not while its implementation is ${implementation}.` }],
    );
  }
}

export class RecommendationStepTooEarly extends DomainError {
  constructor(since: string, earliest: string, what: string) {
    super(
      'invalid',
      'recommendation-step-too-early',
      `${since} is before ${what}, ${earliest}: steps are appended. Give that day or a later one.`,
      [{ pointer: '/since', detail: `Must not be before ${earliest}.` }],
    );
  }
}

export class RecommendationStepTooLate extends DomainError {
  constructor(since: string, today: string) {
    super(
      'invalid',
      'recommendation-step-too-late',
      `${since} is still to come: today is ${today}. Record the step when it holds.`,
      [{ pointer: '/since', detail: `Must not be after ${today}.` }],
    );
  }
}

export class RecommendationNotYet extends DomainError {
  constructor(reference: string, on: string, datedOn: string) {
    super(
      'invalid',
      'recommendation-not-yet',
      `${reference} was not there on ${on}: its source is of ${datedOn}. Ask for that day or a later one.`,
      [{ pointer: 'on', detail: `Must not be before ${datedOn}.` }],
    );
  }
}

export class RecommendationDayAhead extends DomainError {
  constructor(on: string, today: string) {
    super(
      'invalid',
      'recommendation-day-ahead',
      `Nobody knows yet how it will be on ${on}: today is ${today}. Leave "on" out for the present.`,
      [{ pointer: 'on', detail: `Must not be after ${today}.` }],
    );
  }
}
