import type { Database, Transaction } from '@capdev/persistence';

/** For a service's migration: the events that took effect. The running role inserts and deletes. */
export const createInboxTable = `
CREATE TABLE inbox_message (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT inbox_message_once PRIMARY KEY (consumer, event_id)
);
`;

/** An event, and the time that Kafka gave its message: milliseconds since 1970, as text. */
export interface Delivery {
  readonly eventId: string;
  readonly timestamp: string;
}

// In the order of the ids: two transactions that take the same ones then wait for one another, and cannot deadlock.
const remember = {
  name: 'inbox-remember',
  text: `INSERT INTO inbox_message (consumer, event_id)
         SELECT $1, event_id FROM unnest($2::uuid[]) AS event_id ORDER BY event_id
         ON CONFLICT DO NOTHING RETURNING event_id`,
};

// What took effect before a replay was asked for takes effect again, if its message is one of those asked for.
const replayed = `EXISTS (
  SELECT FROM inbox_replay AS replay
   WHERE replay.consumer = $1 AND replay.applied_at IS NOT NULL
     AND known.received_at < replay.requested_at AND to_timestamp(message.ms / 1000) >= replay.from_at)`;
const rememberAgain = {
  name: 'inbox-remember-again',
  text: `UPDATE inbox_message AS known SET received_at = clock_timestamp()
           FROM unnest($2::uuid[], $3::float8[]) AS message (event_id, ms)
          WHERE known.consumer = $1 AND known.event_id = message.event_id AND ${replayed}
         RETURNING known.event_id`,
};
const look = {
  name: 'inbox-look',
  text: `SELECT known.event_id FROM unnest($2::uuid[], $3::float8[]) AS message (event_id, ms)
           JOIN inbox_message AS known ON known.consumer = $1 AND known.event_id = message.event_id
          WHERE NOT ${replayed}`,
};

/**
 * Remembers the events and tells which of them are new to the consumer: delivered for the first time, or again because of
 * a replay. The first statement of a transaction: a second delivery waits here for the first.
 *
 * @returns ids in small letters
 */
export async function newOnes(
  tx: Transaction,
  consumer: string,
  deliveries: readonly Delivery[],
): Promise<Set<string>> {
  const fresh = idsOf(await tx.query(remember, [consumer, deliveries.map(({ eventId }) => eventId)]));
  const known = deliveries.filter(({ eventId }) => !fresh.has(eventId.toLowerCase()));
  if (known.length === 0) return fresh;
  const again = idsOf(await tx.query(rememberAgain, valuesOf(consumer, known)));
  return new Set([...fresh, ...again]);
}

/** Those of the events that a delivery now would repeat; ids in small letters. */
export async function repeatedOnes(
  database: Database,
  consumer: string,
  deliveries: readonly Delivery[],
): Promise<Set<string>> {
  return idsOf(await database.query(look, valuesOf(consumer, deliveries)));
}

function valuesOf(consumer: string, deliveries: readonly Delivery[]): unknown[] {
  return [consumer, deliveries.map(({ eventId }) => eventId), deliveries.map(({ timestamp }) => Number(timestamp))];
}

function idsOf(rows: readonly object[]): Set<string> {
  return new Set((rows as readonly { event_id: string }[]).map((row) => row.event_id));
}
