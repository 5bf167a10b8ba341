import { ApiProperty } from '@nestjs/swagger';
import {
  IdField,
  MultilingualField,
  NumberField,
  Speaker,
  type Spoken,
  SpokenProperty,
  TextField,
  UnitField,
} from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import { IsIn } from 'class-validator';
import { StateField } from '../plan/plan-item.dto.js';
import type { Risk, RiskDetails } from './risk.entity.js';
import { type RiskHandling, riskResponses, type RiskState, riskStates } from './risk-status.js';

/** A risk as an editor writes it. */
export class RiskInput {
  @MultilingualField(200)
  title!: RiskDetails['title'];

  @NumberField(1, 5, { description: 'From 1, hardly, to 5, almost certainly.' })
  likelihood!: number;

  @NumberField(1, 5, { description: 'From 1, hardly felt, to 5, the end of the item.' })
  impact!: number;

  @ApiProperty({ enum: riskResponses })
  @IsIn(riskResponses, { message: `$property must be one of: ${riskResponses.join(', ')}` })
  response!: RiskHandling;

  @MultilingualField(5_000, { optional: true, description: 'What is done about it.' })
  measures?: RiskDetails['measures'];

  @UnitField({ optional: true, description: 'The unit that deals with it; that of the item unless told.' })
  owningUnit?: string | null;
}

export class NewRiskInput extends RiskInput {
  @IdField({ description: 'The initiative, activity or milestone that it threatens; final.' })
  itemId!: string;
}

export class RiskEndInput {
  @TextField(500, {
    description: 'What happened, or why it threatens no more. It stays in the history; it must name nobody.',
  })
  reason!: string;
}

/** @param unit that deals with it unless told */
export function riskDetailsOf(input: RiskInput, unit: string): RiskDetails {
  return {
    title: input.title,
    likelihood: input.likelihood,
    impact: input.impact,
    response: input.response,
    measures: input.measures ?? null,
    owningUnit: input.owningUnit ?? unit,
  };
}

export class RiskListQuery extends ListQuery {
  @IdField({ optional: true, description: 'Those that threaten this item.' })
  item?: string;

  @UnitField({ optional: true, description: 'Those that this unit deals with.' })
  unit?: string;

  @StateField(riskStates)
  state?: RiskState;
}

export class RiskResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ format: 'uuid' })
  itemId!: string;

  @SpokenProperty()
  title!: Spoken;

  @ApiProperty({ description: 'The unit that deals with it.' })
  owningUnit!: string;

  @ApiProperty({ minimum: 1, maximum: 5 })
  likelihood!: number;

  @ApiProperty({ minimum: 1, maximum: 5 })
  impact!: number;

  @ApiProperty({ minimum: 1, maximum: 25, description: 'Likelihood times impact.' })
  score!: number;

  @ApiProperty({ enum: riskResponses })
  response!: RiskHandling;

  @SpokenProperty(true)
  measures!: Spoken | null;

  @ApiProperty({ enum: riskStates })
  state!: RiskState;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class RiskPage extends pageOfType(RiskResponse) {}

/** A risk's row, or the risk itself. */
export type RiskRecord = Recorded<Pick<Risk, Exclude<keyof RiskResponse, 'score'>>>;

/** What a reader sees; without a speaker, every language. */
export function riskResponse(risk: RiskRecord, speaker = new Speaker('*')): RiskResponse {
  return {
    id: risk.id,
    version: risk.version,
    itemId: risk.itemId,
    title: speaker.say(risk.title),
    owningUnit: risk.owningUnit,
    likelihood: risk.likelihood,
    impact: risk.impact,
    score: risk.likelihood * risk.impact,
    response: risk.response,
    measures: speaker.say(risk.measures),
    state: risk.state,
    createdAt: momentOf(risk.createdAt),
    updatedAt: momentOf(risk.updatedAt),
  };
}
