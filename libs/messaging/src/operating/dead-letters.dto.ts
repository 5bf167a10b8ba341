import { pageOfType } from '@capdev/service-kit/lists';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { type Verdict, verdicts } from './dead-letters.js';
import {
  anyObject,
  BusListQuery,
  LimitField,
  moment,
  MomentField,
  nullableMoment,
  nullableText,
  WhyField,
} from './operating.dto.js';

const shownVerdicts = [...verdicts, 'all'] as const;
const nullableNumber = { type: Number, nullable: true } as const;

function TypeFilter(): PropertyDecorator {
  const message = 'type must be an event type such as int.itu.coe.centre.accredited.v1';
  return applyDecorators(
    ApiPropertyOptional({ description: 'The event type, whole.', example: 'int.itu.coe.centre.accredited.v1' }),
    IsOptional(),
    Matches(/^[a-z0-9.-]{1,200}$/, { message }),
  );
}

function CodeFilter(): PropertyDecorator {
  const message = 'code must be the code of a problem, such as event-breaks-contract';
  return applyDecorators(
    ApiPropertyOptional({ description: 'The code of the problem.', example: 'event-breaks-contract' }),
    IsOptional(),
    Matches(/^[a-z0-9-]{1,100}$/, { message }),
  );
}

/** Which dead letters to list. */
export class DeadLetterQuery extends BusListQuery {
  @TypeFilter()
  type?: string;

  @CodeFilter()
  code?: string;

  @MomentField({ optional: true, description: 'Put aside then or later.' })
  since?: Date;

  @ApiPropertyOptional({ enum: shownVerdicts, default: 'open' })
  @IsOptional()
  @IsIn(shownVerdicts, { message: `verdict must be one of: ${shownVerdicts.join(', ')}` })
  verdict: Verdict | 'all' = 'open';
}

/** One letter, again. */
export class RedriveInput {
  @WhyField({ optional: true })
  reason?: string;
}

/** Many letters, again. */
export class RedriveManyInput {
  @TypeFilter()
  type?: string;

  @CodeFilter()
  code?: string;

  @MomentField({ optional: true, description: 'Put aside then or later.' })
  since?: Date;

  @ApiPropertyOptional({ description: 'Only says which letters it would be.' })
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;

  @LimitField(500, 100)
  limit = 100;

  @ApiPropertyOptional({ description: 'Where to go on: the "next" of the answer before.' })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  after?: string;

  @WhyField({ optional: true })
  reason?: string;
}

/** The end of a matter. */
export class DiscardInput {
  @WhyField()
  reason!: string;
}

/** A dead letter in a list. */
export class DeadLetterResponse {
  @ApiProperty({ description: 'Partition and offset in the dead-letter topic.', example: '0-17' }) id!: string;
  @ApiProperty() partition!: number;
  @ApiProperty() offset!: string;
  @ApiProperty(moment) putAsideAt!: string;
  @ApiProperty(nullableText) originalTopic!: string | null;
  @ApiProperty(nullableNumber) originalPartition!: number | null;
  @ApiProperty(nullableText) originalOffset!: string | null;
  @ApiProperty(nullableMoment) originalAt!: string | null;
  @ApiProperty(nullableText) eventId!: string | null;
  @ApiProperty(nullableText) eventType!: string | null;
  @ApiProperty({ ...nullableText, description: 'The aggregate that the event is about.' }) subject!: string | null;
  @ApiProperty({ description: 'The code of the problem.' }) code!: string;
  @ApiProperty({ description: 'What went wrong, in one sentence.' }) detail!: string;
  @ApiProperty({ description: 'How often it was handled again.' }) attempts!: number;
  @ApiProperty(nullableMoment) attemptedAt!: string | null;
  @ApiProperty({ enum: ['redriven', 'discarded'], type: String, nullable: true, description: 'Null while it is open.' })
  verdict!: 'redriven' | 'discarded' | null;
  @ApiProperty(nullableText) verdictBy!: string | null;
  @ApiProperty(nullableMoment) verdictAt!: string | null;
  @ApiProperty(nullableText) verdictReason!: string | null;
}

export class DeadLetterPage extends pageOfType(DeadLetterResponse) {}

/** What an operator did. */
export class BusOperationResponse {
  @ApiProperty({ example: 'dead-letter/0-17', description: 'What it was done to.' }) subject!: string;
  @ApiProperty() action!: string;
  @ApiProperty() actor!: string;
  @ApiProperty() unit!: string;
  @ApiProperty(moment) at!: string;
  @ApiProperty(nullableText) reason!: string | null;
  @ApiProperty(anyObject) outcome!: object;
}

const bytes = (description: string) => ({
  type: 'object' as const,
  additionalProperties: true,
  nullable: true,
  description: `${description}: text, or { base64 } of bytes that are none.`,
  oneOf: [{ type: 'string' }, { type: 'object', properties: { base64: { type: 'string' } } }],
});

/** A dead letter with everything that is known of it. */
export class WholeDeadLetterResponse extends DeadLetterResponse {
  @ApiProperty({ ...anyObject, description: 'The problem document of the latest failure.' }) problem!: object;
  @ApiProperty(bytes('The key of the message')) key!: string | object | null;
  @ApiProperty(bytes('The data of the event')) value!: string | object | null;
  @ApiProperty({ type: 'array', items: { type: 'array', items: {} }, description: 'Name and value, in their order.' })
  headers!: unknown[];
  @ApiProperty({ type: [BusOperationResponse] }) operations!: BusOperationResponse[];
}

/** What came of handling an event again. */
export class RedriveResponse {
  @ApiProperty({ example: '0-17' }) id!: string;
  @ApiProperty({
    enum: ['handled', 'already-handled', 'failed'],
    description: '"already-handled" had taken effect before; "failed" stays open.',
  })
  outcome!: string;
  @ApiProperty({ ...anyObject, nullable: true, description: 'Why it failed.' }) problem!: object | null;
}

/** What came of handling many again. */
export class RedriveManyResponse {
  @ApiProperty({ description: 'Open letters of the filter when this began.' }) matching!: number;
  @ApiProperty({ type: [RedriveResponse] }) outcomes!: RedriveResponse[];
  @ApiProperty({ type: [DeadLetterResponse], description: 'Of a dry run: which it would be, in this order.' })
  letters!: DeadLetterResponse[];
  @ApiProperty({ ...nullableText, description: 'Send it as "after" to go on; null at the end.' }) next!: string | null;
  @ApiProperty({ ...anyObject, nullable: true, description: 'Why it ended early; send the same request again later.' })
  stopped!: object | null;
}
