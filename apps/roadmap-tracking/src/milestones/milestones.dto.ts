import { ApiProperty } from '@nestjs/swagger';
import { DayField, IdField, Speaker } from '@capdev/service-frame/fields';
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
import type { Milestone, MilestoneDetails } from './milestone.entity.js';
import { type MilestoneState, milestoneStates } from './milestone-status.js';

/** A milestone as an editor writes it. */
export class MilestoneInput extends ItemInput {
  @DayField({ description: 'The day at whose end it is reached.' })
  plannedOn!: string;

  @DayField({ optional: true, description: 'When it is expected, where that is not the planned day.' })
  forecastOn?: string | null;

  @DayField({ optional: true, description: 'By when it has to be reached, whatever the plan says.' })
  deadline?: string | null;
}

export class NewMilestoneInput extends MilestoneInput {
  @PlanCodeField({ description: 'Unique among all items of the plan, and final.' })
  code!: string;

  @IdField({ optional: true, description: 'The initiative that it belongs to, unless it closes an activity; final.' })
  initiativeId?: string | null;

  @IdField({ optional: true, description: 'The activity that it closes; final.' })
  activityId?: string | null;
}

/** @param unit that answers for it unless told */
export function milestoneDetailsOf(input: MilestoneInput, unit: string): MilestoneDetails {
  return {
    ...itemDetailsOf(input, unit),
    plannedOn: input.plannedOn,
    forecastOn: input.forecastOn ?? null,
    deadline: input.deadline ?? null,
  };
}

export class MilestoneListQuery extends ItemListQuery {
  @IdField({ optional: true, description: 'Those of this initiative and of its activities.' })
  initiative?: string;

  @IdField({ optional: true, description: 'Those that close this activity.' })
  activity?: string;

  @StateField(milestoneStates)
  state?: MilestoneState;
}

export class MilestoneResponse extends ItemResponse {
  @ApiProperty({ format: 'uuid' })
  initiativeId!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The activity that it closes, if any.' })
  activityId!: string | null;

  @ApiProperty({ enum: milestoneStates })
  state!: MilestoneState;

  @ApiProperty({ format: 'date' })
  plannedOn!: string;

  @ApiProperty(someDay)
  forecastOn!: string | null;

  @ApiProperty(someDay)
  reachedOn!: string | null;

  @ApiProperty(someDay)
  deadline!: string | null;
}

export class MilestonePage extends pageOfType(MilestoneResponse) {}

/** A milestone's row, or the milestone itself. */
export type MilestoneRecord = Recorded<Pick<Milestone, keyof MilestoneResponse>>;

/** What a reader sees; without a speaker, every language. */
export function milestoneResponse(milestone: MilestoneRecord, speaker = new Speaker('*')): MilestoneResponse {
  return {
    ...itemResponse(milestone, speaker),
    initiativeId: milestone.initiativeId,
    activityId: milestone.activityId,
    state: milestone.state,
    plannedOn: milestone.plannedOn,
    forecastOn: milestone.forecastOn,
    reachedOn: milestone.reachedOn,
    deadline: milestone.deadline,
  };
}
