import { differenceOf } from '@capdev/service-frame/plain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Movement } from '../budget-lines/budget-line.entity.js';
import { type Amount, exceeds, least, minus, plus, zero } from '../budget/money.js';
import {
  AllocationCommitmentsExceeded,
  AllocationExceeded,
  CorrectionChangesNothing,
} from './budget-allocation.errors.js';
import type { AllocationChanged } from './budget-allocation.events.js';

/** What of the present sums is needed by what was entered for later days, in the currency of the line. */
export interface NeededLater {
  readonly currency: string;
  readonly uncommitted: Amount;
  readonly committed: Amount;
}

/** What a movement did to an allocation, and so to its line. */
export interface Booked {
  readonly fact: AllocationChanged;
  readonly movement: Movement;
  /** How much of it was committed before. */
  readonly settled: Amount;
}

/**
 * What an activity is given of a line. It is uncommitted first, then committed (promised to somebody), then spent; what is
 * spent is first taken from what was committed, as the promise is kept by paying.
 */
@Entity()
export class BudgetAllocation {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  @Column('uuid')
  lineId!: string;

  @Column('uuid')
  activityId!: string;

  @Column('numeric', { precision: 15, scale: 2 })
  amount!: Amount;

  /** Promised and not paid yet. */
  @Column('numeric', { precision: 15, scale: 2 })
  committed!: Amount;

  @Column('numeric', { precision: 15, scale: 2 })
  spent!: Amount;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  /** One that has nothing yet: it is given something in the same breath. */
  static begin(of: { id: string; lineId: string; activityId: string }, now: Date): BudgetAllocation {
    const empty = { version: 0, amount: zero, committed: zero, spent: zero, createdAt: now, updatedAt: now };
    return Object.assign(new BudgetAllocation(), of, empty);
  }

  /** What is neither committed nor spent. */
  get uncommitted(): Amount {
    return minus(minus(this.amount, this.committed), this.spent);
  }

  grow(amount: Amount, now: Date): AllocationChanged {
    return this.changed('allocated', { amount: plus(this.amount, amount) }, now);
  }

  release(amount: Amount, later: NeededLater, now: Date): AllocationChanged {
    this.refuseBeyondUncommitted(amount, later);
    return this.changed('released', { amount: minus(this.amount, amount) }, now);
  }

  commit(amount: Amount, later: NeededLater, now: Date): Booked {
    this.refuseBeyondUncommitted(amount, later);
    return this.booked('committed', { committed: amount, spent: zero }, zero, now);
  }

  /** A promise that need not be kept: what was bought is not wanted any more. */
  decommit(amount: Amount, later: NeededLater, now: Date): Booked {
    const left = minus(this.committed, later.committed);
    if (exceeds(amount, left)) throw new AllocationCommitmentsExceeded(later.currency, { asked: amount, left });
    return this.booked('decommitted', { committed: minus(zero, amount), spent: zero }, zero, now);
  }

  spend(amount: Amount, later: NeededLater, now: Date): Booked {
    return this.pay('spent', amount, later, now);
  }

  /**
   * Puts right what was booked as spent. More is taken like any other payment; less becomes uncommitted.
   *
   * @param before what the payment counts as until now
   */
  correct(before: Amount, right: Amount, later: NeededLater, now: Date): Booked {
    if (before === right) throw new CorrectionChangesNothing(later.currency, right);
    const difference = minus(right, before);
    if (exceeds(difference, zero)) return this.pay('corrected', difference, later, now);
    return this.booked('corrected', { committed: zero, spent: difference }, zero, now);
  }

  private pay(kind: string, amount: Amount, later: NeededLater, now: Date): Booked {
    const settled = least(amount, minus(this.committed, later.committed));
    this.refuseBeyondUncommitted(minus(amount, settled), later, amount, settled);
    return this.booked(kind, { committed: minus(zero, settled), spent: amount }, settled, now);
  }

  private refuseBeyondUncommitted(needed: Amount, later: NeededLater, asked = needed, settled: Amount = zero): void {
    const uncommitted = minus(this.uncommitted, later.uncommitted);
    const left = plus(uncommitted, settled);
    if (exceeds(needed, uncommitted)) throw new AllocationExceeded(later.currency, this, { asked, left });
  }

  private booked(kind: string, { committed, spent }: Omit<Movement, 'kind'>, settled: Amount, now: Date): Booked {
    const after = { committed: plus(this.committed, committed), spent: plus(this.spent, spent) };
    return { fact: this.changed(kind, after, now), movement: { kind, committed, spent }, settled };
  }

  private changed(kind: string, after: Partial<BudgetAllocation>, now: Date): AllocationChanged {
    const changes = differenceOf<Partial<BudgetAllocation>>(this, after);
    Object.assign(this, after, { version: this.version + 1, updatedAt: now });
    return { kind, changes };
  }
}
