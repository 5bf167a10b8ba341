import type { Transaction } from '@capdev/persistence';

/** What a recommendation needs to know of its source. */
export interface RecommendingSource {
  readonly datedOn: string;
  readonly symbol: string | null;
}

// Locked against another date until the transaction that relies on it has ended.
const byId = {
  name: 'recommending-source',
  text: 'SELECT dated_on::text AS "datedOn", symbol FROM source WHERE id = $1 FOR SHARE',
};

export async function sourceOf(tx: Transaction, sourceId: string): Promise<RecommendingSource | undefined> {
  return (await tx.query<RecommendingSource>(byId, [sourceId]))[0];
}
