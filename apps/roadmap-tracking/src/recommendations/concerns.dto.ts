import { ApiProperty } from '@nestjs/swagger';
import { DayField, MultilingualField, Speaker, type Spoken, SpokenProperty } from '@capdev/service-frame/fields';
import { pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import { IsIn } from 'class-validator';
import type { Concern, ConcernDetails } from './concern.entity.js';
import { type ConcernKind, concernKinds } from './concern-kinds.js';
import { DecidingField } from './recommendations.dto.js';

export class ConcernInput {
  @ApiProperty({ enum: concernKinds })
  @IsIn(concernKinds, { message: `$property must be one of: ${concernKinds.join(', ')}` })
  kind!: ConcernKind;

  @DecidingField({ description: 'The unit or body that is concerned.' })
  raisedBy!: string;

  @DayField({ description: 'Not before the date of the source, not after today (UTC).' })
  raisedOn!: string;

  @MultilingualField(5_000)
  text!: ConcernDetails['text'];
}

export class ConcernAnswerInput {
  @DayField({ description: 'Not before the concern, not after today (UTC).' })
  answeredOn!: string;

  @MultilingualField(5_000)
  text!: ConcernDetails['text'];
}

export class ConcernResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ format: 'uuid' })
  recommendationId!: string;

  @ApiProperty({ enum: concernKinds })
  kind!: ConcernKind;

  @ApiProperty({ example: 'Council', description: 'A unit or a body.' })
  raisedBy!: string;

  @ApiProperty({ format: 'date' })
  raisedOn!: string;

  @SpokenProperty()
  text!: Spoken;

  @SpokenProperty(true)
  answer!: Spoken | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  answeredOn!: string | null;

  @ApiProperty({ enum: ['open', 'answered'] })
  state!: 'open' | 'answered';

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class ConcernPage extends pageOfType(ConcernResponse) {}

/** A concern's row, or the concern itself. */
export type ConcernRecord = Recorded<Pick<Concern, keyof ConcernResponse>>;

/** What a reader sees; without a speaker, every language. */
export function concernResponse(concern: ConcernRecord, speaker = new Speaker('*')): ConcernResponse {
  return {
    id: concern.id,
    version: concern.version,
    recommendationId: concern.recommendationId,
    kind: concern.kind,
    raisedBy: concern.raisedBy,
    raisedOn: concern.raisedOn,
    text: speaker.say(concern.text),
    answer: speaker.say(concern.answer),
    answeredOn: concern.answeredOn,
    state: concern.state,
    createdAt: momentOf(concern.createdAt),
    updatedAt: momentOf(concern.updatedAt),
  };
}
