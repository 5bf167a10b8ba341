import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, newId } from '@capdev/persistence';
import { until } from '../../../tools/local/wait.js';
import { deadLetterTopic, MessagingHealth } from '../src/index.js';
import { messageOf, TestBus } from '../testing/index.js';
import { type AuditService, startAuditService } from './support/audit-service.js';
import { type MessagingDatabase, messagingDatabase, waitingCount } from './support/database.js';
import { noteContracts } from './support/notes.js';
import { ownKafka, type OwnKafka } from './support/own-kafka.js';
import { NoteWriter, upTo } from './support/writer.js';

const contracts = noteContracts();
const patient = { deadlineMs: 40_000 };

describe('a service whose Kafka goes away', () => {
  let kafka: OwnKafka;
  let held: MessagingDatabase;
  let service: AuditService;
  let bus: TestBus;

  beforeAll(async () => {
    kafka = await ownKafka();
    held = await messagingDatabase();
    bus = new TestBus(kafka.brokers);
  }, 60_000);
  afterAll(async () => {
    await service.close();
    await held.drop();
    await kafka.remove();
  }, 30_000);

  it('starts without it, loses nothing when it comes, and nothing when it is killed and comes back', async () => {
    service = await startAuditService(contracts, { url: held.url, brokers: kafka.brokers });
    const health = service.app.get(MessagingHealth);
    const writer = new NoteWriter(contracts, service.app.get(Database), service.relay);
    const id = newId();
    const heard = async (count: number): Promise<boolean> => (await service.entriesFor(id)).length === count;

    await writer.write(id, [1, 2, 3]);
    await until('the service to be degraded', async () => (await health.state()).status === 'degraded');
    await expect(health.check()).rejects.toThrow('The bus is degraded');
    expect(await waitingCount(held.database)).toBe(3);

    await kafka.start();
    await bus.createTopics(contracts.topic, deadLetterTopic(contracts.service));
    await until('the notes to be sent and heard', () => heard(3), patient);
    await until('the service to be connected', async () => (await health.state()).status === 'connected', patient);

    await kafka.kill();
    for (const sequence of [4, 5, 6]) await writer.write(id, [sequence]);
    await until('the service to be degraded', async () => (await health.state()).status === 'degraded');
    expect(await waitingCount(held.database)).toBe(3);

    await kafka.start();
    await until('the waiting notes to be sent and heard', () => heard(6), patient);
    expect((await service.entriesFor(id)).map(({ sequence }) => Number(sequence))).toEqual(upTo(6));
    expect(await waitingCount(held.database)).toBe(0);
    await until('the service to be connected', async () => (await health.state()).status === 'connected', patient);
  }, 120_000);

  it('goes on listening when a dead letter could not be written at first', async () => {
    const other = noteContracts();
    await bus.createTopics(other.topic);
    const listener = await startAuditService(other, { url: held.url, brokers: kafka.brokers, relay: false });
    try {
      const state = () => listener.app.get(MessagingHealth).state();
      await until('the service to read', async () => (await state()).consumer === 'reading', patient);
      const subject = newId();
      await bus.send(other.topic, messageOf(other.registered, { text: 'refused' }, { subject }));
      await until('Kafka to refuse the letter', async () => (await state()).waitingPartitions === 1, patient);
      expect(await state()).toMatchObject({ status: 'degraded', consumer: 'reading' });
      expect((await state()).counts.deadLettered).toBe(0);

      await bus.createTopics(deadLetterTopic(other.service));
      const letters = await bus.readTopic(deadLetterTopic(other.service), (all) => all.length > 0, 30_000);
      expect(letters[0]?.key?.toString()).toBe(subject);
    } finally {
      await listener.close();
    }
  }, 60_000);

  it('notices a Kafka that does not answer, lives on, and listens again when it does', async () => {
    const other = noteContracts();
    await bus.createTopics(other.topic);
    const stalledAfterMs = 1_500;
    const listener = await startAuditService(other, {
      url: held.url,
      brokers: kafka.brokers,
      relay: false,
      consuming: { stalledAfterMs },
    });
    try {
      const state = () => listener.app.get(MessagingHealth).state();
      const subject = newId();
      await bus.send(other.topic, messageOf(other.registered, { text: 'before' }, { subject }));
      await until('the first to be heard', async () => (await listener.entriesFor(subject)).length === 1, patient);
      expect(await state()).toMatchObject({ stalled: false });

      kafka.freeze();
      const frozenAt = performance.now();
      await until('the standstill to be noticed', async () => (await state()).stalled, patient);
      await until('the reader to be given up', async () => (await state()).consumer === 'connecting', patient);
      // Five times as long with a handler in hand ends a process; this one has none, and is here to say so.
      await until('long enough', () => performance.now() - frozenAt > 6 * stalledAfterMs, patient);
      kafka.thaw();
      await bus.send(other.topic, messageOf(other.registered, { text: 'after' }, { subject }));
      await until('the second to be heard', async () => (await listener.entriesFor(subject)).length === 2, patient);
      await until('nothing to stand still', async () => !(await state()).stalled, patient);
    } finally {
      kafka.thaw();
      await listener.close();
    }
  }, 120_000);
});
