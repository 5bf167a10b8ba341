import { ApiProperty } from '@nestjs/swagger';
import { NumberField, type Spoken, SpokenProperty, UnitField } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { Type } from 'class-transformer';

export class DueQuery extends ListQuery {
  @UnitField({ optional: true, description: 'Only what this unit answers for.' })
  unit?: string;

  @Type(() => Number)
  @NumberField(0, 366, {
    optional: true,
    description: 'How many days ahead; 30 unless told. What is overdue is always told.',
  })
  within = 30;
}

const dueKinds = ['activity', 'milestone', 'action-point'] as const;

export class DueResponse {
  @ApiProperty({ enum: dueKinds })
  kind!: (typeof dueKinds)[number];

  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null for an action point.' })
  code!: string | null;

  @SpokenProperty()
  title!: Spoken;

  @ApiProperty()
  owningUnit!: string;

  @ApiProperty()
  state!: string;

  @ApiProperty({
    format: 'date',
    description: 'The planned finish of an item; the day by which an action point is due.',
  })
  dueOn!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Where it is expected on another day.' })
  forecastOn!: string | null;

  @ApiProperty({ type: 'integer', description: 'Calendar days from today; negative when it is overdue.' })
  daysLeft!: number;
}

export class DuePage extends pageOfType(DueResponse) {}
