import { DomainError } from '@capdev/service-kit/problems';

export class BaselineNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'baseline-not-found', `There is no baseline ${id}.`);
  }
}

/** A baseline that is named in a request, and is not there. */
export class BaselineUnknown extends DomainError {
  constructor(id: string) {
    super('invalid', 'baseline-unknown', `There is no baseline ${id} to compare with: name one that is listed.`, [
      { pointer: 'with', detail: 'Not a baseline.' },
    ]);
  }
}

/** A name means one plan for ever. */
export class BaselineNameTaken extends DomainError {
  constructor(name: string) {
    super(
      'conflict',
      'baseline-name-taken',
      `There is a baseline "${name}" already, and baselines never change: choose another name.`,
      [{ pointer: '/name', detail: 'Taken.' }],
    );
  }
}
