import { differenceOf } from '@capdev/service-frame/plain';
import type { MultilingualText } from '@capdev/taxonomy';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Amount, exceeds, minus, mostMoney, plus, zero } from '../budget/money.js';
import {
  BudgetDayOutside,
  BudgetLineExceeded,
  BudgetLineTooLarge,
  BudgetPeriodImpossible,
} from './budget-line.errors.js';
import type { BudgetLineMoved, BudgetLineOpened, BudgetLineRevised } from './budget-line.events.js';

/** What a budget officer says of a line when it is opened; only the title changes later. */
export interface BudgetLineDetails {
  /** What people call it: unique in the roadmap. */
  code: string;
  title: MultilingualText;
  periodStart: string;
  periodEnd: string;
  /** ISO 4217. */
  currency: string;
  /** The ceiling: all that there is. It is moved by transfers and never simply changed. */
  amount: Amount;
}

/** How a movement changes what is committed or spent; the sums of a line follow those of its allocations. */
export interface Movement {
  readonly kind: string;
  readonly committed: Amount;
  readonly spent: Amount;
}

/** A line of the existing budget: money of one currency, for one period, that activities are given within its amount. */
@Entity()
export class BudgetLine implements BudgetLineDetails {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('integer')
  version!: number;

  /** How many events have told of it. */
  @Column('integer')
  announcements!: number;

  @Column('text')
  code!: string;

  @Column('jsonb')
  title!: MultilingualText;

  /** The unit whose money it is. */
  @Column('text')
  owningUnit!: string;

  @Column('date')
  periodStart!: string;

  @Column('date')
  periodEnd!: string;

  @Column('text')
  currency!: string;

  @Column('numeric', { precision: 15, scale: 2 })
  amount!: Amount;

  /** What activities are given; never above the amount. */
  @Column('numeric', { precision: 15, scale: 2 })
  allocated!: Amount;

  /** What activities have promised to pay and not paid yet. */
  @Column('numeric', { precision: 15, scale: 2 })
  committed!: Amount;

  @Column('numeric', { precision: 15, scale: 2 })
  spent!: Amount;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;

  static open(details: BudgetLineDetails, by: { id: string; unit: string }, now: Date): [BudgetLine, BudgetLineOpened] {
    if (details.periodEnd < details.periodStart) throw new BudgetPeriodImpossible(details);
    const line = Object.assign(new BudgetLine(), details, {
      id: by.id,
      version: 1,
      announcements: 0,
      owningUnit: by.unit,
      ...{ allocated: zero, committed: zero, spent: zero },
      createdAt: now,
      updatedAt: now,
    });
    return [line, { kind: 'opened' }];
  }

  /** What no activity has been given. */
  get left(): Amount {
    return minus(this.amount, this.allocated);
  }

  /** @returns undefined when nothing differs: then nothing has changed */
  retitle(title: MultilingualText, now: Date): BudgetLineRevised | undefined {
    const changes = differenceOf({ title: this.title }, { title });
    if (Object.keys(changes).length === 0) return undefined;
    this.title = title;
    this.changedAt(now);
    return { kind: 'revised', changes };
  }

  /** Money moves within the period of its line. */
  refuseDay(on: string): void {
    if (on < this.periodStart || on > this.periodEnd) throw new BudgetDayOutside(this, on);
  }

  /** @param later what of the rest is needed by what was entered for later days */
  allocate(asked: Amount, later: Amount, now: Date): BudgetLineMoved {
    this.refuseBeyondLeft(asked, later);
    return this.moved('allocated', { allocated: plus(this.allocated, asked) }, now);
  }

  /** Takes back what an activity does not need. */
  release(amount: Amount, now: Date): BudgetLineMoved {
    return this.moved('released', { allocated: minus(this.allocated, amount) }, now);
  }

  /** Follows an allocation of it. */
  book({ kind, committed, spent }: Movement, now: Date): BudgetLineMoved {
    return this.moved(kind, { committed: plus(this.committed, committed), spent: plus(this.spent, spent) }, now);
  }

  /** @param later what of the rest is needed by what was entered for later days */
  give(asked: Amount, later: Amount, now: Date): BudgetLineMoved {
    this.refuseBeyondLeft(asked, later);
    return this.moved('transferred-out', { amount: minus(this.amount, asked) }, now);
  }

  receive(amount: Amount, now: Date): BudgetLineMoved {
    const raised = plus(this.amount, amount);
    if (exceeds(raised, mostMoney)) throw new BudgetLineTooLarge(this, amount);
    return this.moved('transferred-in', { amount: raised }, now);
  }

  private refuseBeyondLeft(asked: Amount, later: Amount): void {
    const left = minus(this.left, later);
    if (exceeds(asked, left)) throw new BudgetLineExceeded(this, { asked, left, later });
  }

  private moved(kind: string, after: Partial<BudgetLine>, now: Date): BudgetLineMoved {
    const hadLeft = this.left !== zero;
    const changes = differenceOf<Partial<BudgetLine>>(this, after);
    Object.assign(this, after);
    this.changedAt(now);
    return { kind: 'moved', movement: kind, changes, exhausted: hadLeft && this.left === zero };
  }

  private changedAt(now: Date): void {
    this.version += 1;
    this.updatedAt = now;
  }
}
