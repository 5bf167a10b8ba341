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
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import { IsIn, IsOptional } from 'class-validator';
import { personPattern, personShape } from '../task-force/task-force-states.js';
import type { ActionPoint, ActionPointDetails } from './action-point.entity.js';
import { type ActionPointState, actionPointStates } from './action-point-states.js';

const PersonField = (description: string): PropertyDecorator =>
  TextField(128, { pattern: personPattern, shape: personShape, description, example: 'b5c2e8a0' });

/** What can be said anew of an action point. */
export class ActionPointTermsInput {
  @MultilingualField(500)
  title!: ActionPointDetails['title'];

  @UnitField({ description: 'The unit that has to do it.' })
  owningUnit!: string;

  @PersonField('Who does it: an opaque identifier, never a name.')
  owner!: string;

  @PersonField('Who looks whether it was done: the subject of that person’s token, and never the owner.')
  verifier!: string;

  @DayField({ description: 'The last day on which it is in time.' })
  dueOn!: string;
}

export function actionPointDetailsOf(input: ActionPointTermsInput): ActionPointDetails {
  const { title, owningUnit, owner, verifier, dueOn } = input;
  return { title, owningUnit, owner, verifier, dueOn };
}

/** An action point that a task force has agreed. */
export class ActionPointInput extends ActionPointTermsInput {
  @IdField()
  taskForceId!: string;

  @IdField({ optional: true, description: 'The meeting in which it was agreed.' })
  meetingId?: string | null;

  @IdField({ optional: true, description: 'The decision from which it follows.' })
  decisionId?: string | null;
}

export class ActionPointReasonInput {
  @TextField(2_000, { description: 'Why; it stays in the history, and names nobody.' })
  reason!: string;
}

export class ActionPointListQuery extends ListQuery {
  @UnitField({ optional: true, description: 'Those that this unit has to do.' })
  unit?: string;

  @IsOptional()
  @IsIn(actionPointStates, { message: `$property must be one of: ${actionPointStates.join(', ')}` })
  @ApiPropertyOptional({ enum: actionPointStates })
  state?: ActionPointState;

  @IdField({ optional: true })
  taskForce?: string;
}

export class ActionPointResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ format: 'uuid' })
  taskForceId!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  meetingId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  decisionId!: string | null;

  @SpokenProperty()
  title!: Spoken;

  @ApiProperty({ description: 'The unit that has to do it.' })
  owningUnit!: string;

  @ApiProperty({ description: 'An opaque identifier.' })
  owner!: string;

  @ApiProperty({ description: 'An opaque identifier.' })
  verifier!: string;

  @ApiProperty({ format: 'date' })
  dueOn!: string;

  @ApiProperty({ enum: actionPointStates })
  state!: ActionPointState;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  doneOn!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  verifiedOn!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class ActionPointPage extends pageOfType(ActionPointResponse) {}

/** An action point's row, or the action point itself. */
export type ActionPointRecord = Recorded<Pick<ActionPoint, keyof ActionPointResponse>>;

/** What a reader sees; without a speaker, every language. */
export function actionPointResponse(point: ActionPointRecord, speaker = new Speaker('*')): ActionPointResponse {
  return {
    id: point.id,
    version: point.version,
    taskForceId: point.taskForceId,
    meetingId: point.meetingId,
    decisionId: point.decisionId,
    title: speaker.say(point.title),
    owningUnit: point.owningUnit,
    owner: point.owner,
    verifier: point.verifier,
    dueOn: point.dueOn,
    state: point.state,
    doneOn: point.doneOn,
    verifiedOn: point.verifiedOn,
    createdAt: momentOf(point.createdAt),
    updatedAt: momentOf(point.updatedAt),
  };
}
