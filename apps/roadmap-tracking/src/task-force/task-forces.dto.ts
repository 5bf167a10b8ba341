import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CheckedField, MultilingualField, Speaker, type Spoken, SpokenProperty } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded, unitPattern, unitShape } from '@capdev/service-frame/plain';
import { IsIn, IsOptional } from 'class-validator';
import type { TaskForce, TaskForceDetails } from './task-force.entity.js';
import { type TaskForceState, taskForceStates } from './task-force-states.js';

const mostUnits = 50;

/** What is wrong with a list of units, or undefined when nothing is. */
export function unitsFault(value: unknown): string | undefined {
  if (!Array.isArray(value)) return 'must be a list of units';
  if (value.length > mostUnits) return `may name at most ${mostUnits} units`;
  if (value.some((unit) => typeof unit !== 'string' || !unitPattern.test(unit))) return `${unitShape}, each of them`;
  return new Set(value).size < value.length ? 'must not name the same unit twice' : undefined;
}

/** A list of units, which may be empty. */
export const UnitsField = (description: string, optional = false): PropertyDecorator =>
  CheckedField(
    'areUnits',
    unitsFault,
    { type: 'array', items: { type: 'string' }, maxItems: mostUnits, uniqueItems: true, example: ['GS'] },
    { description, optional },
  );

/** A task force as the secretariat writes it. */
export class TaskForceInput {
  @MultilingualField(200)
  name!: TaskForceDetails['name'];

  @MultilingualField(5_000, { optional: true, description: 'Its terms of reference.' })
  terms?: TaskForceDetails['terms'];

  @UnitsField('The units that have to be represented besides BDT, BR and TSB, which always have to be.', true)
  requiredUnits?: string[] | null;
}

/** What was written, with nothing for what was left out. */
export function taskForceDetailsOf({ name, terms, requiredUnits }: TaskForceInput): TaskForceDetails {
  return { name, terms: terms ?? null, requiredUnits: requiredUnits ?? [] };
}

export class TaskForceListQuery extends ListQuery {
  @IsOptional()
  @IsIn(taskForceStates, { message: `$property must be one of: ${taskForceStates.join(', ')}` })
  @ApiPropertyOptional({ enum: taskForceStates })
  state?: TaskForceState;
}

export class TaskForceResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @SpokenProperty()
  name!: Spoken;

  @SpokenProperty(true)
  terms!: Spoken | null;

  @ApiProperty({ type: [String], description: 'The units without which it cannot act.' })
  requiredUnits!: string[];

  @ApiProperty({ enum: taskForceStates, description: 'It can act while it is constituted.' })
  state!: TaskForceState;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The day from which it is in this state.' })
  stateSince!: string | null;

  @ApiProperty({ description: 'The unit whose coordinators keep this record.' })
  owningUnit!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class TaskForcePage extends pageOfType(TaskForceResponse) {}

export class RepresentationResponse {
  @ApiProperty({ format: 'date' })
  day!: string;

  @ApiProperty({ type: [String] })
  represented!: string[];

  @ApiProperty({ type: [String], description: 'Required units without a member: while there are any, it cannot act.' })
  missing!: string[];
}

/** A task force's row, or the task force itself. */
export type TaskForceRecord = Recorded<Pick<TaskForce, keyof TaskForceResponse>>;

/** What a reader sees; without a speaker, every language. */
export function taskForceResponse(taskForce: TaskForceRecord, speaker = new Speaker('*')): TaskForceResponse {
  return {
    id: taskForce.id,
    version: taskForce.version,
    name: speaker.say(taskForce.name),
    terms: speaker.say(taskForce.terms),
    requiredUnits: taskForce.requiredUnits,
    state: taskForce.state,
    stateSince: taskForce.stateSince,
    owningUnit: taskForce.owningUnit,
    createdAt: momentOf(taskForce.createdAt),
    updatedAt: momentOf(taskForce.updatedAt),
  };
}
