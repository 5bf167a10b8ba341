import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@capdev/persistence';
import { until } from '../../../tools/local/wait.js';
import { deadLetterTopic, OutboxRelay } from '../src/index.js';
import { headerOf, TestBus } from '../testing/index.js';
import { type MessagingDatabase, messagingDatabase } from './support/database.js';
import { noteContracts } from './support/notes.js';
import { type OperatedService, startOperatedService } from './support/operated-service.js';
import { NoteWriter } from './support/writer.js';

const brokers = process.env['KAFKA_BROKERS']!;
const bus = new TestBus(brokers);
const contracts = noteContracts();
const tooLong = 'x'.repeat(6_000);

describe('an announcement that Kafka refuses', () => {
  let held: MessagingDatabase;
  let notes: OperatedService;
  let writer: NoteWriter;

  beforeAll(async () => {
    held = await messagingDatabase();
    await bus.broker.createTopics([contracts.topic], 1, { 'max.message.bytes': '5000' });
    await bus.createTopics(deadLetterTopic(contracts.service));
    notes = await startOperatedService(contracts, { url: held.url, brokers, relay: true });
    writer = new NoteWriter(contracts, held.database, notes.app.get(OutboxRelay));
  });
  afterAll(async () => {
    await notes.close();
    await held.drop();
  });

  interface Refused {
    readonly position: string;
    readonly eventId: string;
    readonly sequence: number;
  }

  const refusedOf = async (key: string): Promise<Refused[]> => {
    const { status, body } = await notes.get('/bus/refused?limit=100');
    expect(status).toBe(200);
    return (body.items as (Refused & { key: string })[]).filter((each) => each.key === key);
  };

  /** A note whose second announcement is refused, so that the third waits. */
  async function blockedNote(): Promise<{ id: string; refused: Refused }> {
    const id = newId();
    await writer.write(id, [1]);
    await writer.write(id, [2], tooLong);
    await writer.write(id, [3]);
    let refused: Refused[] = [];
    await until('Kafka to refuse it', async () => (refused = await refusedOf(id)).length === 1);
    return { id, refused: refused[0]! };
  }

  async function sequencesOf(id: string, last: number): Promise<number[]> {
    const ofNote = (each: { key: Buffer | null }) => each.key?.toString() === id;
    const all = await bus.readTopic(contracts.topic, (read) =>
      read.some((each) => ofNote(each) && Number(headerOf(each, 'ce_sequence')) === last),
    );
    return all.filter(ofNote).map((each) => Number(headerOf(each, 'ce_sequence')));
  }

  it('is listed with what Kafka said, and its event is told to be refused', async () => {
    const { id, refused } = await blockedNote();
    expect(refused).toMatchObject({
      eventType: contracts.registered.type,
      topic: contracts.topic,
      key: id,
      sequence: 2,
      blocks: true,
      reason: expect.stringMatching(/large/i),
      bytes: expect.any(Number),
    });
    const { body } = await notes.get(`/bus/events/${refused.eventId}`);
    const { position } = refused;
    expect(body).toMatchObject({ state: 'unknown', announcement: { state: 'refused', position } });
  });

  it('goes back to its place and is tried again', async () => {
    const { id, refused } = await blockedNote();
    const { status, body } = await notes.post(`/bus/refused/${refused.position}/retry`);
    expect({ status, ...body }).toEqual({ status: 200, ...refusedOutcome(refused, 'waits-again') });
    // Nothing was mended, so Kafka says the same again, of the same announcement in the same place.
    await until('Kafka to refuse it again', async () => (await refusedOf(id)).length === 1);
    const [again] = await refusedOf(id);
    expect(again).toMatchObject({ position: refused.position, eventId: refused.eventId, sequence: 2 });

    await held.database.dataSource.query(`UPDATE outbox_refused SET data = '{"text":"short"}' WHERE key = '${id}'`);
    await notes.post(`/bus/refused/${refused.position}/retry`);
    expect(await sequencesOf(id, 3)).toEqual([1, 2, 3]);
  });

  it('lets those behind it go on when it is given up, and leaves its words in the log of operations', async () => {
    const { id, refused } = await blockedNote();
    const path = `/bus/refused/${refused.position}/discard`;
    expect(await notes.post(path, {})).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    const { body } = await notes.post(path, { reason: 'the note is obsolete' });
    expect(body).toEqual(refusedOutcome(refused, 'discarded'));
    expect(await sequencesOf(id, 3)).toEqual([1, 3]);
    const [operation] = (await notes.get('/bus/operations?limit=1')).body.items;
    expect(operation).toEqual({
      subject: `refused/${refused.position}`,
      action: 'refused-discarded',
      actor: 'operator-1',
      unit: 'GS',
      at: expect.any(String),
      reason: 'the note is obsolete',
      outcome: expect.objectContaining({ eventId: refused.eventId, data: expect.stringContaining('xxx') }),
    });
    for (const action of ['retry', 'discard']) {
      const again = await notes.post(`/bus/refused/${refused.position}/${action}`, { reason: 'again' });
      expect(again).toMatchObject({ status: 404, body: { code: 'refused-announcement-not-found' } });
    }
    expect((await notes.post('/bus/refused/first/discard', { reason: 'none' })).status).toBe(404);
  });
});

function refusedOutcome({ position, eventId }: { position: string; eventId: string }, outcome: string): object {
  return { position, eventId, outcome };
}
