import { IsInt, IsUUID, Min } from 'class-validator';
import { defineEvent, IsDay, IsFilled, IsFilledList, MultilingualTextV1, Nested, Optional } from '../core/index.js';

/** A milestone as the public sees it; in every event of a milestone, whole. */
export class MilestoneSnapshotV1 {
  @IsUUID()
  milestoneId!: string;

  /** What people call it, such as `1.2-M1`: unique in the plan. */
  @IsFilled()
  code!: string;

  @Nested(() => MultilingualTextV1)
  title!: MultilingualTextV1;

  @IsUUID()
  initiativeId!: string;

  /** The activity that it closes, when it belongs to one. */
  @Optional()
  @IsUUID()
  activityId?: string;

  /** The unit that answers for it. */
  @IsFilled()
  owningUnit!: string;

  @IsDay()
  plannedOn!: string;

  /** When it is expected now, where that is not the planned day. */
  @Optional()
  @IsDay()
  forecastOn?: string;

  @Optional()
  @IsDay()
  reachedOn?: string;

  /** Such as `planned`, `missed`, `reached`; open. */
  @IsFilled()
  state!: string;

  /** Of the milestone's record: the number in its ETag. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class MilestonePlannedV1 extends MilestoneSnapshotV1 {}

export class MilestoneForecastChangedV1 extends MilestoneSnapshotV1 {
  /** When it was expected before. */
  @IsDay()
  previouslyExpectedOn!: string;
}

export class MilestoneReachedV1 extends MilestoneSnapshotV1 {
  /** What shows it: `link`, `document`, `decision`, `event`; open. One entry for each piece of evidence. */
  @IsFilledList()
  evidence!: string[];
}

export class MilestoneMissedV1 extends MilestoneSnapshotV1 {
  /** The day that passed without it. */
  @IsDay()
  missedOn!: string;
}

const key = 'The milestone’s id: everything said of one milestone arrives in the order in which it happened.';
const personalData = 'No. Focal points and those who confirm evidence are left out.';

const example: MilestoneSnapshotV1 = {
  milestoneId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
  code: '1.2-M1',
  title: { original: 'en', text: { en: 'First course of every bureau in the common catalogue' } },
  initiativeId: '019ab6c0-8f22-7b6d-8e0c-5a1f6f1b2c02',
  activityId: '019ab6c0-9a33-7e11-b2d4-0c7d5e9f3d03',
  owningUnit: 'BDT',
  plannedOn: '2023-09-29',
  state: 'planned',
  version: 1,
};

/** A milestone is part of the plan, with a day. */
export const milestonePlannedV1 = defineEvent({
  type: 'int.itu.roadmap.milestone.planned.v1',
  payload: MilestonePlannedV1,
  about: {
    when: 'When a milestone enters the plan, and each time its planned day, its title or its unit changes.',
    cause: 'Its unit plans it or plans it anew.',
    conclude:
      'The snapshot replaces what was known before; it is expected on plannedOn unless a forecast says otherwise.',
    key,
    personalData,
  },
  example,
});

/** A milestone is expected on another day than before. */
export const milestoneForecastChangedV1 = defineEvent({
  type: 'int.itu.roadmap.milestone.forecast-changed.v1',
  payload: MilestoneForecastChangedV1,
  about: {
    when: 'Each time the day on which a milestone is expected changes while the plan stays as it is.',
    cause: 'Its unit gives another forecast, or takes it back.',
    conclude:
      'Without forecastOn it is expected on plannedOn again. What depends on it may move too, and is announced by itself.',
    key,
    personalData,
  },
  example: { ...example, forecastOn: '2023-10-31', previouslyExpectedOn: '2023-09-29', version: 2 },
});

/** A milestone is reached, and there is evidence of it. */
export const milestoneReachedV1 = defineEvent({
  type: 'int.itu.roadmap.milestone.reached.v1',
  payload: MilestoneReachedV1,
  about: {
    when: 'Once in a milestone’s life, when it is reached.',
    cause: 'Its unit confirms evidence and records the day.',
    conclude: 'It stays reached. The evidence itself is read from the service; only its kinds are told.',
    key,
    personalData,
  },
  example: { ...example, state: 'reached', reachedOn: '2023-10-27', evidence: ['event'], version: 4 },
});

/** The day of a milestone has passed without it. */
export const milestoneMissedV1 = defineEvent({
  type: 'int.itu.roadmap.milestone.missed.v1',
  payload: MilestoneMissedV1,
  about: {
    when: 'When the day on which it was expected (the forecast, else the plan) has passed and it is not reached; again after each later day that passes.',
    cause: 'Time: nobody has to do anything.',
    conclude: 'It is late since missedOn and may still be reached.',
    key,
    personalData,
  },
  example: { ...example, state: 'missed', missedOn: '2023-09-29', version: 2 },
});
