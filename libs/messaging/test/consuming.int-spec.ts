import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@capdev/persistence';
import { until } from '../../../tools/local/wait.js';
import type { OutgoingMessage } from '../src/broker/kafka.broker.js';
import { deadLetterTopic, EventConsumer, MessagingHealth, OnEvent } from '../src/index.js';
import { announcements, deliver, headerOf, messageOf, TestBus } from '../testing/index.js';
import { type AuditService, startAuditService } from './support/audit-service.js';
import { type MessagingDatabase, messagingDatabase } from './support/database.js';
import { noteContracts } from './support/notes.js';

const brokers = process.env['KAFKA_BROKERS']!;
const bus = new TestBus(brokers);
const contracts = noteContracts();
const { topic, service, registered } = contracts;
const deadLetters = deadLetterTopic(service);

describe('a service that listens', () => {
  let held: MessagingDatabase;
  let audit: AuditService;

  beforeAll(async () => {
    held = await messagingDatabase();
    await bus.createTopics(topic, deadLetters);
    audit = await startAuditService(contracts, { url: held.url, brokers, relay: false });
  });
  afterAll(async () => {
    await audit.close();
    await held.drop();
  });

  /** Sends the messages, then one that is in order, and waits until that one has taken effect. */
  async function sendThenOneMore(subject: string, ...messages: OutgoingMessage[]): Promise<void> {
    const last = messageOf(registered, { text: 'the next one' }, { subject, sequence: 99 });
    await bus.send(topic, ...messages, last);
    await until('the next message to be handled', async () =>
      (await audit.entriesFor(subject)).some(({ eventId }) => eventId === last.headers['ce_id']),
    );
  }

  async function effectsOf(subject: string): Promise<string[]> {
    return (await audit.entriesFor(subject)).map(({ entry }) => entry.data.text);
  }

  async function deadLetterOf(subject: string) {
    const found = await bus.readTopic(deadLetters, (all) => all.some(({ key }) => key?.toString() === subject));
    return found.find(({ key }) => key?.toString() === subject)!;
  }

  it('handles an event once when it is delivered once', async () => {
    const subject = newId();
    await sendThenOneMore(subject, messageOf(registered, { text: 'first', page: 7 }, { subject }));
    expect(await effectsOf(subject)).toEqual(['first', 'the next one']);
  });

  it('handles an event once when it is delivered twice', async () => {
    const subject = newId();
    const message = messageOf(registered, { text: 'twice' }, { subject });
    await sendThenOneMore(subject, message, message);
    expect(await effectsOf(subject)).toEqual(['twice', 'the next one']);
  });

  it('ignores a field that a newer producer has added', async () => {
    const subject = newId();
    await sendThenOneMore(subject, messageOf(registered, { text: 'newer', colour: 'green' }, { subject }));
    const [entry] = await audit.entriesFor(subject);
    expect(entry?.entry.data).toEqual({ text: 'newer' });
  });

  it('takes data that looks like a message of Kafka, or begins with a bracket, for data', async () => {
    const subject = newId();
    const data = { text: '{"text":"not me"}', key: 'k', value: { text: 'nor me' }, headers: {} };
    await sendThenOneMore(subject, messageOf(registered, data, { subject }));
    expect(await effectsOf(subject)).toEqual(['{"text":"not me"}', 'the next one']);
  });

  it('skips an event of a type it does not listen to', async () => {
    const subject = newId();
    await sendThenOneMore(subject, messageOf(contracts.retired, { text: 'unknown here' }, { subject }));
    expect(await effectsOf(subject)).toEqual(['the next one']);
    const { counts } = await audit.app.get(MessagingHealth).state();
    expect(counts.skipped).toBeGreaterThan(0);
  });

  it('puts a refused event among the dead letters, with the reason beside it, and handles the next', async () => {
    const subject = newId();
    const message = messageOf(registered, { text: 'refused' }, { subject });
    await sendThenOneMore(subject, message);
    expect(await effectsOf(subject)).toEqual(['the next one']);

    const letter = await deadLetterOf(subject);
    expect(letter.value?.toString()).toBe(message.value);
    expect(headerOf(letter, 'ce_id')).toBe(message.headers['ce_id']);
    expect(headerOf(letter, 'kafka_dlt-original-topic')).toBe(topic);
    expect(headerOf(letter, 'kafka_dlt-original-partition')).toMatch(/^\d+$/);
    expect(headerOf(letter, 'kafka_dlt-original-offset')).toMatch(/^\d+$/);
    expect(headerOf(letter, 'kafka_dlt-original-timestamp')).toMatch(/^\d{13}$/);
    expect(headerOf(letter, 'kafka_dlt-original-consumer-group')).toBe(service);
    expect(headerOf(letter, 'kafka_dlt-exception-message')).toBe('Nobody wants this note.');
    expect(JSON.parse(headerOf(letter, 'problem')!)).toMatchObject({ code: 'note-refused', status: 409 });
  });

  const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  const withoutHeader = (message: OutgoingMessage, name: string): OutgoingMessage => {
    const { [name]: _, ...headers } = message.headers;
    return { ...message, headers };
  };
  it.each<[string, (subject: string) => OutgoingMessage, string]>([
    [
      'makes the handler fail with a bug',
      (subject) => messageOf(registered, { text: 'bug' }, { subject }),
      'event-handler-failed',
    ],
    ['breaks its contract', (subject) => messageOf(registered, { text: 5 }, { subject }), 'event-breaks-contract'],
    ['is a list', (subject) => messageOf(registered, [1], { subject }), 'event-breaks-contract'],
    [
      'is nested ten thousand deep',
      (subject) => ({ ...messageOf(registered, {}, { subject }), value: deep }),
      'event-breaks-contract',
    ],
    [
      'uses the name "constructor"',
      (subject) => messageOf(registered, { text: 'x', more: { constructor: 'x' } }, { subject }),
      'event-breaks-contract',
    ],
    [
      'is not JSON',
      (subject) => ({ ...messageOf(registered, {}, { subject }), value: '{"text":' }),
      'event-not-readable',
    ],
    [
      'is not UTF-8',
      (subject) => ({ ...messageOf(registered, {}, { subject }), value: Buffer.from([0x22, 0xff, 0x22]) }),
      'event-not-readable',
    ],
    [
      'is a deletion mark',
      (subject) => ({ ...messageOf(registered, {}, { subject }), value: null }),
      'event-not-readable',
    ],
    [
      'has no type',
      (subject) => withoutHeader(messageOf(registered, {}, { subject }), 'ce_type'),
      'event-not-readable',
    ],
    ['has no id', (subject) => withoutHeader(messageOf(registered, {}, { subject }), 'ce_id'), 'event-not-readable'],
    [
      'has an id that is no UUID',
      (subject) => messageOf(registered, undefined, { subject, envelope: { id: '17' } }),
      'event-not-readable',
    ],
    ['has no headers', (subject) => ({ ...messageOf(registered, {}, { subject }), headers: {} }), 'event-not-readable'],
  ])('puts a message aside that %s, and handles the next', async (_, make, code) => {
    const subject = newId();
    const message = make(subject);
    await sendThenOneMore(subject, message);
    expect(await effectsOf(subject)).toEqual(['the next one']);
    const letter = await deadLetterOf(subject);
    expect(JSON.parse(headerOf(letter, 'problem')!)).toMatchObject({ code });
    expect(letter.value).toEqual(message.value === null ? null : Buffer.from(message.value));
  });

  it('keeps the reason short however much there is to say', async () => {
    const subject = newId();
    const id = 'x'.repeat(100_000);
    await sendThenOneMore(subject, messageOf(registered, { text: 'long' }, { subject, envelope: { id } }));
    const letter = await deadLetterOf(subject);
    expect(headerOf(letter, 'problem')!.length).toBeLessThan(8_192);
    expect(headerOf(letter, 'kafka_dlt-exception-message')!.length).toBeLessThan(8_192);
    expect(headerOf(letter, 'ce_id')).toBe(id);
  });

  it('tries again in place while something is unavailable, and handles what comes after in order', async () => {
    const subject = newId();
    audit.helper.away = 3;
    await sendThenOneMore(subject, messageOf(registered, { text: 'unavailable' }, { subject }));
    expect(audit.helper.asked).toBe(4);
    expect(await effectsOf(subject)).toEqual(['unavailable', 'the next one']);
  });

  it('carries the story on: what is announced because of an event names it as its cause', async () => {
    const subject = newId();
    const message = messageOf(contracts.revised, { text: 'x' }, { subject, envelope: { correlationid: 'story-2' } });
    await sendThenOneMore(subject, message);
    const [announced] = await announcements(held.database, subject);
    expect(announced).toMatchObject({
      type: contracts.shelfRegistered.type,
      correlationid: 'story-2',
      causationid: message.headers['ce_id'],
    });
    expect(announced?.traceparent).toMatch(/^00-/);
  });

  it('can be given an event by a test, without Kafka', async () => {
    const subject = newId();
    await deliver(audit.app, topic, messageOf(registered, { text: 'by hand' }, { subject }));
    expect(await effectsOf(subject)).toEqual(['by hand']);
  });

  it('is connected, and says so', async () => {
    const health = audit.app.get(MessagingHealth);
    expect(await health.state()).toMatchObject({ status: 'connected', consumer: 'reading' });
    await expect(health.check()).resolves.toBeUndefined();
    const names = (await health.readings()).map(({ name }) => name);
    expect(names).toContain('capdev_outbox_depth');
    expect(names).toContain('capdev_events_received_total');
  });

  it('does not start with two handlers for one event', async () => {
    @EventConsumer()
    class Twice {
      @OnEvent(registered)
      first(): void {}

      @OnEvent(registered)
      second(): void {}
    }
    await expect(startAuditService(contracts, { url: held.url, brokers, consumers: [Twice] })).rejects.toThrow(
      /has two handlers/,
    );
  });
});
