import { IsInt, IsUUID, Min } from 'class-validator';
import { defineEvent, IsDay, IsFilledList, MultilingualTextV1, Nested } from '../core/index.js';

/** A task force as the public sees it: who is represented, never by whom. */
export class TaskForceSnapshotV1 {
  @IsUUID()
  taskForceId!: string;

  @Nested(() => MultilingualTextV1)
  name!: MultilingualTextV1;

  /** The units without which it is not constituted: the bureaux, and those its terms of reference name. */
  @IsFilledList()
  requiredUnits!: string[];

  /** The units that have a member on that day. */
  @IsFilledList()
  representedUnits!: string[];

  /** The day from which it is, or no longer is, constituted. */
  @IsDay()
  since!: string;

  /** Of the task force's record: the number in its ETag. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class TaskForceConstitutedV1 extends TaskForceSnapshotV1 {}

export class TaskForceLapsedV1 extends TaskForceSnapshotV1 {
  /** The required units that have no member. */
  @IsFilledList()
  missingUnits!: string[];
}

const key = 'The task force’s id: everything said of one task force arrives in the order in which it happened.';
const personalData = 'No. Members are not named, not even by an identifier: only their units are.';

const example: TaskForceSnapshotV1 = {
  taskForceId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
  name: { original: 'en', text: { en: 'Task force on harmonised capacity development' } },
  requiredUnits: ['BDT', 'BR', 'TSB', 'GS'],
  representedUnits: ['BDT', 'BR', 'TSB', 'GS'],
  since: '2022-05-02',
  version: 5,
};

/** A task force is able to act. */
export const taskForceConstitutedV1 = defineEvent({
  type: 'int.itu.roadmap.task-force.constituted.v1',
  payload: TaskForceConstitutedV1,
  about: {
    when: 'Each time the last required unit that was missing is represented.',
    cause: 'A member is appointed, a term begins, or the terms of reference ask for fewer units.',
    conclude: 'It may adopt decisions from that day on, until it lapses. Who the members are is left out.',
    key,
    personalData,
  },
  example,
});

/** A task force is not able to act any more. */
export const taskForceLapsedV1 = defineEvent({
  type: 'int.itu.roadmap.task-force.lapsed.v1',
  payload: TaskForceLapsedV1,
  about: {
    when: 'Each time a required unit of a constituted task force is no longer represented.',
    cause: 'A term ends, a member withdraws, or the terms of reference ask for one more unit.',
    conclude: 'It adopts nothing until it is constituted again. What it has adopted stands.',
    key,
    personalData,
  },
  example: {
    ...example,
    representedUnits: ['BDT', 'TSB', 'GS'],
    missingUnits: ['BR'],
    since: '2024-05-02',
    version: 6,
  },
});
