import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  DayField,
  MultilingualField,
  Speaker,
  type Spoken,
  SpokenProperty,
  TextField,
  UnitField,
} from '@capdev/service-frame/fields';
import { ListQuery } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import { IsIn, IsOptional } from 'class-validator';
import type { ItemDetails, PlanItem } from './plan-item.entity.js';

const codes = { pattern: /^[A-Za-z0-9][A-Za-z0-9.-]*$/, shape: 'may have letters, digits, dots and dashes only' };

/** What people call an item. */
export const PlanCodeField = (about: { optional?: boolean; description?: string } = {}): PropertyDecorator =>
  TextField(40, { ...codes, example: '1.2-M1', ...about });

/** An item as an editor writes it, whatever its kind. */
export class ItemInput {
  @MultilingualField(200)
  title!: ItemDetails['title'];

  @MultilingualField(5_000, { optional: true })
  description?: ItemDetails['description'];

  @UnitField({ optional: true, description: 'The unit that answers for it; your own unless told.' })
  owningUnit?: string | null;

  @TextField(200, {
    optional: true,
    pattern: /^[^\s@]+$/,
    shape: 'must be an opaque identifier: no blanks, no @, never a name',
    description: 'Who is asked: an opaque identifier such as the sub of a token.',
  })
  focalPoint?: string | null;
}

/** What was written, with null for what was left out. */
export function itemDetailsOf(input: ItemInput, unit: string): ItemDetails {
  return {
    title: input.title,
    description: input.description ?? null,
    owningUnit: input.owningUnit ?? unit,
    focalPoint: input.focalPoint ?? null,
  };
}

/** The day on which something happened. */
export class HappenedInput {
  @DayField({ description: 'The day on which it happened; not after today (UTC).' })
  on!: string;
}

export class CancellationInput {
  @TextField(500, { description: 'It stays in the history; it must name nobody.' })
  reason!: string;
}

export class ItemListQuery extends ListQuery {
  @UnitField({ optional: true, description: 'Those for which this unit answers.' })
  unit?: string;

  @PlanCodeField({ optional: true })
  code?: string;
}

/** A filter by state. */
export const StateField =
  (states: readonly string[]): PropertyDecorator =>
  (target, name) => {
    IsIn(states, { message: `$property must be one of: ${states.join(', ')}` })(target, name as string);
    IsOptional()(target, name as string);
    ApiPropertyOptional({ enum: states })(target, name);
  };

export const someDay = { type: String, format: 'date', nullable: true } as const;

export class ItemResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ example: '1.2-M1', description: 'Unique in the plan, and final.' })
  code!: string;

  @SpokenProperty()
  title!: Spoken;

  @SpokenProperty(true)
  description!: Spoken | null;

  @ApiProperty({ description: 'The unit that answers for it.' })
  owningUnit!: string;

  @ApiProperty({ type: String, nullable: true, description: 'An opaque identifier.' })
  focalPoint!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

/** An item's row, or the item itself. */
type ItemRecord = Recorded<Pick<PlanItem, keyof ItemResponse>>;

export function itemResponse(item: ItemRecord, speaker: Speaker): ItemResponse {
  return {
    id: item.id,
    version: item.version,
    code: item.code,
    title: speaker.say(item.title),
    description: speaker.say(item.description),
    owningUnit: item.owningUnit,
    focalPoint: item.focalPoint,
    createdAt: momentOf(item.createdAt),
    updatedAt: momentOf(item.updatedAt),
  };
}
