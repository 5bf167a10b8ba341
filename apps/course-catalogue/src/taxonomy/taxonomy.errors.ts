import { DomainError } from '@capdev/service-kit/problems';

export class TaxonomyListNotFound extends DomainError {
  constructor(name: string, lists: readonly string[]) {
    super(
      'not-found',
      'taxonomy-list-not-found',
      `There is no list ${JSON.stringify(name)}. The lists are: ${lists.join(', ')}.`,
    );
  }
}

/** Also of a code that another list has, or under which the thing is met elsewhere: then the right one is named. */
export class TaxonomyCodeNotFound extends DomainError {
  constructor(code: string, list: string, meant: readonly string[]) {
    const hint = meant.length > 0 ? `So is called: ${meant.join(', ')}.` : `Its codes are at /taxonomy/${list}.`;
    super('not-found', 'taxonomy-code-not-found', `The list ${list} has no code ${JSON.stringify(code)}. ${hint}`);
  }
}
