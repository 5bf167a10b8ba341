import { DomainError } from '@capdev/service-kit/problems';

/** Nobody knows yet. */
export class HarmonisationAhead extends DomainError {
  constructor(pointer: string, asked: string, now: string) {
    super(
      'invalid',
      'harmonisation-ahead',
      `${asked} has not come: what the catalogue will have announced by then cannot be measured. Ask for ${now} or earlier.`,
      [{ pointer, detail: `Later than ${now}.` }],
    );
  }
}

export class HarmonisationPeriodImpossible extends DomainError {
  constructor(from: string, to: string, months: number, most: number) {
    super(
      'invalid',
      'harmonisation-period-impossible',
      months === 0
        ? `${to} comes before ${from}. Ask for a period that ends after it begins.`
        : `From ${from} to ${to} are ${months} months; at most ${most} are measured at once. Ask for parts of it.`,
      [{ pointer: 'to', detail: months === 0 ? `Before ${from}.` : `${months - most} months too many.` }],
    );
  }
}
