import { ApiProperty } from '@nestjs/swagger';
import {
  CheckedField,
  DayField,
  MultilingualField,
  Speaker,
  type Spoken,
  SpokenProperty,
  TextField,
  WebAddressField,
} from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import { IsIn, IsOptional } from 'class-validator';
import { memberStateFault } from './member-states.js';
import type { Source, SourceDetails } from './source.entity.js';
import type { SourceComment } from './source-comment.entity.js';
import { type CommentsState, commentsStates, type SourceKind, sourceKinds } from './source-kinds.js';

const kindRule = { message: `$property must be one of: ${sourceKinds.join(', ')}` };

/** A source as the secretariat writes it. */
export class SourceInput {
  @ApiProperty({ enum: sourceKinds })
  @IsIn(sourceKinds, kindRule)
  kind!: SourceKind;

  @TextField(60, { optional: true, example: 'C21/32', description: 'Such as the number of a document; unique.' })
  symbol?: string | null;

  @MultilingualField(500)
  title!: SourceDetails['title'];

  @DayField({ description: 'The date that the document bears; not after today (UTC).' })
  datedOn!: string;

  @TextField(100, { optional: true, example: 'Council', description: 'The body it went to.' })
  body?: string | null;

  @WebAddressField({ optional: true })
  url?: string | null;

  @DayField({ optional: true, description: 'The last day for Member States to comment; null when none are invited.' })
  commentDeadline?: string | null;
}

/** What was written, with null for what was left out. */
export function sourceDetailsOf(input: SourceInput): SourceDetails {
  return {
    kind: input.kind,
    symbol: input.symbol ?? null,
    title: input.title,
    datedOn: input.datedOn,
    body: input.body ?? null,
    url: input.url ?? null,
    commentDeadline: input.commentDeadline ?? null,
  };
}

export class SourceListQuery extends ListQuery {
  @ApiProperty({ enum: sourceKinds, required: false })
  @IsOptional()
  @IsIn(sourceKinds, kindRule)
  kind?: SourceKind;
}

/** A comment of a Member State, as the secretariat writes it down. */
export class CommentInput {
  @CheckedField('isMemberState', memberStateFault, { type: String, example: 'KEN' }, { description: 'ISO 3166-1.' })
  memberState!: string;

  @DayField({ description: 'Not before the date of the source, not after today (UTC).' })
  receivedOn!: string;

  @MultilingualField(20_000)
  text!: SourceComment['text'];
}

export class SourceResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ enum: sourceKinds })
  kind!: SourceKind;

  @ApiProperty({ type: String, nullable: true })
  symbol!: string | null;

  @SpokenProperty()
  title!: Spoken;

  @ApiProperty({ format: 'date' })
  datedOn!: string;

  @ApiProperty({ type: String, nullable: true })
  body!: string | null;

  @ApiProperty({ type: String, nullable: true })
  url!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  commentDeadline!: string | null;

  @ApiProperty({
    enum: commentsStates,
    description: 'What is known of comments by the deadline; comments that came later do not count here.',
  })
  comments!: CommentsState;

  @ApiProperty({ description: 'The unit that keeps this record.' })
  owningUnit!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class SourcePage extends pageOfType(SourceResponse) {}

export class CommentResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  sourceId!: string;

  @ApiProperty({ example: 'KEN', description: 'ISO 3166-1, three letters.' })
  memberState!: string;

  @ApiProperty({ format: 'date' })
  receivedOn!: string;

  @ApiProperty({ description: 'Whether it came after the deadline.' })
  late!: boolean;

  @SpokenProperty()
  text!: Spoken;

  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
}

export class CommentPage extends pageOfType(CommentResponse) {}

/** A source's row, or the source itself. */
export type SourceRecord = Recorded<Pick<Source, keyof SourceResponse>>;

/** A comment's row, with what the deadline of its source makes of it. */
export type CommentRecord = Recorded<SourceComment> & { late: boolean };

/** What a reader sees; without a speaker, every language. */
export function sourceResponse(source: SourceRecord, speaker = new Speaker('*')): SourceResponse {
  return {
    id: source.id,
    version: source.version,
    kind: source.kind,
    symbol: source.symbol,
    title: speaker.say(source.title),
    datedOn: source.datedOn,
    body: source.body,
    url: source.url,
    commentDeadline: source.commentDeadline,
    comments: source.comments,
    owningUnit: source.owningUnit,
    createdAt: momentOf(source.createdAt),
    updatedAt: momentOf(source.updatedAt),
  };
}

export function commentResponse(comment: CommentRecord, speaker = new Speaker('*')): CommentResponse {
  return {
    id: comment.id,
    sourceId: comment.sourceId,
    memberState: comment.memberState,
    receivedOn: comment.receivedOn,
    late: comment.late,
    text: speaker.say(comment.text),
    recordedAt: momentOf(comment.recordedAt),
  };
}
