import { cancelDueWork, scheduleDueWork, type Transaction } from '@capdev/persistence';
import type { Milestone } from './milestone.entity.js';

/** The kind of the due work: the day of a milestone is over. */
export const milestoneDay = 'milestone-day';

const oneDay = 86_400_000;

/**
 * Has somebody look at the milestone when the day on which it is expected is over, at midnight UTC; soon when that has passed
 * already, as in a plan of former years. Nobody needs to look at one that is missed, reached or cancelled.
 */
export function awaitDay(tx: Transaction, { id: subjectId, state, expectedOn }: Milestone): void {
  if (state !== 'planned') return cancelDueWork(tx, milestoneDay, subjectId);
  const dueAt = new Date(Date.parse(`${expectedOn}T00:00:00Z`) + oneDay);
  scheduleDueWork(tx, { kind: milestoneDay, subjectId, dueAt });
}
