import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@capdev/persistence';
import { until } from '../../../tools/local/wait.js';
import type { OutgoingMessage } from '../src/broker/kafka.broker.js';
import { deadLetterTopic, MessagingHealth } from '../src/index.js';
import { DeadLetterIndex } from '../src/operating/dead-letter-index.js';
import { messageOf, TestBus } from '../testing/index.js';
import { type MessagingDatabase, messagingDatabase } from './support/database.js';
import { noteContracts } from './support/notes.js';
import { type OperatedService, reader, startOperatedService } from './support/operated-service.js';

const brokers = process.env['KAFKA_BROKERS']!;
const bus = new TestBus(brokers);
const contracts = noteContracts();
const { topic, service, registered } = contracts;
const deadLetters = deadLetterTopic(service);

let held: MessagingDatabase;
let notes: OperatedService;

beforeAll(async () => {
  held = await messagingDatabase();
  await bus.createTopics(topic, deadLetters);
  notes = await startOperatedService(contracts, { url: held.url, brokers });
});
afterAll(async () => {
  await notes.close();
  await held.drop();
});
beforeEach(() => void Object.assign(notes.workshop, { refused: undefined, away: undefined, cut: undefined }));

interface Letter {
  readonly id: string;
  readonly eventId: string;
  readonly subject: string;
  readonly code: string;
  readonly verdict: string | null;
  readonly attempts: number;
}

async function list(query: string): Promise<Letter[]> {
  const { status, body } = await notes.get(`/bus/dead-letters?limit=100&${query}`);
  expect(status).toBe(200);
  return body.items as Letter[];
}

/** The letters about these subjects, once they are all there, oldest first. */
async function lettersOf(...subjects: string[]): Promise<Letter[]> {
  let found: Letter[] = [];
  await until('the dead letters to be listed', async () => {
    found = (await list('verdict=all')).filter(({ subject }) => subjects.includes(subject));
    return found.length === subjects.length;
  });
  return found.reverse();
}

/** Sends notes with this text while the handler refuses it, one after the other; their letters. */
async function refusedNotes(text: string, count = 1): Promise<Letter[]> {
  notes.workshop.refused = text;
  const subjects = Array.from({ length: count }, () => newId());
  for (const subject of subjects) await bus.send(topic, messageOf(registered, { text }, { subject }));
  return lettersOf(...subjects);
}

describe('a dead letter', () => {
  it('is listed with what went wrong and where it came from, and shown whole', async () => {
    const subject = newId();
    const message = messageOf(registered, { text: 7 }, { subject });
    await bus.send(topic, { ...message, headers: { ...message.headers, odd: Buffer.from([0, 255]) } });
    const [letter] = await lettersOf(subject);
    expect(letter).toMatchObject({
      code: 'event-breaks-contract',
      detail: expect.stringContaining('text'),
      eventId: message.headers['ce_id'],
      eventType: registered.type,
      originalTopic: topic,
      originalPartition: expect.any(Number),
      originalOffset: expect.stringMatching(/^\d+$/),
      attempts: 0,
      verdict: null,
    });
    const { body } = await notes.get(`/bus/dead-letters/${letter!.id}`);
    expect(body).toMatchObject({ ...letter, key: subject, value: message.value, operations: [] });
    expect(body.problem.errors).toContainEqual({ pointer: '/text', detail: expect.any(String) });
    expect(Object.fromEntries(body.headers)).toEqual({ ...message.headers, odd: { base64: 'AP8=' } });
  });

  it('of a message that nobody can read is listed, too', async () => {
    const key = newId();
    await bus.send(topic, { key, value: Buffer.from([0xff, 0]), headers: { ce_type: registered.type } });
    let found: Letter | undefined;
    await until('the dead letter to be listed', async () => {
      found = (await list('code=event-not-readable'))[0];
      return found !== undefined;
    });
    expect(found).toMatchObject({ eventType: registered.type, eventId: null, subject: null });
    const { body } = await notes.get(`/bus/dead-letters/${found!.id}`);
    expect(body).toMatchObject({ key, value: { base64: '/wA=' } });
  });

  it('keeps its verdict when it is read again, and a topic made anew begins anew', async () => {
    const [letter] = await refusedNotes(`again ${newId()}`);
    await notes.post(`/bus/dead-letters/${letter!.id}/discard`, { reason: 'a test' });
    const [partition, offset] = letter!.id.split('-') as [string, string];
    const read = await bus.readTopic(deadLetters, (all) =>
      all.some((one) => one.partition === Number(partition) && one.offset === offset),
    );
    const message = read.find((one) => one.partition === Number(partition) && one.offset === offset)!;
    const index = notes.app.get(DeadLetterIndex);
    await index.add([message]);
    expect((await notes.get(`/bus/dead-letters/${letter!.id}`)).body.verdict).toBe('discarded');
    await index.add([{ ...message, timestamp: String(Number(message.timestamp) + 1) }]);
    expect((await notes.get(`/bus/dead-letters/${letter!.id}`)).body.verdict).toBeNull();
  });

  it('is forgotten when its topic has forgotten it', async () => {
    const [letter] = await refusedNotes(`old ${newId()}`);
    const index = notes.app.get(DeadLetterIndex);
    await held.database.query({
      name: '',
      text: `UPDATE dead_letter SET put_aside_at = now() - interval '91 days' WHERE event_id = '${letter!.eventId}'`,
    });
    expect(await index.prune()).toBe(1);
    expect((await notes.get(`/bus/dead-letters/${letter!.id}`)).status).toBe(404);
  });
});

describe('the number of open ones', () => {
  it('is measured, with the age of the oldest', async () => {
    const open = async () => {
      const readings = await notes.app.get(MessagingHealth).readings();
      return readings.filter(({ name }) => /^capdev_dead_letters_(open|oldest)/.test(name)).map(({ value }) => value);
    };
    const [before] = await open();
    const [letter] = await refusedNotes(`counted ${newId()}`);
    expect(await open()).toEqual([before! + 1, expect.any(Number)]);
    expect((await open())[1]).toBeGreaterThan(0);
    await notes.post(`/bus/dead-letters/${letter!.id}/discard`, { reason: 'counted' });
    expect((await open())[0]).toBe(before);
  });
});

describe('a service whose dead-letter topic was forgotten', () => {
  it('reads its events all the same, and lists the letters once the topic is there', async () => {
    const other = noteContracts();
    await bus.createTopics(other.topic);
    const own = await messagingDatabase();
    const late = await startOperatedService(other, { url: own.url, brokers });
    try {
      const [good, bad] = [newId(), newId()];
      await bus.send(other.topic, messageOf(other.registered, { text: 'good' }, { subject: good }));
      await until('the note to take effect', async () => (await late.effectsOf(good)).length === 1);
      await bus.createTopics(deadLetterTopic(other.service));
      await bus.send(other.topic, messageOf(other.registered, { text: 7 }, { subject: bad }));
      await until('the letter to be listed', async () => {
        const { body } = await late.get('/bus/dead-letters?limit=100');
        return (body.items as Letter[]).some(({ subject }) => subject === bad);
      });
    } finally {
      await late.close();
      await own.drop();
    }
  });
});

describe('handling a dead letter again', () => {
  it('takes effect once what refused it is mended; until then it stays, and there is no second letter', async () => {
    const text = `mended ${newId()}`;
    const [letter] = await refusedNotes(text);
    const again = () => notes.post(`/bus/dead-letters/${letter!.id}/redrive`, { reason: 'fixed in 1.2' });
    const before = (await list('verdict=all')).length;
    expect((await again()).body).toMatchObject({ outcome: 'failed', problem: { code: 'note-refused' } });
    expect((await notes.get(`/bus/dead-letters/${letter!.id}`)).body).toMatchObject({ attempts: 1, verdict: null });
    expect(await notes.effectsOf(letter!.subject)).toEqual([]);

    notes.workshop.refused = undefined;
    expect(await again()).toEqual({ status: 200, body: { id: letter!.id, outcome: 'handled', problem: null } });
    expect(await notes.effectsOf(letter!.subject)).toEqual([text]);
    const { body } = await notes.get(`/bus/dead-letters/${letter!.id}`);
    expect(body).toMatchObject({
      attempts: 2,
      verdict: 'redriven',
      verdictBy: 'operator-1',
      verdictReason: 'fixed in 1.2',
    });
    expect(body.operations).toEqual(
      [{ outcome: 'failed', code: 'note-refused' }, { outcome: 'handled' }].map((outcome) =>
        expect.objectContaining({ action: 'letter-redriven', actor: 'operator-1', unit: 'GS', outcome }),
      ),
    );
    expect((await list('verdict=all')).length).toBe(before);
    expect(await again()).toMatchObject({ status: 409, body: { code: 'dead-letter-closed' } });
  });

  it('has no second effect when the event had taken effect before', async () => {
    const text = `twice ${newId()}`;
    const subject = newId();
    const message = messageOf(registered, { text }, { subject });
    notes.workshop.refused = text;
    await bus.send(topic, message);
    const [letter] = await lettersOf(subject);
    notes.workshop.refused = undefined;
    await bus.send(topic, message);
    await until('the repetition to take effect', async () => (await notes.effectsOf(subject)).length === 1);
    const { body } = await notes.post(`/bus/dead-letters/${letter!.id}/redrive`);
    expect(body).toMatchObject({ outcome: 'already-handled' });
    expect(await notes.effectsOf(subject)).toEqual([text]);
  });

  it('leaves no effect and an open letter when the work is cut off in the middle', async () => {
    const text = `cut ${newId()}`;
    const [letter] = await refusedNotes(text);
    Object.assign(notes.workshop, { refused: undefined, cut: text });
    expect(await notes.post(`/bus/dead-letters/${letter!.id}/redrive`)).toMatchObject({
      status: 503,
      body: { code: 'database-unavailable' },
    });
    expect(await notes.effectsOf(letter!.subject)).toEqual([]);
    expect((await notes.get(`/bus/dead-letters/${letter!.id}`)).body).toMatchObject({ verdict: null, attempts: 0 });
  });

  it('is refused for what was never an event of a topic', async () => {
    const key = newId();
    await bus.send(deadLetters, { key, value: 'from elsewhere', headers: { ce_subject: key } });
    const [letter] = await lettersOf(key);
    expect(letter).toMatchObject({ code: 'dead-letter-unexplained' });
    const { body } = await notes.post(`/bus/dead-letters/${letter!.id}/redrive`);
    expect(body).toMatchObject({ outcome: 'failed', problem: { code: 'dead-letter-without-origin' } });
    expect((await list('code=dead-letter-unexplained')).map(({ id }) => id)).toContain(letter!.id);
  });

  it('is refused for what nobody handles any more, and the letter is still found by what it was about', async () => {
    const subject = newId();
    const { headers, ...message } = messageOf(registered, { text: 'gone' }, { subject });
    const problem = JSON.stringify({ code: 'note-gone', detail: 'It was refused.' });
    const origin = {
      'kafka_dlt-original-topic': topic,
      'kafka_dlt-original-partition': '0',
      'kafka_dlt-original-offset': '0',
    };
    const type = { ce_type: `${registered.type.replace(/v\d+$/, '')}v99` };
    await bus.send(deadLetters, { ...message, headers: { ...headers, ...type, ...origin, problem } });
    const [letter] = await lettersOf(subject);
    const { body } = await notes.post(`/bus/dead-letters/${letter!.id}/redrive`);
    expect(body).toMatchObject({ outcome: 'failed', problem: { code: 'dead-letter-without-handler' } });
    expect(await list('code=note-gone')).toMatchObject([{ id: letter!.id, attempts: 1 }]);
  });
});

describe('handling many again', () => {
  const many = (body: object) => notes.post('/bus/dead-letters/redrive', body);

  it('a dry run says which it would be and does nothing', async () => {
    const letters = await refusedNotes(`dry ${newId()}`, 2);
    const { body } = await many({ dryRun: true, code: 'note-refused', limit: 500 });
    const ours = (body.letters as Letter[]).filter(({ id }) => letters.some((letter) => letter.id === id));
    expect(ours.map(({ id }) => id)).toEqual(letters.map(({ id }) => id));
    expect(body).toMatchObject({ outcomes: [], next: null, stopped: null });
    expect(ours.map(({ attempts }) => attempts)).toEqual([0, 0]);
  });

  it('goes on from request to request, past those that fail again, oldest first', async () => {
    const since = new Date();
    const broken = `broken ${newId()}`;
    const [first, third] = [await refusedNotes(`one ${newId()}`), await refusedNotes(broken)].flat();
    const second = (await refusedNotes(`two ${newId()}`))[0];
    notes.workshop.refused = broken;
    const ids: string[] = [];
    let next: string | null | undefined;
    do {
      const { body } = await many({ since: since.toISOString(), limit: 2, ...(next && { after: next }) });
      ids.push(...(body.outcomes as { id: string; outcome: string }[]).map(({ id, outcome }) => `${id} ${outcome}`));
      next = body.next as string | null;
    } while (next);
    expect(ids).toEqual([`${first!.id} handled`, `${third!.id} failed`, `${second!.id} handled`]);
    expect((await many({ since: since.toISOString(), dryRun: true })).body.letters).toMatchObject([{ id: third!.id }]);
  });

  it('stops when something is unavailable, because each of the others would meet the same', async () => {
    const since = new Date();
    const text = `away ${newId()}`;
    await refusedNotes(text, 3);
    Object.assign(notes.workshop, { refused: undefined, away: text });
    const { body } = await many({ since: since.toISOString() });
    expect(body).toMatchObject({ matching: 3, outcomes: [], stopped: { code: 'helper-away' } });
    notes.workshop.away = undefined;
    expect((await many({ since: since.toISOString() })).body.outcomes).toHaveLength(3);
  });

  it('keeps to its rate', async () => {
    const since = new Date();
    await refusedNotes(`slow ${newId()}`, 4);
    const slow = await startOperatedService(contracts, { url: held.url, brokers, redrivesPerSecond: 10 });
    try {
      const began = Date.now();
      await slow.post('/bus/dead-letters/redrive', { since: since.toISOString() });
      expect(Date.now() - began).toBeGreaterThanOrEqual(300);
    } finally {
      await slow.close();
    }
  });
});

describe('a service that is stopped while it handles many again', () => {
  it('says so; what it has done is closed, and another instance goes on from there', async () => {
    const since = new Date();
    const text = `stopped ${newId()}`;
    const letters = await refusedNotes(text, 30);
    notes.workshop.refused = undefined;
    const first = await startOperatedService(contracts, { url: held.url, brokers, redrivesPerSecond: 10 });
    const answer = first.post('/bus/dead-letters/redrive', { since: since.toISOString() });
    await until('the second to take effect', async () => (await notes.effectsOf(letters[1]!.subject)).length === 1);
    await first.close();
    const { body } = await answer;
    expect(body).toMatchObject({ stopped: { code: 'service-stops' } });
    const done = (body.outcomes as Letter[]).map(({ id }) => id);
    expect(done.length).toBeLessThan(letters.length);

    const rest = (await notes.post('/bus/dead-letters/redrive', { since: since.toISOString() })).body;
    expect([...done, ...(rest.outcomes as Letter[]).map(({ id }) => id)]).toEqual(letters.map(({ id }) => id));
    for (const { subject } of letters) expect(await notes.effectsOf(subject)).toEqual([text]);
  });
});

describe('discarding a dead letter', () => {
  it('ends the matter, with a reason', async () => {
    const [letter] = await refusedNotes(`given up ${newId()}`);
    const { status, body } = await notes.post(`/bus/dead-letters/${letter!.id}/discard`, { reason: 'sent by mistake' });
    expect({ status, ...body }).toMatchObject({ status: 200, verdict: 'discarded', verdictReason: 'sent by mistake' });
    expect((await list('verdict=open')).map(({ id }) => id)).not.toContain(letter!.id);
    expect((await list('verdict=discarded')).map(({ id }) => id)).toContain(letter!.id);
    for (const action of ['discard', 'redrive']) {
      const again = await notes.post(`/bus/dead-letters/${letter!.id}/${action}`, { reason: 'again' });
      expect(again).toMatchObject({ status: 409, body: { code: 'dead-letter-closed' } });
    }
  });
});

describe('did this service handle that event?', () => {
  const story = async (id: string) => (await notes.get(`/bus/events/${id}`)).body;

  it('yes, since when; no, it is a dead letter; nothing is known of it', async () => {
    const [letter] = await refusedNotes(`story ${newId()}`);
    notes.workshop.refused = undefined;
    const subject = newId();
    const good = messageOf(registered, { text: 'good' }, { subject });
    await bus.send(topic, good as OutgoingMessage);
    await until('the note to take effect', async () => (await notes.effectsOf(subject)).length === 1);
    const consumer = service;
    expect(await story(good.headers['ce_id']!)).toMatchObject({ consumer, state: 'handled', deadLetters: [] });
    expect(await story(letter!.eventId)).toMatchObject({ state: 'dead-lettered', deadLetters: [{ id: letter!.id }] });
    const unknown = {
      eventId: newId(),
      consumer,
      state: 'unknown',
      handledAt: null,
      deadLetters: [],
      announcement: null,
    };
    expect(await story(unknown.eventId)).toEqual(unknown);
    await notes.post(`/bus/dead-letters/${letter!.id}/redrive`);
    expect(await story(letter!.eventId)).toMatchObject({ state: 'handled', deadLetters: [{ verdict: 'redriven' }] });
  });

  it('knows an event by its id, however that is written', async () => {
    const subject = newId();
    const id = newId().toUpperCase();
    await bus.send(topic, messageOf(registered, { text: 7 }, { subject, envelope: { id } }) as OutgoingMessage);
    const [letter] = await lettersOf(subject);
    expect(await story(id)).toMatchObject({ state: 'dead-lettered', deadLetters: [{ id: letter!.id }] });
  });
});

describe('bad requests and strangers', () => {
  const nobody = '9-999';
  it.each([
    ['GET', '/bus/dead-letters?since=yesterday', undefined, 400, 'request-invalid'],
    ['GET', '/bus/dead-letters?since=2026-02-30T00:00:00Z', undefined, 400, 'request-invalid'],
    ['GET', '/bus/dead-letters?verdict=maybe', undefined, 400, 'request-invalid'],
    ['GET', '/bus/dead-letters?type=%00', undefined, 400, 'request-invalid'],
    ['GET', '/bus/dead-letters?limit=0', undefined, 400, 'request-invalid'],
    ['GET', '/bus/dead-letters?after=nonsense', undefined, 400, 'cursor-invalid'],
    ['GET', `/bus/dead-letters/${nobody}`, undefined, 404, 'dead-letter-not-found'],
    ['GET', '/bus/dead-letters/zero', undefined, 404, 'dead-letter-not-found'],
    ['POST', `/bus/dead-letters/${nobody}/redrive`, {}, 404, 'dead-letter-not-found'],
    ['POST', `/bus/dead-letters/${nobody}/discard`, {}, 400, 'request-invalid'],
    ['POST', `/bus/dead-letters/${nobody}/discard`, { reason: ' ' }, 400, 'request-invalid'],
    ['POST', `/bus/dead-letters/${nobody}/discard`, { reason: 'why not' }, 404, 'dead-letter-not-found'],
    ['POST', '/bus/dead-letters/redrive', { limit: 501 }, 400, 'request-invalid'],
    ['POST', '/bus/dead-letters/redrive', { limit: null }, 400, 'request-invalid'],
    ['POST', '/bus/dead-letters/redrive', { everything: true }, 400, 'request-invalid'],
    ['GET', '/bus/events/7', undefined, 400, 'event-id-malformed'],
  ] as const)('%s %s %j', async (method, path, body, status, code) => {
    const answer = method === 'GET' ? await notes.get(path) : await notes.post(path, body);
    expect(answer).toMatchObject({ status, body: { code, detail: expect.stringMatching(/\.$/) } });
  });

  it('only an operator is let in', async () => {
    for (const [as, status, code] of [
      [null, 401, 'token-missing'],
      [reader, 403, 'access-permission-missing'],
    ] as const) {
      const paths = [
        '/bus/dead-letters',
        '/bus/dead-letters/0-0',
        `/bus/events/${newId()}`,
        '/bus/refused',
        '/bus/replays',
        '/bus/operations',
      ];
      for (const path of paths) expect(await notes.get(path, as)).toMatchObject({ status, body: { code } });
      for (const path of [
        '/bus/dead-letters/redrive',
        '/bus/dead-letters/0-0/discard',
        '/bus/refused/1/retry',
        '/bus/replays',
      ])
        expect(await notes.post(path, {}, as)).toMatchObject({ status, body: { code } });
    }
  });
});
