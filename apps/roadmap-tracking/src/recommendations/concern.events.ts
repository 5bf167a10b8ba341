import type { Changes } from '@capdev/persistence';

export interface ConcernRaised {
  readonly kind: 'raised';
}
export interface ConcernAnswerGiven {
  readonly kind: 'answered';
  readonly changes: Changes;
}
/** What can happen to a concern. None of it is announced: it is between those who raise it and those who answer. */
export type ConcernFact = ConcernRaised | ConcernAnswerGiven;
