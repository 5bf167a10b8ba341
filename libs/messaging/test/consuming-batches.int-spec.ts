import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type Transaction } from '@capdev/persistence';
import { DomainError } from '@capdev/service-kit/problems';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../../tools/local/wait.js';
import type { OutgoingMessage } from '../src/broker/kafka.broker.js';
import { deadLetterTopic, EventConsumer, MessagingHealth, OnEvent, type ReceivedEvent } from '../src/index.js';
import { headerOf, messageOf, TestBus } from '../testing/index.js';
import { type AuditService, startAuditService } from './support/audit-service.js';
import { type MessagingDatabase, messagingDatabase } from './support/database.js';
import { noteContracts, type NoteV1 } from './support/notes.js';
import { upTo } from './support/writer.js';

const brokers = process.env['KAFKA_BROKERS']!;
const bus = new TestBus(brokers);
const contracts = noteContracts();
const { topic, service, registered } = contracts;
const deadLetters = deadLetterTopic(service);

const write = {
  name: 'batches-write',
  text: `INSERT INTO audit_entry (event_id, subject, sequence, entry)
         VALUES ($1, $2, $3, json_build_object('data', $4::json, 'transaction', pg_current_xact_id()::text))`,
};
const nothing = {
  name: 'batches-nothing',
  text: 'INSERT INTO audit_entry (event_id, subject, sequence, entry) VALUES ($1, NULL, NULL, NULL)',
};
const transactions = {
  name: 'batches-transactions',
  text: `SELECT count(DISTINCT entry->>'transaction')::int AS n FROM audit_entry WHERE subject = $1`,
};

const steal = {
  name: 'batches-steal',
  text: 'UPDATE consumer_attempt SET holder = $2 WHERE consumer = $1 RETURNING partition',
};
const thieves = {
  name: 'batches-thieves',
  text: 'SELECT count(*)::int AS thieves FROM consumer_attempt WHERE consumer = $1 AND holder = $2',
};

/** What the handlers meet, and what they noticed. */
const world = { away: '', slowMs: 0, calls: [] as string[] };

@EventConsumer()
class BatchConsumer {
  @OnEvent(registered)
  async registered(event: ReceivedEvent<NoteV1>, tx: Transaction): Promise<void> {
    const { text } = event.data;
    world.calls.push(text);
    if (text === 'refused') throw new DomainError('conflict', 'note-refused', 'Nobody wants this note.');
    if (text === 'slow') await sleep(world.slowMs);
    if (event.subject === world.away) throw new DomainError('unavailable', 'helper-away', 'The helper is away.');
    tx.write(write, [event.id, event.subject, event.sequence, JSON.stringify(event.data)]);
    if (text === 'fails late') tx.write(nothing, [event.id]); // PostgreSQL says so when everything has been sent
  }
}

describe('a service that listens to many events', () => {
  let held: MessagingDatabase;
  let audit: AuditService;

  beforeAll(async () => {
    held = await messagingDatabase();
    await bus.createTopics(topic, deadLetters);
    audit = await startAuditService(contracts, { url: held.url, brokers, relay: false, consumers: [BatchConsumer] });
    const subject = newId();
    await bus.send(topic, messageOf(registered, { text: 'the first' }, { subject }));
    await until('the service to listen', async () => (await audit.entriesFor(subject)).length === 1);
  });
  afterAll(async () => {
    await audit.close();
    await held.drop();
  });

  const counts = () => audit.app.get(MessagingHealth).state();
  const messages = (subject: string, texts: readonly string[]): OutgoingMessage[] =>
    texts.map((text, index) => messageOf(registered, { text }, { subject, sequence: index + 1 }));
  async function sequencesOf(subject: string, count: number): Promise<number[]> {
    await until(`${count} events to take effect`, async () => (await audit.entriesFor(subject)).length >= count);
    return (await audit.entriesFor(subject)).map(({ sequence }) => Number(sequence));
  }
  async function transactionsOf(subject: string): Promise<number> {
    const [row] = await held.database.query<{ n: number }>(transactions, [subject]);
    return row!.n;
  }
  async function reading(name: string): Promise<number | undefined> {
    const all = await audit.app.get(MessagingHealth).readings();
    return all.find((one) => one.name === name && (one.labels?.['topic'] ?? topic) === topic)?.value;
  }

  it('handles them in order, many in one transaction', async () => {
    const subject = newId();
    await bus.send(topic, ...messages(subject, Array<string>(300).fill('one of many')));
    expect(await sequencesOf(subject, 300)).toEqual(upTo(300));
    expect(await transactionsOf(subject)).toBeLessThan(30);
  });

  it('counts an event once that comes three times in one batch', async () => {
    const subject = newId();
    const [message] = messages(subject, ['thrice']);
    await bus.send(topic, message!, message!, message!, ...messages(subject, ['x', 'the last']).slice(1));
    expect(await sequencesOf(subject, 2)).toEqual([1, 2]);
  });

  it.each(['refused', 'fails late'])(
    'puts those aside that are bad in the midst of others (%s), and the others take effect in order',
    async (bad) => {
      const subject = newId();
      const texts = Array<string>(100).fill('good').with(37, bad).with(38, bad).with(99, bad);
      const sent = messages(subject, texts);
      world.calls = [];
      await bus.send(topic, ...sent);
      const good = upTo(100).filter((sequence) => ![38, 39, 100].includes(sequence));
      expect(await sequencesOf(subject, 97)).toEqual(good);
      const letters = await bus.readTopic(
        deadLetters,
        (all) => all.filter(({ key }) => key?.toString() === subject).length === 3,
      );
      const ids = letters.filter(({ key }) => key?.toString() === subject).map((letter) => headerOf(letter, 'ce_id'));
      expect(ids).toEqual([37, 38, 99].map((index) => sent[index]!.headers['ce_id']));
      expect(world.calls.length).toBeLessThan(1_000); // and not each of the hundred a hundred times
      expect(await transactionsOf(subject)).toBeLessThan(40);
    },
  );

  it('handles other partitions while the event of one waits for something unavailable, and says so', async () => {
    const subjects = Array.from({ length: 12 }, () => newId());
    const probes = subjects.map((subject) => messageOf(registered, { text: 'where am I' }, { subject }));
    await bus.send(topic, ...probes);
    const read = await bus.readTopic(topic, (all) =>
      subjects.every((subject) => all.some(({ key }) => key?.toString() === subject)),
    );
    const partitionOf = (subject: string) => read.find(({ key }) => key?.toString() === subject)!.partition;
    const waits = subjects[0]!;
    const goes = subjects.find((subject) => partitionOf(subject) !== partitionOf(waits))!;
    await sequencesOf(waits, 1);
    await sequencesOf(goes, 1);

    world.away = waits;
    await bus.send(topic, ...messages(waits, ['a', 'b', 'c']));
    await until('it to wait', async () => (await counts()).waitingPartitions === 1);
    await bus.send(topic, ...messages(goes, Array<string>(50).fill('others')));
    expect(await sequencesOf(goes, 51)).toEqual([1, ...upTo(50)]);

    const { retried } = (await counts()).counts;
    await until('it to be tried again', async () => (await counts()).counts.retried > retried + 1);
    expect(await reading('capdev_consumer_lag_records')).toBe(3);
    expect(await reading('capdev_consumer_lag_seconds')).toBeGreaterThan(0.2);
    expect(await reading('capdev_consumer_waiting_partitions')).toBe(1);
    expect(await counts()).toMatchObject({ status: 'degraded', stalled: false });
    await expect(audit.app.get(MessagingHealth).check()).rejects.toThrow(/1 partitions waits for something/);

    world.away = '';
    expect(await sequencesOf(waits, 4)).toEqual([1, 1, 2, 3]);
    await until('nothing to be left', async () => (await reading('capdev_consumer_lag_records')) === 0);
    expect(await reading('capdev_consumer_lag_seconds')).toBe(0);
    expect(await counts()).toMatchObject({ status: 'connected', waitingPartitions: 0 });
  });

  it('keeps its place in the group while a handler takes longer than the group waits for a sign of life', async () => {
    const subject = newId();
    world.slowMs = 12_000; // the session lasts 10 s
    const before = (await counts()).counts.repeated;
    world.calls = [];
    await bus.send(topic, ...messages(subject, ['slow', 'after it']));
    await until('both to take effect', async () => (await audit.entriesFor(subject)).length === 2);
    expect(world.calls.filter((text) => text === 'slow')).toHaveLength(1);
    expect((await counts()).counts.repeated).toBe(before);
  }, 40_000);

  it('does nothing with a partition that another process has taken over, until it has taken it back', async () => {
    const subject = newId();
    const thief = randomUUID();
    const robbed = await held.database.query(steal, [service, thief]);
    expect(robbed.length).toBeGreaterThan(0);
    const { waitingPartitions, counts: before } = await counts();
    expect(waitingPartitions).toBe(0);
    world.calls = [];
    await bus.send(topic, ...messages(subject, ['stolen', 'stolen']));
    expect(await sequencesOf(subject, 2)).toEqual([1, 2]);
    expect(world.calls).toEqual(['stolen', 'stolen']); // no handler was called in vain
    expect((await counts()).counts.deadLettered).toBe(before.deadLettered);
    const [place] = await held.database.query<{ thieves: number }>(thieves, [service, thief]);
    expect(place!.thieves).toBe(robbed.length - 1); // the group says that it is ours
  });

  it('counts dead letters by their reason', async () => {
    const letters = (await audit.app.get(MessagingHealth).readings()).filter(
      ({ name }) => name === 'capdev_dead_letters_total',
    );
    expect(letters.map(({ labels, value }) => [labels!['reason'], value])).toEqual([
      ['note-refused', 3],
      ['event-handler-failed', 3],
    ]);
  });
});
