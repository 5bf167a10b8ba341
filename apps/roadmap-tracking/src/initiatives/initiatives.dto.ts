import { ApiProperty } from '@nestjs/swagger';
import { IdField, IdsField, Speaker } from '@capdev/service-frame/fields';
import { pageOfType } from '@capdev/service-frame/lists';
import type { Recorded } from '@capdev/service-frame/plain';
import {
  ItemInput,
  itemDetailsOf,
  ItemListQuery,
  ItemResponse,
  itemResponse,
  PlanCodeField,
  someDay,
  StateField,
} from '../plan/plan-item.dto.js';
import { type WorkState, workStates } from '../plan/work-status.js';
import type { Initiative, InitiativeDetails } from './initiative.entity.js';

/** An initiative as an editor writes it. */
export class InitiativeInput extends ItemInput {
  @IdsField(50, { description: 'The recommendations that it follows.' })
  recommendationIds?: string[] | null;

  @IdsField(50, { description: 'The goals of a co-design process that it serves.' })
  goalIds?: string[] | null;
}

export class NewInitiativeInput extends InitiativeInput {
  @PlanCodeField({ description: 'Unique among all items of the plan, and final.' })
  code!: string;
}

/** @param unit that answers for it unless told */
export function initiativeDetailsOf(input: InitiativeInput, unit: string): InitiativeDetails {
  return {
    ...itemDetailsOf(input, unit),
    recommendationIds: lowerCase(input.recommendationIds),
    goalIds: lowerCase(input.goalIds),
  };
}

const lowerCase = (ids: readonly string[] | null | undefined): string[] => (ids ?? []).map((id) => id.toLowerCase());

export class InitiativeListQuery extends ItemListQuery {
  @StateField(workStates)
  state?: WorkState;

  @IdField({ optional: true, description: 'Those that follow this recommendation.' })
  recommendation?: string;
}

export class InitiativeResponse extends ItemResponse {
  @ApiProperty({ enum: workStates })
  state!: WorkState;

  @ApiProperty(someDay)
  startedOn!: string | null;

  @ApiProperty(someDay)
  completedOn!: string | null;

  @ApiProperty({ type: [String], format: 'uuid' })
  recommendationIds!: string[];

  @ApiProperty({ type: [String], format: 'uuid' })
  goalIds!: string[];
}

export class InitiativePage extends pageOfType(InitiativeResponse) {}

/** An initiative's row, or the initiative itself. */
export type InitiativeRecord = Recorded<Pick<Initiative, keyof InitiativeResponse>>;

/** What a reader sees; without a speaker, every language. */
export function initiativeResponse(initiative: InitiativeRecord, speaker = new Speaker('*')): InitiativeResponse {
  return {
    ...itemResponse(initiative, speaker),
    state: initiative.state,
    startedOn: initiative.startedOn,
    completedOn: initiative.completedOn,
    recommendationIds: initiative.recommendationIds,
    goalIds: initiative.goalIds,
  };
}
