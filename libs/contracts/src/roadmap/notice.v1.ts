import { IsInt, IsUUID, Min } from 'class-validator';
import { defineEvent, IsFilled, MultilingualTextV1, Nested, Optional } from '../core/index.js';

/** A notice as the public sees it; in every event of a notice, whole. */
export class NoticeSnapshotV1 {
  @IsUUID()
  noticeId!: string;

  @Nested(() => MultilingualTextV1)
  title!: MultilingualTextV1;

  @Optional()
  @Nested(() => MultilingualTextV1)
  text?: MultilingualTextV1;

  /** The unit that answers for it. */
  @IsFilled()
  owningUnit!: string;

  /** Of the notice's record: the number in its ETag. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class NoticePublishedV1 extends NoticeSnapshotV1 {}

/** A notice can be read by everybody. */
export const noticePublishedV1 = defineEvent({
  type: 'int.itu.roadmap.notice.published.v1',
  payload: NoticePublishedV1,
  about: {
    when: 'Once in a notice’s life, when it is published.',
    cause: 'An editor publishes a notice that was a draft.',
    conclude: 'Everybody may read it from now on, and it stays as it is. Drafts are not announced.',
    key: 'The notice’s id: everything said of one notice arrives in the order in which it happened.',
    personalData: 'No. A notice is signed by a unit; who wrote it stays in the service’s history.',
  },
  example: {
    noticeId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
    title: { original: 'en', text: { en: 'Registration is open', fr: 'Les inscriptions sont ouvertes' } },
    owningUnit: 'BDT',
    version: 2,
  },
});
