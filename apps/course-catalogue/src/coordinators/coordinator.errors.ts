import { DomainError } from '@capdev/service-kit/problems';

export class CoordinatorNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'coordinator-not-found', `There is no coordinator ${id}.`);
  }
}

export class CoordinatorErased extends DomainError {
  constructor(id: string) {
    super(
      'conflict',
      'coordinator-erased',
      `What was known of coordinator ${id} has been erased and cannot come back.`,
    );
  }
}
