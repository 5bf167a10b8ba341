import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  DayField,
  IdField,
  MultilingualField,
  Speaker,
  type Spoken,
  SpokenProperty,
  TextField,
  UnitField,
} from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded, unitPattern } from '@capdev/service-frame/plain';
import { IsIn, IsOptional } from 'class-validator';
import type { Recommendation, RecommendationDetails } from './recommendation.entity.js';
import type { RecommendationStep } from './recommendation-step.entity.js';
import {
  type AcceptanceState,
  acceptanceStates,
  type ImplementationState,
  implementationStates,
} from './recommendation-states.js';

const oneOf = (words: readonly string[]) => ({ message: `$property must be one of: ${words.join(', ')}` });

const ReasonField = (description: string): PropertyDecorator => TextField(2_000, { optional: true, description });

/** A unit or a body; persons decide nothing here. */
export const DecidingField = (about: { optional?: boolean; description?: string } = {}): PropertyDecorator =>
  TextField(64, {
    pattern: unitPattern,
    shape: 'must be a unit such as BDT, or a body such as Council, without blanks',
    example: 'Council',
    ...about,
  });

/** A recommendation as the secretariat writes it; its source is named once, when it is entered. */
export class RecommendationInput {
  @TextField(40, {
    pattern: /^[A-Za-z0-9][A-Za-z0-9./-]*$/,
    shape: 'may have letters, digits, dots, slashes and dashes only',
    example: 'R-A',
    description: 'What people call it; unique in the roadmap.',
  })
  reference!: string;

  @MultilingualField(500)
  title!: RecommendationDetails['title'];

  @MultilingualField(10_000, { optional: true })
  text?: RecommendationDetails['text'];

  @UnitField({ description: 'The unit that follows it up.' })
  owningUnit!: string;
}

export class NewRecommendationInput extends RecommendationInput {
  @IdField({ description: 'The source that makes it.' })
  sourceId!: string;
}

/** What was written, with null for what was left out. */
export function recommendationDetailsOf(input: RecommendationInput): RecommendationDetails {
  return { reference: input.reference, title: input.title, text: input.text ?? null, owningUnit: input.owningUnit };
}

export class AcceptanceInput {
  @ApiProperty({ enum: acceptanceStates })
  @IsIn(acceptanceStates, oneOf(acceptanceStates))
  state!: AcceptanceState;

  @DayField({ description: 'From which day it holds: not before the last step nor the source, not after today (UTC).' })
  since!: string;

  @DecidingField({ description: 'The unit or body that has decided.' })
  decidedBy!: string;

  @ReasonField('Needed unless it is accepted wholly.')
  reason?: string | null;
}

export class ImplementationInput {
  @ApiProperty({ enum: implementationStates })
  @IsIn(implementationStates, oneOf(implementationStates))
  state!: ImplementationState;

  @DayField({ description: 'From which day it holds: not before the last step nor the source, not after today (UTC).' })
  since!: string;

  @DecidingField({ optional: true, description: 'The unit or body that says so; your own unit unless told.' })
  decidedBy?: string | null;

  @ReasonField('Needed when it is taken up again after it was implemented or overtaken by events.')
  reason?: string | null;
}

export class RecommendationListQuery extends ListQuery {
  @IdField({ optional: true })
  sourceId?: string;

  @ApiPropertyOptional({ enum: acceptanceStates })
  @IsOptional()
  @IsIn(acceptanceStates, oneOf(acceptanceStates))
  acceptance?: AcceptanceState;

  @ApiPropertyOptional({ enum: implementationStates })
  @IsOptional()
  @IsIn(implementationStates, oneOf(implementationStates))
  implementation?: ImplementationState;

  @UnitField({ optional: true, description: 'The unit that follows it up.' })
  owningUnit?: string;
}

export class RecommendationQuery {
  @DayField({ optional: true, description: 'With both states as they were on this day; not after today (UTC).' })
  on?: string;
}

export class RecommendationResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ format: 'uuid' })
  sourceId!: string;

  @ApiProperty({ example: 'R-A' })
  reference!: string;

  @SpokenProperty()
  title!: Spoken;

  @SpokenProperty(true)
  text!: Spoken | null;

  @ApiProperty({ description: 'The unit that follows it up.' })
  owningUnit!: string;

  @ApiProperty({ enum: acceptanceStates })
  acceptance!: AcceptanceState;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Null before the first decision.' })
  acceptanceSince!: string | null;

  @ApiProperty({ enum: implementationStates })
  implementation!: ImplementationState;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Null before the first step.' })
  implementationSince!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class RecommendationPage extends pageOfType(RecommendationResponse) {}

export class StepResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'accepted' })
  state!: string;

  @ApiProperty({ format: 'date', description: 'From which day it holds.' })
  since!: string;

  @ApiProperty({ example: 'Council', description: 'A unit or a body.' })
  decidedBy!: string;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
}

export class StepPage extends pageOfType(StepResponse) {}

/** A recommendation's row, or the recommendation itself. */
export type RecommendationRecord = Recorded<Pick<Recommendation, keyof RecommendationResponse>>;

/** A step's row. */
export type StepRecord = Recorded<Pick<RecommendationStep, keyof StepResponse>>;

/** What a reader sees; without a speaker, every language. */
export function recommendationResponse(
  recommendation: RecommendationRecord,
  speaker = new Speaker('*'),
): RecommendationResponse {
  return {
    id: recommendation.id,
    version: recommendation.version,
    sourceId: recommendation.sourceId,
    reference: recommendation.reference,
    title: speaker.say(recommendation.title),
    text: speaker.say(recommendation.text),
    owningUnit: recommendation.owningUnit,
    acceptance: recommendation.acceptance,
    acceptanceSince: recommendation.acceptanceSince,
    implementation: recommendation.implementation,
    implementationSince: recommendation.implementationSince,
    createdAt: momentOf(recommendation.createdAt),
    updatedAt: momentOf(recommendation.updatedAt),
  };
}

export function stepResponse(step: StepRecord): StepResponse {
  return {
    id: step.id,
    state: step.state,
    since: step.since,
    decidedBy: step.decidedBy,
    reason: step.reason,
    recordedAt: momentOf(step.recordedAt),
  };
}
