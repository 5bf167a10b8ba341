import type { Database, Transaction } from '@capdev/persistence';

const take = {
  name: 'plan-take',
  text: 'UPDATE plan_state SET revision = revision + 1, changed_at = clock_timestamp()',
};
const read = { name: 'plan-revision', text: 'SELECT revision::text FROM plan_state' };

/**
 * Takes the plan for changing it: the first statement of every transaction that changes something `/plan` shows, before any
 * other row is locked. Such changes come one after the other then, so none of them can close a cycle, or take the last franc,
 * that another one has not seen; and no two of them can wait for one another.
 */
export function takePlan(tx: Transaction): Promise<object[]> {
  return tx.query(take);
}

/** Counts the changes of the plan; the same number means the same plan. */
export async function planRevision(database: Database): Promise<string> {
  const [row] = await database.query<{ revision: string }>(read);
  return row!.revision;
}
