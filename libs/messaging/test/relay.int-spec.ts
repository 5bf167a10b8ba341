import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@capdev/persistence';
import { until } from '../../../tools/local/wait.js';
import { OutboxRelay, type RelayOptions } from '../src/index.js';
import { headerOf, TestBus } from '../testing/index.js';
import { type MessagingDatabase, messagingDatabase, waitingCount } from './support/database.js';
import { type NoteContracts, noteContracts } from './support/notes.js';
import { NoteWriter, upTo } from './support/writer.js';

const silent = { log: () => undefined, warn: () => undefined };
const bus = new TestBus(process.env['KAFKA_BROKERS']!);

describe('the relay', () => {
  let held: MessagingDatabase;
  let contracts: NoteContracts;
  let writer: NoteWriter;
  const relays: OutboxRelay[] = [];
  const relay = (database = held.database, options: RelayOptions = {}): OutboxRelay => {
    const made = new OutboxRelay(database, bus.broker, silent, options);
    relays.push(made);
    return made;
  };
  const sequencesOf = async (aggregateId: string, last: number): Promise<number[]> => {
    const messages = await bus.readTopic(contracts.topic, (all) =>
      all.some(
        (message) => message.key?.toString() === aggregateId && Number(headerOf(message, 'ce_sequence')) === last,
      ),
    );
    return messages
      .filter((message) => message.key?.toString() === aggregateId)
      .map((message) => Number(headerOf(message, 'ce_sequence')));
  };

  beforeAll(async () => {
    held = await messagingDatabase();
    contracts = noteContracts();
    writer = new NoteWriter(contracts, held.database);
    await bus.createTopics(contracts.topic);
  });
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((each) => each.stop()));
    await held.database.dataSource.query('DELETE FROM outbox_message');
  });
  afterAll(() => held.drop());

  it('sends what waits, with key, headers and data as announced, and forgets it when Kafka has it', async () => {
    const id = newId();
    await writer.write(id, [1], 'čau');
    expect(await relay().runOnce()).toBe(1);
    expect(await waitingCount(held.database)).toBe(0);
    const [message] = (
      await bus.readTopic(contracts.topic, (all) => all.some(({ key }) => key?.toString() === id))
    ).filter(({ key }) => key?.toString() === id);
    expect(JSON.parse(message!.value!.toString())).toEqual({ text: 'čau', page: 1 });
    expect(headerOf(message!, 'ce_type')).toBe(contracts.registered.type);
    expect(headerOf(message!, 'ce_subject')).toBe(id);
    expect(headerOf(message!, 'content-type')).toBe('application/json');
  });

  it('is woken by a commit of its own process, however long it would have slept', async () => {
    const working = relay(held.database, { pauses: { shortest: 3_600_000, longest: 3_600_000 } });
    working.start();
    await until('the relay to own the outbox', () => working.state().lanes === 8);
    const woken = new NoteWriter(contracts, held.database, working);
    const id = newId();
    await woken.write(id, [1]);
    await until('the row to be sent', async () => (await waitingCount(held.database)) === 0, { deadlineMs: 5_000 });
    expect(await sequencesOf(id, 1)).toEqual([1]);
  });

  it('keeps the order of an aggregate whose later rows carry earlier ids, as from a machine whose clock is behind', async () => {
    const id = newId();
    await writer.write(id, upTo(700));
    // The ids in reverse, and more rows than one look takes: the first in sequence is the last by id.
    await held.database.dataSource.query(`
      UPDATE outbox_message SET id = ('00000000-0000-7000-8000-' || lpad((1000 - sequence)::text, 12, '0'))::uuid`);
    const working = relay();
    while ((await working.runOnce()) > 0) continue;
    expect(await sequencesOf(id, 700)).toEqual(upTo(700));
  });

  it('keeps the order in which a transaction announced, also when it is one statement', async () => {
    const id = newId();
    await writer.write(id, upTo(30)); // nothing but insertions
    const places = await held.database.query<{ sequence: number }>({
      name: 'test-places',
      text: 'SELECT sequence FROM outbox_message ORDER BY position',
    });
    expect(places.map(({ sequence }) => sequence)).toEqual(upTo(30));
  });

  it('sends rows that together are far larger than one request to Kafka may be', async () => {
    const id = newId();
    await writer.write(id, upTo(120), 'x'.repeat(50_000));
    const working = relay();
    while ((await working.runOnce()) > 0) continue;
    expect(await waitingCount(held.database)).toBe(0);
    expect(await sequencesOf(id, 120)).toEqual(upTo(120));
  });

  it('leaves the rows of a topic that does not exist, sends the others, and catches up when it exists', async () => {
    const [shelf, note] = [newId(), newId()];
    const { shelfRegistered } = contracts;
    await writer.write(shelf, upTo(600), 'a shelf', shelfRegistered); // more than one look takes
    await writer.write(note, upTo(3));
    const working = relay();
    working.start();
    await until('the notes to be sent', async () => (await waitingCount(held.database)) === 600);
    expect(await sequencesOf(note, 3)).toEqual(upTo(3));
    await until('the trouble to be told', () => working.state().lastError !== undefined);

    await bus.createTopics(shelfRegistered.topic);
    await until('the shelves to be sent', async () => (await waitingCount(held.database)) === 0);
    const shelves = await bus.readTopic(shelfRegistered.topic, (all) => all.length >= 600);
    expect(shelves.map((message) => Number(headerOf(message, 'ce_sequence')))).toEqual(upTo(600));
    await until('the trouble to be over', () => working.state().lastError === undefined);
  });

  it('goes on after PostgreSQL has cut every connection', async () => {
    const working = relay();
    working.start();
    await until('the relay to own the outbox', () => working.state().lanes === 8);
    await held.database.dataSource
      .query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()')
      .catch(() => undefined);
    const id = newId();
    await until('the database to answer again', async () => {
      await writer.write(id, upTo(4));
      return true;
    });
    await until('the rows to be sent', async () => (await waitingCount(held.database)) === 0);
    expect(await sequencesOf(id, 4)).toEqual(upTo(4));
  });

  it('sends what was committed before it is asked to stop', async () => {
    const working = relay();
    working.start();
    await until('the relay to own the outbox', () => working.state().lanes === 8);
    const [id] = await writer.writeMany(1_200);
    await working.stop();
    expect(await waitingCount(held.database)).toBe(0);
    expect(await sequencesOf(id!, 1)).toEqual([1]);
  });

  it('tells how many rows wait and for how long', async () => {
    await writer.writeMany(3);
    await held.database.dataSource.query(`UPDATE outbox_message SET created_at = created_at - interval '1 minute'`);
    const { depth, oldestSeconds } = await relay().waiting();
    expect(depth).toBe(3);
    expect(oldestSeconds).toBeGreaterThan(59);
  });
});
