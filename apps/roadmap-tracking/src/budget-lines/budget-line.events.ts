import { budgetLineExhaustedV1, budgetLineOpenedV1, type BudgetLineSnapshotV1 } from '@capdev/contracts/roadmap';
import type { Changes } from '@capdev/persistence';
import { announce, type Announced, multilingual } from '@capdev/service-frame/plain';
import { shownIn } from '../budget/money.js';
import type { BudgetLine } from './budget-line.entity.js';

export interface BudgetLineOpened {
  readonly kind: 'opened';
}
export interface BudgetLineRevised {
  readonly kind: 'revised';
  readonly changes: Changes;
}
/** Money moved to it, from it or inside it. */
export interface BudgetLineMoved {
  readonly kind: 'moved';
  /** As the officers say it: allocated, released, committed … */
  readonly movement: string;
  readonly changes: Changes;
  /** With this, and not before, nothing is left to allocate. */
  readonly exhausted: boolean;
}
export type BudgetLineFact = BudgetLineOpened | BudgetLineRevised | BudgetLineMoved;

/** What the public is told of a fact: that there is money, and each time that none is left. */
export function announcementOf(line: BudgetLine, fact: BudgetLineFact): Announced | undefined {
  switch (fact.kind) {
    case 'opened':
      return announce(budgetLineOpenedV1, budgetLineSnapshot(line));
    case 'revised':
      return undefined;
    case 'moved':
      return fact.exhausted ? announce(budgetLineExhaustedV1, budgetLineSnapshot(line)) : undefined;
  }
}

export function budgetLineSnapshot(line: BudgetLine): BudgetLineSnapshotV1 {
  return {
    budgetLineId: line.id,
    code: line.code,
    title: multilingual(line.title),
    owningUnit: line.owningUnit,
    periodStart: line.periodStart,
    periodEnd: line.periodEnd,
    currency: line.currency,
    amount: shownIn(line.currency, line.amount),
    allocated: shownIn(line.currency, line.allocated),
    version: line.version,
  };
}
