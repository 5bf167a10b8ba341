import { ApiProperty } from '@nestjs/swagger';
import { DayField, IdField } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import { MoneyField, ReasonField } from '../budget/money.dto.js';
import { minus, shownIn } from '../budget/money.js';
import type { BudgetAllocation } from './budget-allocation.entity.js';

/** An amount for a day; every movement of money has these. */
export class MovementInput {
  @MoneyField({ description: 'In the currency of the line.' })
  amount!: string;

  @DayField({ description: 'The day that it is for, within the period of the line.' })
  on!: string;

  @ReasonField({ optional: true })
  reason?: string | null;
}

/** Gives an activity money of a line; more of it when it has some already. */
export class AllocationInput extends MovementInput {
  @IdField()
  lineId!: string;

  @IdField({ description: 'Not cancelled.' })
  activityId!: string;
}

/** Why a promise is not kept. */
export class DecommitmentInput extends MovementInput {
  @ReasonField()
  override reason!: string;
}

/** Puts right what an actual was entered as. */
export class CorrectionInput {
  @IdField({ description: 'The entry of the actual.' })
  actualId!: string;

  @MoneyField({ zeroToo: true, description: 'What it really was, and not the difference; "0" when nothing was spent.' })
  amount!: string;

  @DayField({ description: 'From which day on the sums are right; not before the actual, or its last correction.' })
  on!: string;

  @ReasonField()
  reason!: string;
}

export class AllocationListQuery extends ListQuery {
  @IdField({ optional: true })
  line?: string;

  @IdField({ optional: true })
  activity?: string;
}

export class AllocationResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ format: 'uuid' })
  lineId!: string;

  @ApiProperty({ format: 'uuid' })
  activityId!: string;

  @ApiProperty({ example: 'CHF' })
  currency!: string;

  @ApiProperty({ example: '50000.00', description: 'What the activity is given of the line.' })
  amount!: string;

  @ApiProperty({ example: '10000.00', description: 'Promised to somebody, and not paid yet.' })
  committed!: string;

  @ApiProperty({ example: '30000.00' })
  spent!: string;

  @ApiProperty({ example: '10000.00', description: 'Neither committed nor spent.' })
  uncommitted!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class AllocationPage extends pageOfType(AllocationResponse) {}

/** The allocation after a movement. */
export class BookingResponse extends AllocationResponse {
  @ApiProperty({ format: 'uuid', description: 'The entry in the ledger; a correction of an actual names it.' })
  entryId!: string;

  @ApiProperty({ example: '0.00', description: 'How much of what was spent was committed before.' })
  settled!: string;
}

/** An allocation's row, with the currency of its line. */
export type AllocationRecord = Recorded<
  Pick<BudgetAllocation, Exclude<keyof AllocationResponse, 'currency' | 'uncommitted'>>
> & {
  currency: string;
};

export function allocationResponse(allocation: AllocationRecord): AllocationResponse {
  const { currency, amount, committed, spent } = allocation;
  return {
    id: allocation.id,
    version: allocation.version,
    lineId: allocation.lineId,
    activityId: allocation.activityId,
    currency,
    amount: shownIn(currency, amount),
    committed: shownIn(currency, committed),
    spent: shownIn(currency, spent),
    uncommitted: shownIn(currency, minus(minus(amount, committed), spent)),
    createdAt: momentOf(allocation.createdAt),
    updatedAt: momentOf(allocation.updatedAt),
  };
}
