import { DomainError } from '@capdev/service-kit/problems';

/** The caller has not seen the present version. */
export class Outdated extends DomainError {
  constructor(aggregate: string, present: number, seen: number) {
    super(
      'stale',
      `${aggregate}-outdated`,
      `It is at version ${present} now; you have seen version ${seen}. Read it again, then decide anew.`,
      [{ pointer: 'If-Match', detail: `The present version is ${present}.` }],
    );
  }
}

/** @param seen the version in If-Match; undefined when any will do */
export function refuseOutdated(aggregate: string, present: number, seen: number | undefined): void {
  if (seen !== undefined && seen !== present) throw new Outdated(aggregate, present, seen);
}
