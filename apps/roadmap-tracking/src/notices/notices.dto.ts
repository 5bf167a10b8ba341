import { ApiProperty } from '@nestjs/swagger';
import { MultilingualField, Speaker, type Spoken, SpokenProperty } from '@capdev/service-frame/fields';
import { pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import type { Notice, NoticeDetails } from './notice.entity.js';
import { type NoticeState, noticeStates } from './notice-status.js';

/** A notice as an editor writes it. */
export class NoticeInput {
  @MultilingualField(200)
  title!: NoticeDetails['title'];

  @MultilingualField(5_000, { optional: true })
  text?: NoticeDetails['text'];
}

/** What was written, with null for what was left out. */
export function noticeDetailsOf(input: NoticeInput): NoticeDetails {
  return { title: input.title, text: input.text ?? null };
}

export class NoticeResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ enum: noticeStates })
  state!: NoticeState;

  @SpokenProperty()
  title!: Spoken;

  @SpokenProperty(true)
  text!: Spoken | null;

  @ApiProperty({ description: 'The unit whose editors keep this record.' })
  owningUnit!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class NoticePage extends pageOfType(NoticeResponse) {}

/** A notice's row, or the notice itself. */
export type NoticeRecord = Recorded<Pick<Notice, keyof NoticeResponse>>;

/** What a reader sees; without a speaker, every language. */
export function noticeResponse(notice: NoticeRecord, speaker = new Speaker('*')): NoticeResponse {
  return {
    id: notice.id,
    version: notice.version,
    state: notice.state,
    title: speaker.say(notice.title),
    text: speaker.say(notice.text),
    owningUnit: notice.owningUnit,
    createdAt: momentOf(notice.createdAt),
    updatedAt: momentOf(notice.updatedAt),
  };
}
