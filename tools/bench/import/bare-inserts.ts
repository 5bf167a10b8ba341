import pg from 'pg';

/** What one transaction of an import has left in one table. */
interface Written {
  readonly table: string;
  /** What can be inserted: not what the table computes. */
  readonly columns: string;
  /** As PostgreSQL writes rows down and reads them. */
  readonly rows: readonly string[];
}

/** The upload and its state are the service's own matter; what waits for Kafka is gone by then. */
const notInserted = ['course_import', 'import_source', 'import_chunk', 'outbox_message', 'idempotency_record'];

// Tables that others refer to come first.
const tables = `
WITH RECURSIVE own AS (
  SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname <> ALL ($1::text[])
), place AS (
  SELECT oid, 0 AS depth FROM own
  UNION
  SELECT conrelid, depth + 1 FROM place JOIN pg_constraint ON confrelid = place.oid AND contype = 'f' AND conrelid <> confrelid
)
SELECT oid::regclass::text AS table, max(depth) AS depth,
       (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
         WHERE attrelid = oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns
  FROM place WHERE oid IN (SELECT oid FROM own) GROUP BY oid ORDER BY max(depth), oid::regclass::text`;

/** The transaction from which on rows are new. */
export async function mark(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ mark: string }>('SELECT pg_current_xact_id()::text AS mark');
  return rows[0]!.mark;
}

/**
 * Takes what has been written since out of the tables, and leaves them as they were before.
 *
 * @returns transaction by transaction, what they refer to first
 */
export async function takeOut(client: pg.Client, since: string): Promise<Written[][]> {
  const transactions = new Map<string, Written[]>();
  const { rows: found } = await client.query<{ table: string; columns: string }>(tables, [notInserted]);
  const isNew = 'one.xmin::text::bigint >= $1::bigint';
  for (const { table, columns } of found) {
    const { rows: parts } = await client.query<{ transaction: string; rows: string[] }>(
      `SELECT one.xmin::text AS transaction, array_agg(one::text) AS rows FROM ${table} one WHERE ${isNew}
        GROUP BY 1 ORDER BY min(one.xmin::text::bigint)`,
      [since],
    );
    for (const { transaction, rows } of parts) {
      const written = transactions.get(transaction) ?? [];
      transactions.set(transaction, [...written, { table, columns, rows }]);
    }
  }
  for (const { table } of found.toReversed()) await client.query(`DELETE FROM ${table} one WHERE ${isNew}`, [since]);
  for (const { table } of found) await client.query(`VACUUM ${table}`);
  return [...transactions].sort(([one], [other]) => Number(one) - Number(other)).map(([, written]) => written);
}

/**
 * The opponent of an import: inserts rows that are ready, in the same transactions, one statement for each table, planned
 * once, rows read as PostgreSQL wrote them. No file, no checks, no events.
 *
 * @returns how long it took, in seconds
 */
export async function insertBare(client: pg.Client, transactions: readonly Written[][]): Promise<number> {
  const began = performance.now();
  for (const written of transactions) {
    await client.query('BEGIN');
    for (const { table, columns, rows } of written) {
      await client.query({
        name: `bare-${table}`,
        text: `INSERT INTO ${table} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM unnest($1::${table}[])`,
        values: [rows],
      });
    }
    await client.query('COMMIT');
  }
  return (performance.now() - began) / 1_000;
}
