import type { Transaction } from '@capdev/persistence';

const unknown = {
  name: 'co-design-goals-unknown',
  text: `SELECT id::text FROM unnest($1::uuid[]) AS asked (id)
    WHERE NOT EXISTS (SELECT FROM co_design_output WHERE co_design_output.id = asked.id AND kind = 'goal')`,
};

/** Those of the identifiers that no goal of a co-design process has. Goals are never removed. */
export async function unknownGoals(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  return (await tx.query<{ id: string }>(unknown, [ids])).map(({ id }) => id);
}
