import type { Changes } from '@capdev/persistence';

export interface SourceRegistered {
  readonly kind: 'registered';
}
export interface SourceRevised {
  readonly kind: 'revised';
  readonly changes: Changes;
}
export interface CommentRecorded {
  readonly kind: 'comment-received';
  readonly changes: Changes;
}
export interface NoneReceivedRecorded {
  readonly kind: 'none-received';
  readonly changes: Changes;
}
/** What can happen to a source. None of it is announced: the public learns of sources by their recommendations. */
export type SourceFact = SourceRegistered | SourceRevised | CommentRecorded | NoneReceivedRecorded;
