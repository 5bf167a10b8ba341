import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@capdev/persistence';
import { until } from '../../../tools/local/wait.js';
import { deadLetterTopic, KafkaEventServer } from '../src/index.js';
import type { OpenReader } from '../src/broker/group-reader.js';
import { type GroupPlaces, Replaying } from '../src/operating/replaying.js';
import { Replays } from '../src/operating/replays.js';
import { messageOf, TestBus } from '../testing/index.js';
import { type MessagingDatabase, messagingDatabase } from './support/database.js';
import { noteContracts } from './support/notes.js';
import { type OperatedService, startOperatedService } from './support/operated-service.js';

const brokers = process.env['KAFKA_BROKERS']!;
const bus = new TestBus(brokers);
const contracts = noteContracts();
const { topic, service, registered } = contracts;

let held: MessagingDatabase;
let notes: OperatedService;

beforeAll(async () => {
  held = await messagingDatabase();
  await bus.createTopics(topic, deadLetterTopic(service));
  notes = await startOperatedService(contracts, { url: held.url, brokers });
});
afterAll(async () => {
  await notes.close();
  await held.drop();
});

/** Sends a note and waits until it has taken effect. @returns its subject */
async function heardNote(text: string, subject = newId()): Promise<string> {
  await bus.send(topic, messageOf(registered, { text }, { subject }));
  await until(`"${text}" to take effect`, async () => (await notes.effectsOf(subject)).includes(text));
  return subject;
}

/** A moment that lies between what was sent and what will be: Kafka counts in milliseconds. */
async function between(): Promise<Date> {
  const now = Date.now();
  await until('the clock to go on', () => Promise.resolve(Date.now() > now + 1), { everyMs: 1 });
  return new Date();
}

const ask = (from: Date | string, reason = 'a table was lost') =>
  notes.post('/bus/replays', { from: from instanceof Date ? from.toISOString() : from, reason });

async function applied(id: string): Promise<void> {
  await until('the replay to be applied', async () => (await notes.get(`/bus/replays/${id}`)).body.appliedAt !== null);
}

describe('a replay', () => {
  it('lets what came from a moment on take effect again, once, and nothing older', async () => {
    const old = await heardNote('old');
    const from = await between();
    const subject = await heardNote('young');
    const { status, body } = await ask(from);
    expect({ status, ...body }).toMatchObject({
      status: 202,
      consumer: service,
      from: from.toISOString(),
      reason: 'a table was lost',
      requestedBy: 'operator-1',
      appliedAt: null,
    });
    await applied(body.id as string);
    await until('it to take effect again', async () => (await notes.effectsOf(subject)).length === 2);
    await heardNote('last', subject);
    expect(await notes.effectsOf(subject)).toEqual(['young', 'young', 'last']);
    expect(await notes.effectsOf(old)).toEqual(['old']);
    expect((await notes.get('/bus/replays')).body.items[0]).toMatchObject({ id: body.id, consumer: service });
  });

  it('begins when every instance has stopped reading, and all of them go on', async () => {
    const other = await startOperatedService(contracts, { url: held.url, brokers });
    try {
      const states = () => [notes, other].map(({ app }) => app.get(KafkaEventServer).state);
      const reading = () => until('both to read', async () => states().every((state) => state === 'reading'));
      await reading();
      const from = await between();
      const subject = await heardNote('shared');
      const { body } = await ask(from);
      await applied(body.id as string);
      await until('it to take effect again', async () => (await notes.effectsOf(subject)).length === 2);
      await reading();
      await heardNote('after it', subject);
      expect(await notes.effectsOf(subject)).toEqual(['shared', 'shared', 'after it']);
    } finally {
      await other.close();
    }
  });

  it('that was asked for and not begun is carried out at the next start', async () => {
    const subject = await heardNote('before the end');
    const from = new Date(Date.now() - 60_000);
    await notes.close();
    await held.database.dataSource.query(
      `INSERT INTO inbox_replay (id, consumer, from_at, requested_by, reason) VALUES ($1, $2, $3, 'operator-1', 'killed')`,
      [newId(), service, from],
    );
    notes = await startOperatedService(contracts, { url: held.url, brokers });
    await until('it to take effect again', async () => (await notes.effectsOf(subject)).length === 2);
  });

  it('passes over nothing that had not been read', async () => {
    const subject = await heardNote('read');
    await notes.close();
    await bus.send(topic, messageOf(registered, { text: 'unread' }, { subject }));
    const from = await between();
    await bus.send(topic, messageOf(registered, { text: 'young' }, { subject }));
    await held.database.dataSource.query(
      `INSERT INTO inbox_replay (id, consumer, from_at, requested_by, reason) VALUES ($1, $2, $3, 'operator-1', 'late')`,
      [newId(), service, from],
    );
    notes = await startOperatedService(contracts, { url: held.url, brokers });
    await until('the last to take effect', async () => (await notes.effectsOf(subject)).includes('young'));
    expect(await notes.effectsOf(subject)).toEqual(['read', 'unread', 'young']);
  });

  it('is done again when an instance joined while the group was being put back', async () => {
    const other = noteContracts();
    await bus.createTopics(other.topic);
    await held.database.dataSource.query(
      `INSERT INTO inbox_replay (id, consumer, from_at, requested_by, reason) VALUES ($1, $2, now(), 'operator-1', 'race')`,
      [newId(), other.service],
    );
    const joined: OpenReader[] = [];
    let rewound = 0;
    const places: GroupPlaces = {
      isGroupEmpty: (group) => bus.broker.isGroupEmpty(group),
      async rewind(...place) {
        await bus.broker.rewind(...place);
        if ((rewound += 1) > 1) return;
        joined.push(await bus.broker.openReader(other.service, [other.topic], { batch: () => Promise.resolve() }));
        await until('it to be a member', async () => !(await bus.broker.isGroupEmpty(other.service)));
      },
    };
    const quiet = { log: () => undefined, warn: () => undefined };
    const consumer = { topics: () => [other.topic] };
    const replays = new Replays(other.service, held.database, consumer);
    const settled = new Replaying(other.service, held.database, replays, places, consumer, quiet).settle(
      new AbortController().signal,
    );
    await until('the group to be put back', () => joined.length > 0);
    expect(await replays.pending()).toBeDefined();
    await joined[0]!.close();
    await settled;
    expect(rewound).toBe(2);
    expect(await replays.pending()).toBeUndefined();
  });

  it('waits for the one before it', async () => {
    const id = newId();
    await notes.close();
    const silent = await startOperatedService(contracts, { url: held.url, brokers, reads: false });
    try {
      await held.database.dataSource.query(
        `INSERT INTO inbox_replay (id, consumer, from_at, requested_by, reason) VALUES ($1, $2, now(), 'operator-1', 'first')`,
        [id, service],
      );
      const second = await silent.post('/bus/replays', {
        from: new Date(Date.now() - 1_000).toISOString(),
        reason: 'second',
      });
      expect(second).toMatchObject({
        status: 409,
        body: { code: 'replay-pending', detail: expect.stringContaining(id) },
      });
    } finally {
      await silent.close();
      notes = await startOperatedService(contracts, { url: held.url, brokers });
    }
  });

  it.each([
    [
      'a moment to come',
      { from: new Date(Date.now() + 3_600_000).toISOString(), reason: 'x' },
      400,
      'replay-from-future',
    ],
    ['no moment', { from: 'yesterday', reason: 'x' }, 400, 'request-invalid'],
    ['a moment without its zone', { from: '2026-11-23T08:00:00', reason: 'x' }, 400, 'request-invalid'],
    ['no reason', { from: '2026-11-23T08:00:00Z' }, 400, 'request-invalid'],
  ] as const)('is refused with %s', async (_what, body, status, code) => {
    expect(await notes.post('/bus/replays', body)).toMatchObject({ status, body: { code } });
  });

  it('is refused by a service that is not the one that was meant, and nothing is recorded', async () => {
    const before = (await notes.get('/bus/replays')).body;
    const body = { from: '2026-11-23T08:00:00Z', reason: 'x', consumer: 'another-service' };
    expect(await notes.post('/bus/replays', body)).toMatchObject({
      status: 409,
      body: { code: 'replay-of-another-service', detail: expect.stringContaining(`This is ${service}`) },
    });
    expect((await notes.get('/bus/replays')).body).toEqual(before);
  });

  it('is refused by a service that listens to nothing', async () => {
    const deaf = await startOperatedService(noteContracts(), { url: held.url, brokers, listens: false });
    try {
      const answer = await deaf.post('/bus/replays', { from: '2026-11-23T08:00:00Z', reason: 'x' });
      expect(answer).toMatchObject({ status: 409, body: { code: 'replay-without-consumer' } });
      expect(await deaf.get(`/bus/replays/${newId()}`)).toMatchObject({
        status: 404,
        body: { code: 'replay-not-found' },
      });
    } finally {
      await deaf.close();
    }
  });
});
