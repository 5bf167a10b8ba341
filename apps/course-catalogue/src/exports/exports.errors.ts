import { DomainError } from '@capdev/service-kit/problems';

/** Each export holds a connection to the database while it is read; the others are for everybody else. */
export class ExportsBusy extends DomainError {
  constructor(most: number) {
    super(
      'unavailable',
      'exports-busy',
      `${most} export${most === 1 ? ' is' : 's are'} running, which is as many as this service runs at once. Try again shortly.`,
      [],
      { 'Retry-After': '30' },
    );
  }
}
