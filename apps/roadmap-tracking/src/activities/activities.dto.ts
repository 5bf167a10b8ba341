import { ApiProperty } from '@nestjs/swagger';
import { DayField, IdField, NumberField, Speaker } from '@capdev/service-frame/fields';
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
import type { Activity, ActivityDetails } from './activity.entity.js';

/** An activity as an editor writes it. */
export class ActivityInput extends ItemInput {
  @DayField({ description: 'The first day.' })
  plannedStart!: string;

  @DayField({ description: 'The last day.' })
  plannedFinish!: string;

  @DayField({ optional: true, description: 'When it is expected to start, where that is not the planned day.' })
  forecastStart?: string | null;

  @DayField({ optional: true, description: 'When it is expected to finish, where that is not the planned day.' })
  forecastFinish?: string | null;

  @DayField({ optional: true, description: 'By when it has to be finished, whatever the plan says.' })
  deadline?: string | null;
}

export class NewActivityInput extends ActivityInput {
  @PlanCodeField({ description: 'Unique among all items of the plan, and final.' })
  code!: string;

  @IdField({ description: 'The initiative that it is part of; final.' })
  initiativeId!: string;
}

export class ProgressInput {
  @NumberField(0, 99, { description: 'How much of it is done; the rest is said by its completion.' })
  percent!: number;
}

/** @param unit that answers for it unless told */
export function activityDetailsOf(input: ActivityInput, unit: string): ActivityDetails {
  return {
    ...itemDetailsOf(input, unit),
    plannedStart: input.plannedStart,
    plannedFinish: input.plannedFinish,
    forecastStart: input.forecastStart ?? null,
    forecastFinish: input.forecastFinish ?? null,
    deadline: input.deadline ?? null,
  };
}

export class ActivityListQuery extends ItemListQuery {
  @IdField({ optional: true, description: 'Those of this initiative.' })
  initiative?: string;

  @StateField(workStates)
  state?: WorkState;
}

export class ActivityResponse extends ItemResponse {
  @ApiProperty({ format: 'uuid' })
  initiativeId!: string;

  @ApiProperty({ enum: workStates })
  state!: WorkState;

  @ApiProperty({ format: 'date' })
  plannedStart!: string;

  @ApiProperty({ format: 'date' })
  plannedFinish!: string;

  @ApiProperty(someDay)
  forecastStart!: string | null;

  @ApiProperty(someDay)
  forecastFinish!: string | null;

  @ApiProperty(someDay)
  actualStart!: string | null;

  @ApiProperty(someDay)
  actualFinish!: string | null;

  @ApiProperty(someDay)
  deadline!: string | null;

  @ApiProperty({ description: 'Per cent.' })
  progress!: number;
}

export class ActivityPage extends pageOfType(ActivityResponse) {}

/** An activity's row, or the activity itself. */
export type ActivityRecord = Recorded<Pick<Activity, keyof ActivityResponse>>;

/** What a reader sees; without a speaker, every language. */
export function activityResponse(activity: ActivityRecord, speaker = new Speaker('*')): ActivityResponse {
  return {
    ...itemResponse(activity, speaker),
    initiativeId: activity.initiativeId,
    state: activity.state,
    plannedStart: activity.plannedStart,
    plannedFinish: activity.plannedFinish,
    forecastStart: activity.forecastStart,
    forecastFinish: activity.forecastFinish,
    actualStart: activity.actualStart,
    actualFinish: activity.actualFinish,
    deadline: activity.deadline,
    progress: activity.progress,
  };
}
