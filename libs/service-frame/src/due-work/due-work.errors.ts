import { DomainError } from '@capdev/service-kit/problems';

/** Nothing of the kind has failed. */
export class DueWorkNotFailed extends DomainError {
  constructor(kind: string, subjectId: string) {
    super(
      'not-found',
      'due-work-not-failed',
      `No work "${kind}" for ${subjectId} has failed. It may be done already, or wait for its time; GET /due-work shows what waits.`,
    );
  }
}
