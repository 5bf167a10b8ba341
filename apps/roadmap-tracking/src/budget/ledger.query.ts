import type { Caller } from '@capdev/access';
import { newId, type Statement, type Transaction } from '@capdev/persistence';
import type { Amount } from './money.js';

/** How the kinds of entries add up to the sums of a line, or of those entries that a filter lets through. */
const sumsOf = (filter = '') => {
  const sum = (more: string, less: string): string =>
    `coalesce(sum(CASE WHEN kind IN (${more}) THEN entry.amount WHEN kind IN (${less}) THEN -entry.amount END) ${filter}, 0)`;
  return {
    ceiling: sum(`'opening', 'transfer-in'`, `'transfer-out'`),
    allocated: sum(`'allocation'`, `'release'`),
    committed: sum(`'commitment'`, `'decommitment'`),
    spent: sum(`'actual', 'correction'`, `''`),
  };
};
export const ledgerSums = sumsOf();

export const entryKinds = [
  'opening',
  'transfer-in',
  'transfer-out',
  'allocation',
  'release',
  'commitment',
  'decommitment',
  'actual',
  'correction',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** A movement of money. */
export interface Entry {
  readonly id?: string;
  readonly lineId: string;
  readonly allocation?: { readonly id: string; readonly activityId: string };
  readonly kind: EntryKind;
  /** Greater than zero; a correction may be less. */
  readonly amount: Amount;
  readonly on: string;
  readonly reason?: string | null | undefined;
  readonly transferId?: string;
  readonly correctsId?: string;
}

const columns =
  'id, line_id, allocation_id, activity_id, kind, amount, dated_on, reason, transfer_id, corrects_id, actor, unit, recorded_at';
const append: Statement = {
  name: 'budget-entry-append',
  text: `INSERT INTO budget_entry (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
  many: `INSERT INTO budget_entry (${columns})
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::numeric[], $7::date[], $8::text[],
                              $9::uuid[], $10::uuid[], $11::text[], $12::text[], $13::timestamptz[])`,
};

/** Writes what moved into the ledger, in the transaction that changes the sums. */
export function enter(tx: Transaction, entry: Entry, caller: Caller, at: Date): void {
  const { lineId, allocation, kind, amount, on, reason, transferId, correctsId } = entry;
  tx.write(append, [
    ...[entry.id ?? newId(), lineId, allocation?.id ?? null, allocation?.activityId ?? null, kind, amount, on],
    ...[reason ?? null, transferId ?? null, correctsId ?? null, caller.subject, caller.unit, at],
  ]);
}

// What was entered for later days has been promised: an entry for an earlier day must leave it enough, or the sums of some
// day between the two would be impossible. Day by day from the last one back; the most that is needed counts.
const ofAllocation = sumsOf('FILTER (WHERE allocation_id = $2)');
const needed = (column: string) => `greatest(max(${column}), 0)::numeric(15, 2)::text AS ${column}`;
const later: Statement = {
  name: 'budget-needed-later',
  text: `
SELECT ${needed('line')}, ${needed('uncommitted')}, ${needed('committed')}
  FROM (SELECT sum(line) OVER back AS line, sum(uncommitted) OVER back AS uncommitted, sum(committed) OVER back AS committed
          FROM (SELECT dated_on, ${ledgerSums.ceiling} - ${ledgerSums.allocated} AS line,
                       ${ofAllocation.allocated} - ${ofAllocation.committed} - ${ofAllocation.spent} AS uncommitted,
                       ${ofAllocation.committed} AS committed
                  FROM budget_entry entry
                 WHERE line_id = $1 AND dated_on > $3::date
                 GROUP BY dated_on) AS day
        WINDOW back AS (ORDER BY dated_on DESC)) AS days`,
};

/** What of the present sums is kept for entries of later days: of a line, and of one of its allocations. */
interface NeededAfter {
  readonly line: Amount;
  readonly uncommitted: Amount;
  readonly committed: Amount;
}

/** @param allocationId undefined when only the line is asked about */
export async function neededAfter(
  tx: Transaction,
  on: string,
  { lineId, allocationId }: { lineId: string; allocationId?: string },
): Promise<NeededAfter> {
  const [row] = await tx.query<NeededAfter>(later, [lineId, allocationId ?? null, on]);
  return row!;
}

const actual: Statement = {
  name: 'budget-actual',
  text: `
SELECT sum(amount)::text AS amount, max(dated_on)::text AS "lastOn"
  FROM budget_entry
 WHERE allocation_id = $2 AND ((id = $1 AND kind = 'actual') OR corrects_id = $1)
HAVING bool_or(id = $1)`,
};

/** What an actual counts as after its corrections, and the day of the last of them; undefined when the allocation has none such. */
export async function actualOf(
  tx: Transaction,
  id: string,
  allocationId: string,
): Promise<{ amount: Amount; lastOn: string } | undefined> {
  const [row] = await tx.query<{ amount: Amount; lastOn: string }>(actual, [id, allocationId]);
  return row;
}
