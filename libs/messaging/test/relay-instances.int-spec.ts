import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, newId } from '@capdev/persistence';
import { until } from '../../../tools/local/wait.js';
import { OutboxRelay, type RelayOptions } from '../src/index.js';
import { headerOf, TestBus } from '../testing/index.js';
import { type MessagingDatabase, messagingDatabase, openDatabase, waitingCount } from './support/database.js';
import { type NoteContracts, noteContracts } from './support/notes.js';
import { NoteWriter, upTo } from './support/writer.js';

const brokers = process.env['KAFKA_BROKERS']!;
const silent = { log: () => undefined, warn: () => undefined };
const bus = new TestBus(brokers);
const quick = { times: { lease: 1_000, beat: 300, look: 100 } } satisfies RelayOptions;
const aLongSleep = 3_600_000;

describe('several instances of a service', () => {
  let held: MessagingDatabase;
  let other: Database;
  let contracts: NoteContracts;
  let writer: NoteWriter;
  const relays: OutboxRelay[] = [];
  const children: ChildProcess[] = [];
  const relay = (database: Database, options: RelayOptions = quick): OutboxRelay => {
    const made = new OutboxRelay(database, bus.broker, silent, options);
    relays.push(made);
    made.start();
    return made;
  };
  const empty = () =>
    until('the outbox to be empty', async () => (await waitingCount(held.database)) === 0, { deadlineMs: 15_000 });
  const inTopic = async (count: number): Promise<Map<string, number[]>> => {
    const sequences = new Map<string, number[]>();
    for (const message of await bus.readTopic(contracts.topic, (all) => distinct(all) >= count)) {
      const key = message.key!.toString();
      const before = sequences.get(key) ?? [];
      const sequence = Number(headerOf(message, 'ce_sequence'));
      if (!before.includes(sequence)) sequences.set(key, [...before, sequence]);
    }
    return sequences;
  };

  beforeAll(async () => {
    held = await messagingDatabase();
    other = await openDatabase(held.url);
    contracts = noteContracts();
    writer = new NoteWriter(contracts, held.database);
    await bus.createTopics(contracts.topic);
  });
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((each) => each.stop()));
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(async () => {
    await other.dataSource.destroy();
    await held.drop();
  });

  it('share the lanes, give them back when they stop, and keep each aggregate in order', async () => {
    const [first, second] = [relay(held.database), relay(other)];
    await until('each to have half of the lanes', () => first.state().lanes === 4 && second.state().lanes === 4);
    const ids = Array.from({ length: 40 }, () => newId());
    for (const id of ids) await writer.write(id, upTo(5));
    await empty();
    expect(first.state().published).toBeGreaterThan(0);
    expect(second.state().published).toBeGreaterThan(0);

    await first.stop();
    await until('the other to have them all', () => second.state().lanes === 8);
    for (const id of ids) await writer.write(id, [6, 7]);
    await empty();
    const sequences = await inTopic(40 * 7);
    expect(ids.map((id) => sequences.get(id))).toEqual(ids.map(() => upTo(7)));
  });

  it('wake one another after a commit, however long they would have slept', async () => {
    const sleepy = { ...quick, pauses: { shortest: aLongSleep, longest: aLongSleep } };
    const owner = relay(held.database, sleepy);
    await until('the owner to have all lanes', () => owner.state().lanes === 8);
    const elsewhere = new OutboxRelay(other, bus.broker, silent); // of a process that only writes
    await new NoteWriter(contracts, other, elsewhere).write(newId(), upTo(3));
    await empty();
    await elsewhere.stop();
    expect(owner.state().published).toBe(3);
  });

  it('take over from an owner that stands still, end its session, and lose and reorder nothing when it wakes up', async () => {
    const frozen = await relayAlone();
    frozen.child.kill('SIGSTOP');
    const ids = Array.from({ length: 20 }, () => newId());
    for (const id of ids) await writer.write(id, upTo(4));
    const successor = relay(held.database);
    await until('the successor to have all lanes', () => successor.state().lanes === 8, { deadlineMs: 10_000 });
    await empty();
    expect(await sessionsOf('relay-alone')).toBe(0);

    frozen.child.kill('SIGCONT');
    await until('each to have half of the lanes', () => successor.state().lanes === 4 && frozen.lanes() === 4);
    for (const id of ids) await writer.write(id, [5, 6]);
    await empty();
    const sequences = await inTopic(ids.length * 6);
    expect(ids.map((id) => sequences.get(id))).toEqual(ids.map(() => upTo(6)));
  });

  async function relayAlone(): Promise<{ child: ChildProcess; lanes: () => number }> {
    const program = join(import.meta.dirname, 'support', 'relay-alone.ts');
    const args = ['--import', 'tsx', '--conditions=@capdev/source', program, held.url, brokers];
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    children.push(child);
    let lanes = 0;
    createInterface(child.stdout).on('line', (line) => (lanes = Number(line)));
    await until('the process to have all lanes', () => lanes === 8, { deadlineMs: 20_000 });
    return { child, lanes: () => lanes };
  }

  async function sessionsOf(application: string): Promise<number> {
    const sessions = await held.database.query<{ pid: number }>(
      {
        name: 'test-sessions',
        text: `SELECT DISTINCT pid FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND application_name = $1`,
      },
      [application],
    );
    return sessions.length;
  }
});

function distinct(messages: readonly { headers: object }[]): number {
  return new Set(messages.map((message) => headerOf(message as never, 'ce_id'))).size;
}
