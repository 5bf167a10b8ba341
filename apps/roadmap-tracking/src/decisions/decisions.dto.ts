import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IdField, MultilingualField, Speaker, type Spoken, SpokenProperty } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import { IsIn, IsOptional } from 'class-validator';
import type { Decision, DecisionDetails } from './decision.entity.js';
import { type DecisionState, decisionStates } from './decision-states.js';

/** A decision as it is proposed. */
export class DecisionInput {
  @MultilingualField(200)
  title!: DecisionDetails['title'];

  @MultilingualField(5_000, { description: 'What is decided; it names no person.' })
  text!: DecisionDetails['text'];

  @IdField({ description: 'The meeting in which, or for which, it is proposed.' })
  meetingId!: string;

  @IdField({ optional: true, description: 'The adopted decision whose place it takes.' })
  supersedesId?: string | null;
}

/** What was written, with null for what was left out. */
export function decisionDetailsOf({ title, text, meetingId, supersedesId }: DecisionInput): DecisionDetails {
  return { title, text, meetingId: meetingId.toLowerCase(), supersedesId: supersedesId?.toLowerCase() ?? null };
}

export class DecisionListQuery extends ListQuery {
  @IsOptional()
  @IsIn(decisionStates, { message: `$property must be one of: ${decisionStates.join(', ')}` })
  @ApiPropertyOptional({ enum: decisionStates })
  state?: DecisionState;
}

export class DecisionResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ format: 'uuid' })
  taskForceId!: string;

  @ApiProperty({ format: 'uuid' })
  meetingId!: string;

  @ApiProperty({ type: Number, nullable: true, description: 'Counts the adopted decisions of the task force, from 1.' })
  number!: number | null;

  @SpokenProperty()
  title!: Spoken;

  @SpokenProperty()
  text!: Spoken;

  @ApiProperty({ enum: decisionStates })
  state!: DecisionState;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  adoptedOn!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  supersedesId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  supersededById!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  supersededOn!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class DecisionPage extends pageOfType(DecisionResponse) {}

/** A decision's row, or the decision itself. */
export type DecisionRecord = Recorded<Pick<Decision, keyof DecisionResponse>>;

/** What a reader sees; without a speaker, every language. */
export function decisionResponse(decision: DecisionRecord, speaker = new Speaker('*')): DecisionResponse {
  return {
    id: decision.id,
    version: decision.version,
    taskForceId: decision.taskForceId,
    meetingId: decision.meetingId,
    number: decision.number,
    title: speaker.say(decision.title),
    text: speaker.say(decision.text),
    state: decision.state,
    adoptedOn: decision.adoptedOn,
    supersedesId: decision.supersedesId,
    supersededById: decision.supersededById,
    supersededOn: decision.supersededOn,
    createdAt: momentOf(decision.createdAt),
    updatedAt: momentOf(decision.updatedAt),
  };
}
