import type { Database } from '@capdev/persistence';

/**
 * So long a repeated delivery is known as one, in days. Kafka delivers again what a group has not committed, and a group's
 * place is forgotten after seven days without a member: this is longer than both and than any repair. What is delivered
 * later is a replay that somebody asked for, and takes effect again.
 */
export const inboxDays = 30;
const atOnce = 5_000;

// The primary key begins with the consumer, so the oldest are found by reading what there is; once an hour, in small parts.
const prune = {
  name: 'inbox-prune',
  text: `DELETE FROM inbox_message WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM inbox_message WHERE received_at < clock_timestamp() - make_interval(days => $1) LIMIT ${atOnce}))
         RETURNING event_id`,
};

/** Forgets events that took effect long ago. @returns how many */
export async function pruneInbox(database: Database, days = inboxDays): Promise<number> {
  let pruned = 0;
  for (;;) {
    const { length } = await database.query(prune, [days]);
    pruned += length;
    if (length < atOnce) return pruned;
  }
}
