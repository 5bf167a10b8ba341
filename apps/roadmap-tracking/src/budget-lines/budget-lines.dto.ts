import { ApiProperty, IntersectionType } from '@nestjs/swagger';
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
import { type EntryKind, entryKinds } from '../budget/ledger.query.js';
import { CurrencyField, MoneyField } from '../budget/money.dto.js';
import { minus, shownIn } from '../budget/money.js';
import type { BudgetLine, BudgetLineDetails } from './budget-line.entity.js';

/** What may be changed of a line: money is moved by transfers, and the rest is what the money was given for. */
export class BudgetLineInput {
  @MultilingualField(200)
  title!: BudgetLineDetails['title'];
}

class NewLine {
  @TextField(64, {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._/-]*$/,
    shape: 'must have letters, digits and . _ / - only',
    example: 'BDT-2027-CD',
    description: 'What people call it: unique in the roadmap, and final.',
  })
  code!: string;

  @UnitField({ optional: true, description: 'The unit whose money it is; the caller’s unless told.' })
  owningUnit?: string | null;

  @DayField({ description: 'The first day for which the money is.' })
  periodStart!: string;

  @DayField({ description: 'The last one.' })
  periodEnd!: string;

  @CurrencyField()
  currency!: string;

  @MoneyField({ description: 'The ceiling. Later only transfers raise or lower it.' })
  amount!: string;
}

/** A line as a budget officer enters it. */
export class NewBudgetLineInput extends IntersectionType(BudgetLineInput, NewLine) {}

export class BudgetLineListQuery extends ListQuery {
  @UnitField({ optional: true, description: 'Whose money it is.' })
  unit?: string;

  @CurrencyField({ optional: true })
  currency?: string;

  @DayField({ optional: true, description: 'A day for which the money is.' })
  on?: string;
}

export class BudgetLineResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty()
  code!: string;

  @SpokenProperty()
  title!: Spoken;

  @ApiProperty({ description: 'The unit whose money it is.' })
  owningUnit!: string;

  @ApiProperty({ format: 'date' })
  periodStart!: string;

  @ApiProperty({ format: 'date' })
  periodEnd!: string;

  @ApiProperty({ example: 'CHF' })
  currency!: string;

  @ApiProperty({ example: '250000.00', description: 'The ceiling.' })
  amount!: string;

  @ApiProperty({ example: '180000.00', description: 'What activities are given.' })
  allocated!: string;

  @ApiProperty({ example: '20000.00', description: 'Of that: promised to somebody, and not paid yet.' })
  committed!: string;

  @ApiProperty({ example: '90000.00', description: 'Of that: paid.' })
  spent!: string;

  @ApiProperty({ example: '70000.00', description: 'What can still be allocated.' })
  left!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class BudgetLinePage extends pageOfType(BudgetLineResponse) {}

/** A line's row, or the line itself. */
export type BudgetLineRecord = Recorded<Pick<BudgetLine, Exclude<keyof BudgetLineResponse, 'left'>>>;

/** What a reader sees; without a speaker, every language. */
export function budgetLineResponse(line: BudgetLineRecord, speaker = new Speaker('*')): BudgetLineResponse {
  const { currency } = line;
  return {
    id: line.id,
    version: line.version,
    code: line.code,
    title: speaker.say(line.title),
    owningUnit: line.owningUnit,
    periodStart: line.periodStart,
    periodEnd: line.periodEnd,
    currency,
    amount: shownIn(currency, line.amount),
    allocated: shownIn(currency, line.allocated),
    committed: shownIn(currency, line.committed),
    spent: shownIn(currency, line.spent),
    left: shownIn(currency, minus(line.amount, line.allocated)),
    createdAt: momentOf(line.createdAt),
    updatedAt: momentOf(line.updatedAt),
  };
}

export class EntryListQuery extends ListQuery {
  @IdField({ optional: true, description: 'Entries of this allocation only.' })
  allocation?: string;
}

class BookedBy {
  @ApiProperty({ description: 'An opaque identifier.' })
  subject!: string;

  @ApiProperty()
  unit!: string;
}

class BudgetEntryResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: entryKinds })
  kind!: EntryKind;

  @ApiProperty({ example: '1250.50', description: 'Only a correction may be less than nothing.' })
  amount!: string;

  @ApiProperty({ example: 'CHF' })
  currency!: string;

  @ApiProperty({ format: 'date', description: 'The day that it is for.' })
  on!: string;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  allocationId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  activityId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  transferId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The actual that it puts right.' })
  correctsId!: string | null;

  @ApiProperty()
  bookedBy!: BookedBy;

  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
}

export class BudgetEntryPage extends pageOfType(BudgetEntryResponse) {}

/** An entry's row, with the currency of its line. */
export type BudgetEntryRecord = Omit<BudgetEntryResponse, 'bookedBy'> & { actor: string; unit: string };

export function budgetEntryResponse({ actor, unit, ...entry }: BudgetEntryRecord): BudgetEntryResponse {
  return {
    id: entry.id,
    kind: entry.kind,
    amount: shownIn(entry.currency, entry.amount),
    currency: entry.currency,
    on: entry.on,
    reason: entry.reason,
    allocationId: entry.allocationId,
    activityId: entry.activityId,
    transferId: entry.transferId,
    correctsId: entry.correctsId,
    bookedBy: { subject: actor, unit },
    recordedAt: momentOf(entry.recordedAt),
  };
}
