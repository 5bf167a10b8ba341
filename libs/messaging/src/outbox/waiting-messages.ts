import type { OwnedLanes } from './lane-ownership.js';

/** A row of the outbox. */
export interface WaitingMessage {
  /** A bigint, as text. */
  readonly position: string;
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The event's data, as the text that was checked. */
  readonly value: string;
}

/** Rows read at once. */
export const batchSize = 500;

// A broker refuses a record batch above 1 MiB (message.max.bytes), and all rows of a send may go to one partition.
const largestSend = 960 * 1024;
/** Lengths, offsets and times of a record, and the lengths of a header. */
const recordOverhead = 40;
const headerOverhead = 4;

// By presence, never by a cursor: a transaction that commits late would fall behind one. An aggregate's rows have their
// places in the order of its counter. What is being sent has not been removed yet, and is left out by its place.
const oldest = {
  name: 'outbox-oldest',
  text: `
    SELECT position, topic, key, headers, data AS value
      FROM outbox_message m
     WHERE lane = ANY ($1::smallint[]) AND topic <> ALL ($2::text[]) AND position <> ALL ($3::bigint[])
       AND NOT EXISTS (SELECT FROM outbox_refused r WHERE r.blocks AND r.topic = m.topic AND r.key = m.key)
     ORDER BY position LIMIT ${batchSize}`,
};

/** The oldest rows of the lanes, each aggregate's in their order; not those of some topics, nor those being sent. */
export async function readOldest(
  { client, lanes }: OwnedLanes,
  exceptTopics: readonly string[],
  beingSent: readonly WaitingMessage[],
): Promise<WaitingMessage[]> {
  const values = [lanes, exceptTopics, beingSent.map(({ position }) => position)];
  return (await client.query<WaitingMessage>({ ...oldest, values })).rows;
}

const acknowledged = {
  name: 'outbox-acknowledged',
  text: 'DELETE FROM outbox_message WHERE position = ANY ($1::bigint[])',
};

/** Forgets rows that Kafka has acknowledged. */
export async function removeAcknowledged({ client }: OwnedLanes, messages: readonly WaitingMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await client.query({ ...acknowledged, values: [messages.map(({ position }) => position)] });
}

const refuse = {
  name: 'outbox-refuse',
  text: `
    WITH gone AS (DELETE FROM outbox_message WHERE position = $1 RETURNING *)
    INSERT INTO outbox_refused (position, id, topic, key, sequence, type, headers, data, created_at, reason, blocks)
    SELECT position, id, topic, key, sequence, type, headers, data, created_at, $2, $3 FROM gone`,
};

/** Sets aside what Kafka will never take; with `blocks` the later rows of its key wait until somebody decides. */
export async function setAside(
  { client }: OwnedLanes,
  { position }: WaitingMessage,
  reason: string,
  blocks: boolean,
): Promise<void> {
  await client.query({ ...refuse, values: [position, reason, blocks] });
}

/** Cuts a topic's rows, in order, into sends that a broker takes. */
export function inSends(messages: readonly WaitingMessage[]): WaitingMessage[][] {
  const sends: WaitingMessage[][] = [];
  let size = Infinity;
  for (const message of messages) {
    const bytes = sizeOf(message);
    if (size + bytes > largestSend) {
      sends.push([]);
      size = 0;
    }
    sends.at(-1)?.push(message);
    size += bytes;
  }
  return sends;
}

function sizeOf({ key, value, headers }: WaitingMessage): number {
  let bytes = recordOverhead + Buffer.byteLength(key) + Buffer.byteLength(value);
  for (const name in headers) bytes += headerOverhead + name.length + Buffer.byteLength(headers[name]!);
  return bytes;
}

/** How the outbox stands. */
export interface OutboxReading {
  /** Rows that wait to be sent. */
  readonly depth: number;
  /** For how long the oldest has waited, in seconds. */
  readonly oldestSeconds: number;
  /** Rows that Kafka would not take. */
  readonly refused: number;
  /** Keys whose later rows wait because of them. */
  readonly blockedKeys: number;
}

/** For gauges. */
export const outboxReading = {
  name: 'outbox-reading',
  text: `SELECT count(*)::int AS depth,
                coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::float8 AS "oldestSeconds",
                (SELECT count(*)::int FROM outbox_refused) AS refused,
                (SELECT count(DISTINCT (topic, key))::int FROM outbox_refused WHERE blocks) AS "blockedKeys"
           FROM outbox_message`,
};
