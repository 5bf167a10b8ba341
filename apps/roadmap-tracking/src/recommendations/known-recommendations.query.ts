import type { Transaction } from '@capdev/persistence';

const unknown = {
  name: 'recommendations-unknown',
  text: `SELECT id::text FROM unnest($1::uuid[]) AS asked (id) WHERE NOT EXISTS (SELECT FROM recommendation WHERE recommendation.id = asked.id)`,
};

/** Those of the identifiers that no recommendation has. Recommendations are never removed. */
export async function unknownRecommendations(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  return (await tx.query<{ id: string }>(unknown, [ids])).map(({ id }) => id);
}
