import { DomainError } from '@capdev/service-kit/problems';

export class FontNotFound extends DomainError {
  constructor(name: string) {
    super('not-found', 'font-not-found', `There is no font file ${JSON.stringify(name.slice(0, 80))}.`);
  }
}
