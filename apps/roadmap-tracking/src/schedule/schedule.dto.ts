import { ApiProperty } from '@nestjs/swagger';
import { CheckedField, IdField, NumberField, type Spoken, SpokenProperty } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { Type } from 'class-transformer';
import { type SlipUnit, slipUnits } from './slip.js';

export class ScheduleListQuery extends ListQuery {
  @IdField({ optional: true, description: 'Only what is in this initiative.' })
  initiative?: string;
}

/** The furthest that anybody asks about: ten years. */
const mostSlipDays = 3_650;

export class SlipQuery extends ListQuery {
  @IdField({ description: 'The activity or milestone that moves.' })
  item!: string;

  @Type(() => Number)
  @NumberField(-mostSlipDays, mostSlipDays, { description: 'How many days later; a negative number for earlier.' })
  days!: number;

  @CheckedField(
    'isSlipUnit',
    (value) => (slipUnits.includes(value as SlipUnit) ? undefined : `must be one of: ${slipUnits.join(', ')}`),
    { enum: [...slipUnits], default: 'calendar' },
    { optional: true, description: 'The days that are counted; calendar days unless told.' },
  )
  unit?: SlipUnit;
}

/** Where an item stands. */
export class PlacementResponse {
  @ApiProperty({ format: 'date' })
  earliestStart!: string;

  @ApiProperty({ format: 'date', description: 'Days are both included; a milestone stands at the end of its day.' })
  earliestFinish!: string;

  @ApiProperty({ format: 'date' })
  latestStart!: string;

  @ApiProperty({ format: 'date' })
  latestFinish!: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description:
      'By how many working days it can be later without harm; negative when a deadline is broken; null when done.',
  })
  slackDays!: number | null;

  @ApiProperty({ description: 'Whether nothing has less slack.' })
  critical!: boolean;
}

/** An item as the schedule has it. */
class ScheduledItemResponse extends PlacementResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ['activity', 'milestone'] })
  kind!: string;

  @ApiProperty()
  code!: string;

  @SpokenProperty()
  title!: Spoken;

  @ApiProperty()
  owningUnit!: string;

  @ApiProperty({ format: 'uuid' })
  initiativeId!: string;
}

export class SchedulePage extends pageOfType(ScheduledItemResponse) {
  @ApiProperty({ format: 'date', description: 'The day for which it is computed.' })
  asOf!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'When the last open item finishes.' })
  end!: string | null;

  @ApiProperty({ type: [String], description: 'The identifiers of the items that hold the end of the plan, in order.' })
  criticalPath!: string[];
}

class DistanceResponse {
  @ApiProperty({ type: 'integer', description: 'Negative when it comes earlier.' })
  calendarDays!: number;

  @ApiProperty({ type: 'integer' })
  workingDays!: number;
}

class MovedItemResponse extends DistanceResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ['activity', 'milestone'] })
  kind!: string;

  @ApiProperty()
  code!: string;

  @SpokenProperty()
  title!: Spoken;

  @ApiProperty()
  owningUnit!: string;

  @ApiProperty({ format: 'date' })
  startBefore!: string;

  @ApiProperty({ format: 'date' })
  startAfter!: string;

  @ApiProperty({ format: 'date' })
  finishBefore!: string;

  @ApiProperty({ format: 'date' })
  finishAfter!: string;
}

class EndResponse extends DistanceResponse {
  @ApiProperty({ format: 'date' })
  before!: string;

  @ApiProperty({ format: 'date' })
  after!: string;
}

export class SlipPage extends pageOfType(MovedItemResponse) {
  @ApiProperty({ description: 'What would happen, in a sentence.' })
  explanation!: string;

  @ApiProperty({ type: DistanceResponse, description: 'How far the item itself moves.' })
  movedBy!: DistanceResponse;

  @ApiProperty({
    enum: ['nothing', 'today', 'dependency', 'fact'],
    description: 'What keeps it from being as early as asked.',
  })
  heldBy!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The item that holds it, when one does.' })
  holder!: string | null;

  @ApiProperty({ type: EndResponse, description: 'The end of the plan.' })
  end!: EndResponse;

  @ApiProperty({ type: 'integer', description: 'How many items move, on all pages.' })
  total!: number;
}
