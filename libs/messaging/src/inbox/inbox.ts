import type { Transaction } from '@capdev/persistence';

/** For a service's migration: the events that took effect. The running role inserts and deletes. */
export const createInboxTable = `
CREATE TABLE inbox_message (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT inbox_message_once PRIMARY KEY (consumer, event_id)
);
`;

const remember = {
  name: 'inbox-remember',
  text: `INSERT INTO inbox_message (consumer, event_id) VALUES ($1, $2)
         ON CONFLICT DO NOTHING RETURNING event_id`,
};

/** Whether the event is new to the consumer. The first statement of its transaction: a second delivery waits here for the first. */
export async function isFirstDelivery(tx: Transaction, consumer: string, eventId: string): Promise<boolean> {
  const rows = await tx.query(remember, [consumer, eventId]);
  return rows.length === 1;
}
