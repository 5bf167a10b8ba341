import { deadLetterTopic } from '@capdev/messaging';
import { headerOf, TestBus } from '@capdev/messaging/testing';
import type { Database } from '@capdev/persistence';
import { countMessages } from '../local/kafka-admin.js';
import { until } from '../local/wait.js';
import type { Books, Entry } from './account.js';
import type { LedgerContracts } from './contracts.js';

const written = { name: 'ledger-all-written', text: 'SELECT token FROM ledger_written' };
const applied = {
  name: 'ledger-all-applied',
  text: 'SELECT event_id AS "eventId", token, subject, sequence FROM ledger_applied ORDER BY position',
};
const appliedCount = {
  name: 'ledger-applied-count',
  text: 'SELECT count(DISTINCT event_id)::int AS n FROM ledger_applied',
};
const waiting = {
  name: 'ledger-waiting',
  text: 'SELECT count(*)::int AS n, coalesce(max(id::text), $1) AS last FROM outbox_message',
};
const readingMs = 300_000;

/** How far the outbox is from empty; another text whenever anything in it changes. */
export async function outboxState(database: Database): Promise<{ empty: boolean; state: string }> {
  const [row] = await database.query<{ n: number; last: string }>(waiting, ['']);
  return { empty: row!.n === 0, state: `${row!.n} ${row!.last}` };
}

/** How many different events were handled. */
export async function handledCount(database: Database): Promise<number> {
  const [row] = await database.query<{ n: number }>(appliedCount);
  return row!.n;
}

/** Everything that lies in the topic. */
export async function readSent(brokers: string, { entryRegistered }: LedgerContracts): Promise<Entry[]> {
  const count = await countIn(brokers, entryRegistered.topic);
  if (count === 0) return [];
  const bus = new TestBus(brokers);
  const messages = await bus.readTopic(entryRegistered.topic, (all) => all.length >= count, readingMs);
  return messages.map((message) => ({
    eventId: headerOf(message, 'ce_id')!,
    token: (JSON.parse(message.value!.toString()) as { token: string }).token,
    subject: message.key!.toString(),
    sequence: Number(headerOf(message, 'ce_sequence')),
  }));
}

/** What the database and Kafka say at the end. */
export async function readBooks(
  database: Database,
  brokers: string,
  { service }: LedgerContracts,
): Promise<Pick<Books, 'committed' | 'applied' | 'deadLetters'>> {
  const tokens = await database.query<{ token: string }>(written);
  return {
    committed: new Set(tokens.map(({ token }) => token)),
    applied: await database.query<Entry>(applied),
    deadLetters: await countIn(brokers, deadLetterTopic(service)),
  };
}

/** A broker that has just been killed and started needs a moment to lead its partitions again. */
function countIn(brokers: string, topic: string): Promise<number> {
  return until(`the number of messages in ${topic}`, () => countMessages([brokers], topic), { everyMs: 200 });
}
