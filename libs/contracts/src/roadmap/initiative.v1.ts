import { IsArray, IsInt, IsUUID, Min } from 'class-validator';
import { defineEvent, IsDay, IsFilled, MultilingualTextV1, Nested, Optional } from '../core/index.js';

/** An initiative as the public sees it; in every event of an initiative, whole. */
export class InitiativeSnapshotV1 {
  @IsUUID()
  initiativeId!: string;

  /** What people call it, such as `1`: unique in the plan. */
  @IsFilled()
  code!: string;

  @Nested(() => MultilingualTextV1)
  title!: MultilingualTextV1;

  /** The unit that answers for it. */
  @IsFilled()
  owningUnit!: string;

  /** The recommendations that it follows. */
  @IsArray()
  @IsUUID(undefined, { each: true })
  recommendationIds!: string[];

  /** The goals of the co-design process that it serves. */
  @IsArray()
  @IsUUID(undefined, { each: true })
  goalIds!: string[];

  /** Such as `in-progress`, `completed`; open. */
  @IsFilled()
  state!: string;

  @IsDay()
  startedOn!: string;

  @Optional()
  @IsDay()
  completedOn?: string;

  /** Of the initiative's record: the number in its ETag. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class InitiativeStartedV1 extends InitiativeSnapshotV1 {}
export class InitiativeCompletedV1 extends InitiativeSnapshotV1 {}

const key = 'The initiative’s id: everything said of one initiative arrives in the order in which it happened.';
const personalData = 'No. Its focal point is left out.';

const example: InitiativeSnapshotV1 = {
  initiativeId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
  code: '1',
  title: { original: 'en', text: { en: 'The Academy as the main entry point' } },
  owningUnit: 'BDT',
  recommendationIds: ['019ab6c0-8f22-7b6d-8e0c-5a1f6f1b2c02'],
  goalIds: [],
  state: 'in-progress',
  startedOn: '2023-01-09',
  version: 2,
};

/** Work on an initiative has begun. */
export const initiativeStartedV1 = defineEvent({
  type: 'int.itu.roadmap.initiative.started.v1',
  payload: InitiativeStartedV1,
  about: {
    when: 'Once in an initiative’s life, when work on it begins.',
    cause: 'Its unit records the start.',
    conclude: 'It is under way since that day. Its dates are told by its milestones.',
    key,
    personalData,
  },
  example,
});

/** An initiative is done. */
export const initiativeCompletedV1 = defineEvent({
  type: 'int.itu.roadmap.initiative.completed.v1',
  payload: InitiativeCompletedV1,
  about: {
    when: 'Once, at the end of an initiative’s life.',
    cause: 'Its unit records the end; every milestone of it is reached or cancelled by then.',
    conclude: 'Nothing more is planned in it. What it was for is told by its recommendations.',
    key,
    personalData,
  },
  example: { ...example, state: 'completed', completedOn: '2025-06-30', version: 3 },
});
