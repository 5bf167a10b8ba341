import { v7 as newId } from 'uuid';
import type { Database } from './database.js';
import { decodeCursor, encodeCursor, isUuid, type Page, pageOf } from './page.js';
import type { Statement, Transaction } from './transaction.js';

/** Who acted: an opaque identifier and the unit acted for. Never a name or an address. */
export interface Actor {
  readonly subject: string;
  readonly unit: string;
}

/** What changed: field → value before and after. Fields that hold personal data are named with both values left out. */
export type Changes = Readonly<Record<string, { readonly from?: unknown; readonly to?: unknown }>>;

/** One entry of an aggregate's history. */
export interface HistoryEntry {
  readonly id: string;
  /** The aggregate's version after the change. */
  readonly version: number;
  /** The use case, as the bureau says it: `created`, `published`, `retired` … */
  readonly action: string;
  readonly actor: Actor;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly changes: Changes;
}

/** For a service's migration: the table of history entries. Append-only for the running role. */
export const createHistoryTable = `
CREATE TABLE history_entry (
  id uuid PRIMARY KEY,
  aggregate text NOT NULL,
  aggregate_id uuid NOT NULL,
  version integer NOT NULL,
  action text NOT NULL,
  actor text NOT NULL,
  unit text NOT NULL,
  at timestamptz NOT NULL,
  changes jsonb NOT NULL
);
CREATE INDEX history_entry_of_aggregate ON history_entry (aggregate_id, id DESC);
-- What happened stays as it was written, and what was migrated is not the running service's to say. The running role got
-- its rights by default, and is not known here by name.
DO $$
DECLARE grantee text;
BEGIN
  FOR grantee IN
    SELECT DISTINCT quote_ident(role.rolname)
      FROM pg_class, aclexplode(relacl) AS acl JOIN pg_roles AS role ON role.oid = acl.grantee
     WHERE pg_class.oid IN ('history_entry'::regclass, to_regclass('migration')) AND acl.grantee <> relowner
  LOOP
    EXECUTE 'REVOKE UPDATE, DELETE, TRUNCATE ON history_entry FROM ' || grantee;
    IF to_regclass('migration') IS NOT NULL THEN
      EXECUTE 'REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON migration FROM ' || grantee;
    END IF;
  END LOOP;
END $$;
`;

const columns = 'id, aggregate, aggregate_id, version, action, actor, unit, at, changes';
const append: Statement = {
  name: 'history-append',
  text: `INSERT INTO history_entry (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
  many: `INSERT INTO history_entry (${columns})
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::jsonb[])`,
};

/** Records who did what, in the transaction that does it. */
export function recordHistory(
  tx: Transaction,
  entry: {
    readonly aggregate: string;
    readonly aggregateId: string;
    readonly version: number;
    readonly action: string;
    readonly actor: Actor;
    readonly at: Date;
    readonly changes?: Changes;
  },
): void {
  tx.write(append, [
    newId(),
    entry.aggregate,
    entry.aggregateId,
    entry.version,
    entry.action,
    entry.actor.subject,
    entry.actor.unit,
    entry.at,
    JSON.stringify(entry.changes ?? {}),
  ]);
}

const read = {
  name: 'history-read',
  text: `SELECT id, version, action, actor, unit, at, changes FROM history_entry
          WHERE aggregate_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
};

interface HistoryRow {
  id: string;
  version: number;
  action: string;
  actor: string;
  unit: string;
  at: Date;
  changes: Changes;
}

/** The history of one aggregate, newest first. */
export async function readHistory(
  database: Database,
  aggregateId: string,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<HistoryEntry>> {
  const scope = `history/${aggregateId}`;
  const [before = null] = page.after === undefined ? [] : decodeCursor(page.after, scope, [isUuid]);
  const rows = await database.query<HistoryRow>(read, [aggregateId, before, page.limit + 1]);
  return pageOf(
    rows,
    page.limit,
    ({ id, version, action, actor, unit, at, changes }) => ({
      id,
      version,
      action,
      actor: { subject: actor, unit },
      at: at.toISOString(),
      changes,
    }),
    (row) => encodeCursor([row.id], scope),
  );
}
