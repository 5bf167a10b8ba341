import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@capdev/persistence';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from '../../../tools/local/wait.js';
import { CrashCount } from '../src/consuming/crash-count.js';
import { deadLetterTopic } from '../src/index.js';
import { headerOf, messageOf, TestBus } from '../testing/index.js';
import { type MessagingDatabase, messagingDatabase } from './support/database.js';
import { noteContracts } from './support/notes.js';

const brokers = process.env['KAFKA_BROKERS']!;
const bus = new TestBus(brokers);
const patient = { deadlineMs: 40_000 };

const effects = {
  name: 'test-mortal-effects',
  text: `SELECT entry->'data'->>'text' AS text FROM audit_entry WHERE subject = $1 ORDER BY written_at`,
};

/** A process of the service, with what it has said. */
interface Life {
  readonly said: string[];
  readonly process: ChildProcess;
  /** The exit code, or the signal. */
  readonly ended: Promise<number | string | null>;
}

describe('a service that dies while it handles an event', () => {
  let held: MessagingDatabase;
  beforeAll(async () => {
    held = await messagingDatabase();
  });
  afterAll(() => held.drop());

  const program = join(import.meta.dirname, 'support', 'mortal-service.ts');
  function live(slug: string, stalledAfterMs: number): Life {
    const args = ['--import', 'tsx', '--conditions=@capdev/source', program];
    const child = spawn(process.execPath, [...args, held.url, brokers, slug, String(stalledAfterMs)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const said: string[] = [];
    createInterface(child.stdout).on('line', (line) => said.push(line));
    const ended = new Promise<number | string | null>((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? code));
    });
    return { said, process: child, ended };
  }
  const textsOf = async (subject: string): Promise<string[]> =>
    (await held.database.query<{ text: string }>(effects, [subject])).map(({ text }) => text);

  it('does so three times for the same event; then the event is put aside, and the next is handled', async () => {
    const contracts = noteContracts();
    const { topic, registered, service, slug } = contracts;
    await bus.createTopics(topic, deadLetterTopic(service));
    const subject = newId();
    const notes = ['before', 'deadly', 'after'].map((text, index) =>
      messageOf(registered, { text }, { subject, sequence: index + 1 }),
    );
    // The process meets the deadly one in the midst of others first, and does not know which it was.
    await bus.send(topic, ...notes);
    const said: string[][] = [];
    for (let lives = 0; lives < 3; lives += 1) {
      const life = live(slug, 60_000);
      expect(await life.ended).toBe('SIGKILL');
      said.push(life.said.filter((line) => line.startsWith('begins')));
    }
    expect(said).toEqual([
      ['begins before', 'begins deadly'],
      ['begins before', 'begins deadly'], // one by one: this time the first takes effect
      ['begins deadly'],
    ]);

    const last = live(slug, 60_000);
    await until('the next to be handled', async () => (await textsOf(subject)).includes('after'), patient);
    expect(await textsOf(subject)).toEqual(['before', 'after']);
    expect(last.said.filter((line) => line.startsWith('begins'))).toEqual(['begins after']);
    const [letter] = await bus.readTopic(deadLetterTopic(service), (all) => all.length > 0);
    expect(letter!.value?.toString()).toBe(notes[1]!.value);
    expect(headerOf(letter!, 'ce_id')).toBe(notes[1]!.headers['ce_id']);
    expect(JSON.parse(headerOf(letter!, 'problem')!)).toMatchObject({ code: 'event-kills-process' });

    last.process.kill('SIGTERM');
    expect(await last.ended).toBe(0);
    const left = { name: 'test-attempts', text: 'SELECT topic FROM consumer_attempt WHERE consumer = $1' };
    expect(await held.database.query(left, [service])).toEqual([]);
  }, 150_000);

  it('ends itself when a handler does not end, so that its supervisor can start another', async () => {
    const { topic, registered, service, slug } = noteContracts();
    await bus.createTopics(topic, deadLetterTopic(service));
    const subject = newId();
    await bus.send(topic, messageOf(registered, { text: 'endless' }, { subject }));
    const life = live(slug, 400);
    expect(await life.ended).toBe(1);
    expect(life.said).toContain('begins endless');
    expect(life.said).toContain('The bus is degraded: no event has come to an end for long.');
  }, 60_000);

  it('is counted exactly', async () => {
    const place = (offset: string) => ({ topic: 'a topic', partition: 3, offset });
    const process = (): CrashCount => new CrashCount(held.database, 'counted', randomUUID());
    const first = process();
    expect(await first.open(place('7'))).toBe(false);
    expect(await first.open(place('7'))).toBe(false); // it is its own
    expect(await first.begin(place('7'))).toBe(1);
    expect(await first.begin(place('8'))).toBe(1);
    const second = process();
    expect(await second.open(place('8'))).toBe(true);
    expect(await second.begin(place('8'))).toBe(2);
    await expect(first.begin(place('9'))).rejects.toThrow('Another process handles a topic/3 now.');
    const keeps = (who: CrashCount) => held.database.runInTransaction((tx) => who.keep(tx, place('9')));
    await expect(keeps(first)).rejects.toThrow('Another process');
    await expect(keeps(second)).resolves.toBeUndefined();
    expect(await second.begin(place('9'), 1)).toBe(2);
    expect(await second.begin(place('9'), 1)).toBe(3);
    await second.survived(place('9'));
    expect(await second.begin(place('9'), 1)).toBe(1);
    await first.leave(); // it has nothing any more
    expect(await process().open(place('9'))).toBe(true);
    const last = process();
    await last.open(place('9'));
    await last.leave(place('9'));
    expect(await process().open(place('9'))).toBe(false);
  });
});
