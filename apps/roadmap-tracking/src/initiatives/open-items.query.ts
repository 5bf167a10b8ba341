import type { Transaction } from '@capdev/persistence';

const open = {
  name: 'initiative-open-items',
  text: `SELECT 'activity' AS kind, code FROM activity WHERE initiative_id = $1 AND state IN ('planned', 'in-progress')
    UNION ALL
    SELECT 'milestone', code FROM milestone WHERE initiative_id = $1 AND state IN ('planned', 'missed')
    ORDER BY kind, code`,
};

/** What in an initiative is neither done nor cancelled. */
export function openItems(tx: Transaction, initiativeId: string): Promise<{ kind: string; code: string }[]> {
  return tx.query(open, [initiativeId]);
}
