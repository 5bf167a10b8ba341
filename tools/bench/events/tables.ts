import { createMessagingTables } from '@capdev/messaging';
import pg from 'pg';

/** The writers' business row. */
export const register = {
  name: 'bench-register',
  text: 'INSERT INTO bench_entry (id, number, registered_at) VALUES ($1, $2, $3)',
};
/** The handler's row; the bare loop sends the same statement. */
export const apply = {
  name: 'bench-apply',
  text: 'INSERT INTO bench_applied (event_id, subject, number, title) VALUES ($1, $2, $3, $4)',
};

const tables = `
  CREATE TABLE bench_entry (id uuid PRIMARY KEY, number integer NOT NULL, registered_at timestamptz NOT NULL);
  CREATE TABLE bench_applied (event_id uuid PRIMARY KEY, subject uuid NOT NULL, number integer NOT NULL, title text NOT NULL);
  -- What waited in the outbox once, so that each round can have the very same.
  CREATE TABLE bench_stored (
    position bigint PRIMARY KEY, id uuid NOT NULL, topic text NOT NULL, key text NOT NULL, sequence integer NOT NULL, type text NOT NULL,
    headers jsonb NOT NULL, data text NOT NULL
  );
`;

/** Makes a database with everything the measurements need; returns its address. */
export async function createBenchDatabase(adminUrl: string): Promise<string> {
  const name = 'bench_events';
  // template1 may be in somebody's use, which PostgreSQL refuses; nobody can be connected to template0.
  await withClient(adminUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE template0`));
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  await withClient(url.href, (client) => client.query(createMessagingTables + tables));
  return url.href;
}

export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const columns = 'id, topic, key, sequence, type, headers, data';

/** Moves what waits in the outbox to where it is kept; no relay runs. */
export async function storeAway(url: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(`TRUNCATE bench_stored`);
    await client.query(
      `INSERT INTO bench_stored (position, ${columns})
       SELECT row_number() OVER (ORDER BY position), ${columns} FROM outbox_message`,
    );
    await client.query('TRUNCATE outbox_message, bench_entry');
    await client.query('VACUUM (ANALYZE) bench_stored');
  });
}

/**
 * Puts the stored announcements into the outbox, in one transaction, so that nobody sees them before all are there.
 * The table's statistics are those of a backlog that has been growing for a while.
 *
 * @returns what makes them visible
 */
export async function fillFromStore(client: pg.Client, count: number): Promise<() => Promise<void>> {
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO outbox_message (${columns}) SELECT ${columns} FROM bench_stored WHERE position <= $1 ORDER BY position`,
    [count],
  );
  await client.query('ANALYZE outbox_message');
  return async () => void (await client.query('COMMIT'));
}

export async function isEmpty(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ empty: boolean }>('SELECT NOT EXISTS (SELECT FROM outbox_message) AS empty');
  return rows[0]!.empty;
}

/** How many events took effect. */
export async function appliedCount(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM bench_applied');
  return rows[0]!.count;
}

/** Empty, vacuumed tables: no round pays for what another has left. */
export async function afresh(url: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('TRUNCATE outbox_message, inbox_message, bench_entry, bench_applied');
    for (const table of ['outbox_message', 'inbox_message', 'bench_entry', 'bench_applied'])
      await client.query(`VACUUM (ANALYZE) ${table}`);
  });
}
