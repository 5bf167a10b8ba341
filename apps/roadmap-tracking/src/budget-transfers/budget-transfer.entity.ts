import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Amount } from '../budget/money.js';

/** Money that was moved from one line to another. It stays as it was written; what was wrong is moved back. */
@Entity()
export class BudgetTransfer {
  @PrimaryColumn('uuid')
  id!: string;

  /** Always 1. */
  @Column('integer')
  version!: number;

  @Column('uuid')
  fromLineId!: string;

  @Column('uuid')
  toLineId!: string;

  @Column('text')
  currency!: string;

  @Column('numeric', { precision: 15, scale: 2 })
  amount!: Amount;

  @Column('date')
  datedOn!: string;

  @Column('text')
  reason!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static make(
    about: Pick<BudgetTransfer, 'id' | 'fromLineId' | 'toLineId' | 'currency' | 'amount' | 'datedOn' | 'reason'>,
    now: Date,
  ): BudgetTransfer {
    return Object.assign(new BudgetTransfer(), about, { version: 1, createdAt: now, updatedAt: now });
  }
}
