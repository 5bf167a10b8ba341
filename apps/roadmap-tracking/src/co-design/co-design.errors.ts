import { DomainError } from '@capdev/service-kit/problems';

export class CoDesignProcessNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'co-design-process-not-found', `There is no co-design process ${id}.`);
  }
}

export class CoDesignStepUnknown extends DomainError {
  constructor(kind: string, kinds: readonly string[]) {
    super(
      'not-found',
      'co-design-step-unknown',
      `A co-design process has no step ${JSON.stringify(kind.slice(0, 60))}: its steps are ${kinds.join(', ')}.`,
    );
  }
}

export class CoDesignCompleted extends DomainError {
  constructor(id: string) {
    super(
      'conflict',
      'co-design-completed',
      `Co-design process ${id} is completed: nothing of it is changed any more.`,
    );
  }
}

export class CoDesignNotFinished extends DomainError {
  constructor(id: string, open: readonly string[]) {
    super(
      'conflict',
      'co-design-not-finished',
      `Co-design process ${id} cannot be completed before ${open.length === 1 ? 'its step' : `its ${open.length} steps`} ${open.join(', ')}.`,
    );
  }
}

export class CoDesignStepCompleted extends DomainError {
  constructor(kind: string, endsOn: string) {
    super('conflict', 'co-design-step-completed', `The step ${kind} was completed already: it ended on ${endsOn}.`);
  }
}

export class CoDesignStepNotReached extends DomainError {
  constructor(kind: string, next: string | undefined) {
    super(
      'conflict',
      'co-design-step-not-reached',
      next === undefined
        ? `This process has no step ${kind}.`
        : `The step ${kind} has not been reached: complete ${next} first.`,
    );
  }
}

export class CoDesignStepTooEarly extends DomainError {
  constructor(kind: string, startsOn: string, before: string, endsOn: string) {
    super(
      'invalid',
      'co-design-step-too-early',
      `The step ${kind} cannot start on ${startsOn}: ${before}, the step before it, ended on ${endsOn}. Give that day or a later one.`,
      [{ pointer: '/startsOn', detail: `Must not be before ${endsOn}.` }],
    );
  }
}

export class CoDesignDaysReversed extends DomainError {
  constructor(startsOn: string, endsOn: string) {
    super(
      'invalid',
      'co-design-days-reversed',
      `A step that starts on ${startsOn} cannot end on ${endsOn}: correct one of the two days.`,
      [{ pointer: '/endsOn', detail: `Must not be before ${startsOn}.` }],
    );
  }
}

export class CoDesignDayAhead extends DomainError {
  constructor(endsOn: string, today: string) {
    super(
      'invalid',
      'co-design-day-ahead',
      `A step that ends on ${endsOn} is not completed yet: today is ${today}. Complete it when it has ended.`,
      [{ pointer: '/endsOn', detail: `Must not be after ${today}.` }],
    );
  }
}

export class CoDesignUnitsMissing extends DomainError {
  constructor(kind: string, missing: readonly string[]) {
    super(
      'conflict',
      'co-design-units-missing',
      `The step ${kind} needs every unit of the process, and ${missing.join(', ')} did not take part: name ${missing.length === 1 ? 'it' : 'them'} in "units", or say in "waiver" why the step counts all the same.`,
      missing.map((unit) => ({ pointer: '/units', detail: `${unit} is missing.` })),
    );
  }
}

export class CoDesignWaiverNeedless extends DomainError {
  constructor(kind: string) {
    super(
      'conflict',
      'co-design-waiver-needless',
      `Nothing has to be waived for the step ${kind}: no unit is missing that it needs. Leave "waiver" out.`,
      [{ pointer: '/waiver', detail: 'Not needed.' }],
    );
  }
}
