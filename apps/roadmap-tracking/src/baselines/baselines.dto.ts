import { ApiProperty } from '@nestjs/swagger';
import { IdField, Speaker, type Spoken, SpokenProperty, TextField } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import type { MultilingualText } from '@capdev/taxonomy';
import { type Amount, shownIn } from '../budget/money.js';
import { itemKinds } from '../plan/item-kind.js';
import type { WorkingCalendar } from '../schedule/working-days.js';
import type { Baseline } from './baseline.entity.js';
import type { ComparedItem, Cost } from './comparison.query.js';
import { type ItemChange, varianceOf } from './variance.js';

/** Keeps the plan as it is now. */
export class BaselineInput {
  @TextField(120, { example: 'As approved in 2027', description: 'Unique, and final.' })
  name!: string;

  @TextField(2_000, { optional: true })
  note?: string | null;
}

export class BaselineResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'Always 1: a baseline never changes.' })
  version!: number;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  note!: string | null;

  @ApiProperty({ format: 'date' })
  takenOn!: string;

  @ApiProperty({ description: 'How many initiatives, activities and milestones it holds.' })
  itemCount!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class BaselinePage extends pageOfType(BaselineResponse) {}

/** A baseline's row, or the baseline itself. */
export type BaselineRecord = Recorded<Pick<Baseline, keyof BaselineResponse>>;

export function baselineResponse(baseline: BaselineRecord): BaselineResponse {
  return {
    id: baseline.id,
    version: baseline.version,
    name: baseline.name,
    note: baseline.note,
    takenOn: baseline.takenOn,
    itemCount: baseline.itemCount,
    createdAt: momentOf(baseline.createdAt),
  };
}

const DayProperty = (): PropertyDecorator => ApiProperty({ type: String, format: 'date', nullable: true });
const CostProperty = (): PropertyDecorator =>
  ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { CHF: '1250.50' },
    description: 'What it was given, by currency; of an initiative, what its activities were given.',
  });

class BaselineItemResponse {
  @ApiProperty({ format: 'uuid' })
  itemId!: string;

  @ApiProperty({ enum: itemKinds })
  kind!: string;

  @ApiProperty()
  code!: string;

  @SpokenProperty()
  title!: Spoken;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  parentId!: string | null;

  @ApiProperty({ format: 'uuid' })
  initiativeId!: string;

  @ApiProperty()
  owningUnit!: string;

  @ApiProperty({ example: 'planned' })
  state!: string;

  @DayProperty()
  plannedStart!: string | null;

  @DayProperty()
  plannedFinish!: string | null;

  @DayProperty()
  forecastStart!: string | null;

  @DayProperty()
  forecastFinish!: string | null;

  @DayProperty()
  actualStart!: string | null;

  @DayProperty()
  actualFinish!: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Per cent.' })
  progress!: number | null;

  @CostProperty()
  cost!: Record<string, string>;
}

export class BaselineItemPage extends pageOfType(BaselineItemResponse) {}

/** A kept item's row. */
export type BaselineItemRecord = Omit<BaselineItemResponse, 'title'> & { title: MultilingualText };

export function baselineItemResponse(item: BaselineItemRecord, speaker: Speaker): BaselineItemResponse {
  return { ...item, title: speaker.say(item.title), cost: shownCost(item.cost) };
}

export class ComparisonListQuery extends ListQuery {
  @IdField({ optional: true, description: 'Another baseline; the plan of this moment when left out.' })
  with?: string;
}

class SideResponse {
  @ApiProperty({ example: 'planned' })
  state!: string;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The actual day, else the forecast, else the planned one; of an initiative, the first of its items.',
  })
  start!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Likewise; of an initiative, the last.' })
  finish!: string | null;

  @ApiProperty({ type: Number, nullable: true })
  progress!: number | null;

  @CostProperty()
  cost!: Record<string, string>;
}

class LaterResponse {
  @ApiProperty({ type: Number, nullable: true, description: 'Negative: earlier. Null: one of the days is not known.' })
  calendarDays!: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'By the working calendar as it is now.' })
  workingDays!: number | null;
}

class CostVarianceResponse {
  @ApiProperty({ example: 'CHF' })
  currency!: string;

  @ApiProperty({ example: '1000.00' })
  before!: Amount;

  @ApiProperty({ example: '1250.50' })
  after!: Amount;

  @ApiProperty({ example: '250.50', description: 'Negative: it became cheaper.' })
  difference!: Amount;
}

class VarianceResponse {
  @ApiProperty()
  start!: LaterResponse;

  @ApiProperty()
  finish!: LaterResponse;

  @ApiProperty({ type: [CostVarianceResponse] })
  cost!: CostVarianceResponse[];
}

export class ComparisonResponse {
  @ApiProperty({ format: 'uuid' })
  itemId!: string;

  @ApiProperty({ enum: itemKinds })
  kind!: string;

  @ApiProperty()
  code!: string;

  @SpokenProperty()
  title!: Spoken;

  @ApiProperty()
  owningUnit!: string;

  @ApiProperty({ enum: ['added', 'removed', 'kept'] })
  change!: ItemChange;

  @ApiProperty({
    type: SideResponse,
    nullable: true,
    description: 'In the baseline; null when the item was not in it.',
  })
  before!: SideResponse | null;

  @ApiProperty({ type: SideResponse, nullable: true, description: 'In what it is compared with.' })
  after!: SideResponse | null;

  @ApiProperty()
  variance!: VarianceResponse;
}

export class ComparisonPage extends pageOfType(ComparisonResponse) {}

export function comparisonResponse(
  item: ComparedItem,
  calendar: WorkingCalendar,
  speaker: Speaker,
): ComparisonResponse {
  const { change, start, finish, cost } = varianceOf(item, calendar);
  const shown = (side: ComparedItem['before']) => side && { ...side, cost: shownCost(side.cost) };
  return {
    itemId: item.itemId,
    kind: item.kind,
    code: item.code,
    title: speaker.say(item.title),
    owningUnit: item.owningUnit,
    change,
    before: shown(item.before),
    after: shown(item.after),
    variance: {
      start,
      finish,
      cost: cost.map(({ currency, before, after, difference }) => ({
        currency,
        before: shownIn(currency, before),
        after: shownIn(currency, after),
        difference: shownIn(currency, difference),
      })),
    },
  };
}

function shownCost(cost: Cost): Record<string, string> {
  return Object.fromEntries(Object.entries(cost).map(([currency, amount]) => [currency, shownIn(currency, amount)]));
}
