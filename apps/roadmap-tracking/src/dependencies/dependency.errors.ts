import { DomainError } from '@capdev/service-kit/problems';

export class DependencyNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'dependency-not-found', `There is no dependency ${id}.`);
  }
}

/** It has an end that is not in the plan. */
export class DependencyItemUnknown extends DomainError {
  constructor(unknown: readonly { readonly field: string; readonly id: string }[]) {
    super(
      'invalid',
      'dependency-item-unknown',
      `The plan has no ${unknown.map(({ id }) => `item ${id}`).join(' and no ')}. Name activities or milestones.`,
      unknown.map(({ field, id }) => ({ pointer: `/${field}`, detail: `There is no item ${id}.` })),
    );
  }
}

/** An initiative has no days of its own that others could wait for. */
export class DependencyOfInitiative extends DomainError {
  constructor(ends: readonly { readonly field: string; readonly code: string }[]) {
    super(
      'invalid',
      'dependency-of-initiative',
      `${ends.map(({ code }) => code).join(' and ')}: an initiative has no planned days, so nothing can depend on it and it depends on nothing. Link its activities and milestones.`,
      ends.map(({ field, code }) => ({ pointer: `/${field}`, detail: `${code} is an initiative.` })),
    );
  }
}

export class DependencyOnItself extends DomainError {
  constructor(code: string) {
    super('invalid', 'dependency-on-itself', `${code} cannot depend on itself: name two different items.`, [
      { pointer: '/successorId', detail: 'The same as predecessorId.' },
    ]);
  }
}

export class DependencyItemCancelled extends DomainError {
  constructor(codes: readonly string[]) {
    super(
      'conflict',
      'dependency-item-cancelled',
      `${codes.join(' and ')} ${codes.length === 1 ? 'is' : 'are'} cancelled: nothing waits for what will not happen.`,
    );
  }
}

export class DependencyExists extends DomainError {
  constructor(kind: string, predecessor: string, successor: string, id: string) {
    super(
      'conflict',
      'dependency-exists',
      `${successor} depends on ${predecessor} (${kind}) already, by dependency ${id}. Remove that one first to give it another lag.`,
    );
  }
}

/** Nothing can wait for itself, however long the way round. */
export class DependencyCycle extends DomainError {
  /** @param codes along the way, from an item back to itself */
  constructor(codes: readonly string[]) {
    super(
      'conflict',
      'dependency-cycle',
      `It would close a cycle: ${codes.join(' → ')}. Remove one of these dependencies first, or leave this one out.`,
    );
  }
}
