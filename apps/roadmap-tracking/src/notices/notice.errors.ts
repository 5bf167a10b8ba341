import { DomainError } from '@capdev/service-kit/problems';

export class NoticeNotFound extends DomainError {
  constructor(id: string) {
    super('not-found', 'notice-not-found', `There is no notice ${id}.`);
  }
}

/** What was published stays as it was read. */
export class NoticeAlreadyPublished extends DomainError {
  constructor(id: string) {
    super(
      'conflict',
      'notice-already-published',
      `Notice ${id} is published: it is neither changed nor published again.`,
    );
  }
}
