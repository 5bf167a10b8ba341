import { ApiProperty } from '@nestjs/swagger';
import { DayField, IdField } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import { MoneyField, ReasonField } from '../budget/money.dto.js';
import { shownIn } from '../budget/money.js';
import type { BudgetTransfer } from './budget-transfer.entity.js';

/** Lowers the ceiling of one line and raises that of another one by the same. */
export class BudgetTransferInput {
  @IdField({ description: 'Has enough that is not allocated.' })
  fromLineId!: string;

  @IdField({ description: 'Of the same currency.' })
  toLineId!: string;

  @MoneyField()
  amount!: string;

  @DayField({ description: 'Within the periods of both lines.' })
  on!: string;

  @ReasonField()
  reason!: string;
}

export class BudgetTransferListQuery extends ListQuery {
  @IdField({ optional: true, description: 'From this line or to it.' })
  line?: string;
}

export class BudgetTransferResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'Always 1: a transfer stays as it was written.' })
  version!: number;

  @ApiProperty({ format: 'uuid' })
  fromLineId!: string;

  @ApiProperty({ format: 'uuid' })
  toLineId!: string;

  @ApiProperty({ example: 'CHF' })
  currency!: string;

  @ApiProperty({ example: '1250.50' })
  amount!: string;

  @ApiProperty({ format: 'date' })
  on!: string;

  @ApiProperty()
  reason!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class BudgetTransferPage extends pageOfType(BudgetTransferResponse) {}

/** A transfer's row, or the transfer itself. */
export type BudgetTransferRecord = Recorded<
  Pick<
    BudgetTransfer,
    'id' | 'version' | 'fromLineId' | 'toLineId' | 'currency' | 'amount' | 'datedOn' | 'reason' | 'createdAt'
  >
>;

export function budgetTransferResponse(transfer: BudgetTransferRecord): BudgetTransferResponse {
  return {
    id: transfer.id,
    version: transfer.version,
    fromLineId: transfer.fromLineId,
    toLineId: transfer.toLineId,
    currency: transfer.currency,
    amount: shownIn(transfer.currency, transfer.amount),
    on: transfer.datedOn,
    reason: transfer.reason,
    createdAt: momentOf(transfer.createdAt),
  };
}
