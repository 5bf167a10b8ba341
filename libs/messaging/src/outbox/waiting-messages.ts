import type { PoolClient } from 'pg';

/** A row of the outbox. */
export interface WaitingMessage {
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: string;
}

/** Rows read at once. */
export const batchSize = 500;

// A broker refuses a record batch above 1 MiB (message.max.bytes), and all rows of a send may go to one partition.
const largestSend = 700 * 1024;
const headerAllowance = 1024;

// By presence, never by a cursor: a transaction that commits late would fall behind one. The oldest rows are taken with
// all their predecessors, even those whose id was made by a faster clock; an aggregate's rows stay together, in sequence.
const oldest = {
  name: 'outbox-oldest',
  text: `
    WITH oldest AS MATERIALIZED (
      SELECT id, topic, key, sequence FROM outbox_message WHERE topic <> ALL ($1::text[]) ORDER BY id LIMIT ${batchSize}
    ), of_aggregate AS (
      SELECT topic, key, max(sequence) AS upto, min(id::text) AS first_id FROM oldest GROUP BY topic, key
    )
    SELECT m.id, m.topic, m.key, m.headers, m.data
      FROM of_aggregate a
      JOIN outbox_message m ON m.topic = a.topic AND m.key = a.key AND m.sequence <= a.upto
     ORDER BY a.first_id, m.sequence`,
};

/** The oldest rows, each aggregate's in their order, of all topics but those to be left alone. */
export async function readOldest(client: PoolClient, except: readonly string[]): Promise<WaitingMessage[]> {
  const { rows } = await client.query<WaitingMessage>({ ...oldest, values: [except] });
  return rows;
}

const acknowledged = { name: 'outbox-acknowledged', text: 'DELETE FROM outbox_message WHERE id = ANY ($1::uuid[])' };

/** Forgets rows that Kafka has acknowledged. */
export async function removeAcknowledged(client: PoolClient, messages: readonly WaitingMessage[]): Promise<void> {
  await client.query({ ...acknowledged, values: [messages.map((message) => message.id)] });
}

/** Cuts a topic's rows, in order, into sends that a broker takes. */
export function inSends(messages: readonly WaitingMessage[]): WaitingMessage[][] {
  const sends: WaitingMessage[][] = [];
  let size = Infinity;
  for (const message of messages) {
    const bytes = Buffer.byteLength(message.data) + headerAllowance;
    if (size + bytes > largestSend) {
      sends.push([]);
      size = 0;
    }
    sends.at(-1)?.push(message);
    size += bytes;
  }
  return sends;
}

/** For gauges: how many rows wait, and for how long the oldest has. */
export const outboxDepth = {
  name: 'outbox-depth',
  text: `SELECT count(*)::int AS depth,
                coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::float8 AS "oldestSeconds"
           FROM outbox_message`,
};
