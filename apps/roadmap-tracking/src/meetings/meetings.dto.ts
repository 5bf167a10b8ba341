import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  DayField,
  MultilingualField,
  Speaker,
  type Spoken,
  SpokenProperty,
  WebAddressField,
} from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import { IsIn, IsOptional } from 'class-validator';
import { UnitsField } from '../task-force/task-forces.dto.js';
import type { Meeting, MeetingDetails } from './meeting.entity.js';
import { type MeetingState, meetingStates } from './meeting-states.js';

/** A meeting as the secretariat writes it. */
export class MeetingInput {
  @IsIn(meetingStates, { message: `$property must be one of: ${meetingStates.join(', ')}` })
  @ApiProperty({ enum: meetingStates })
  state!: MeetingState;

  @DayField({ description: 'The day on which it was held, or is to be.' })
  heldOn!: string;

  @MultilingualField(200)
  title!: MeetingDetails['title'];

  @WebAddressField({ optional: true, description: 'Where its minutes are.' })
  minutes?: string | null;

  @UnitsField('The units that took part.', true)
  units?: string[] | null;
}

/** What was written, with nothing for what was left out. */
export function meetingDetailsOf({ state, heldOn, title, minutes, units }: MeetingInput): MeetingDetails {
  return { state, heldOn, title, minutes: minutes ?? null, units: units ?? [] };
}

export class MeetingListQuery extends ListQuery {
  @IsOptional()
  @IsIn(meetingStates, { message: `$property must be one of: ${meetingStates.join(', ')}` })
  @ApiPropertyOptional({ enum: meetingStates })
  state?: MeetingState;
}

export class MeetingResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ format: 'uuid' })
  taskForceId!: string;

  @ApiProperty({ enum: meetingStates })
  state!: MeetingState;

  @ApiProperty({ format: 'date' })
  heldOn!: string;

  @SpokenProperty()
  title!: Spoken;

  @ApiProperty({ type: String, nullable: true })
  minutes!: string | null;

  @ApiProperty({ type: [String] })
  units!: string[];

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class MeetingPage extends pageOfType(MeetingResponse) {}

export type MeetingRecord = Recorded<Pick<Meeting, keyof MeetingResponse>>;

/** What a reader sees; without a speaker, every language. */
export function meetingResponse(meeting: MeetingRecord, speaker = new Speaker('*')): MeetingResponse {
  return {
    id: meeting.id,
    version: meeting.version,
    taskForceId: meeting.taskForceId,
    state: meeting.state,
    heldOn: meeting.heldOn,
    title: speaker.say(meeting.title),
    minutes: meeting.minutes,
    units: meeting.units,
    createdAt: momentOf(meeting.createdAt),
    updatedAt: momentOf(meeting.updatedAt),
  };
}
