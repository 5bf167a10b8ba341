import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogueEvents, coursePublishedV1 } from '@capdev/contracts/catalogue';
import { encodeHeaders, topicOf } from '@capdev/contracts/core';
import { Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';
import { until } from '../local/wait.js';
import { follow, type Following } from './follow.js';
import type { Received } from './received.js';

const brokers = (process.env.KAFKA_BROKERS ?? '').split(',');
const kafka = new Kafka({ clientId: 'follow-test', brokers, logLevel: logLevel.NOTHING });
const topic = topicOf(coursePublishedV1.type);
let producer: Producer;

beforeAll(async () => {
  const admin = kafka.admin();
  await admin.connect();
  // Other suites of the same run may have made it; nobody ever deletes it.
  await admin.createTopics({ topics: [{ topic, numPartitions: 3 }], waitForLeaders: true }).catch(() => undefined);
  await admin.disconnect();
  producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
});
afterAll(() => producer.disconnect());

async function announce(
  courseId: string,
  sequence: number,
  value = JSON.stringify({ ...coursePublishedV1.example, courseId }),
) {
  const headers = encodeHeaders({
    id: randomUUID(),
    source: '/course-catalogue',
    type: coursePublishedV1.type,
    subject: courseId,
    time: new Date().toISOString(),
    sequence: String(sequence).padStart(10, '0'),
  });
  await producer.send({ topic, messages: [{ key: courseId, value, headers }] });
}

async function reading(from: Following['from']) {
  const seen: Received[] = [];
  const stop = await follow({ brokers, from, definitions: catalogueEvents, onMessage: (one) => seen.push(one) });
  const of = (courseId: string) =>
    seen.flatMap((one) =>
      one.kind === 'event' && one.envelope.subject === courseId ? [Number(one.envelope.sequence)] : [],
    );
  return { seen, of, stop };
}

describe('following events', () => {
  it('from now on: sees what happens after it said it was ready, and nothing older', async () => {
    const before = randomUUID();
    const after = randomUUID();
    await announce(before, 1);
    const { of, stop } = await reading('now');
    for (const sequence of [1, 2, 3]) await announce(after, sequence);
    await until('three events', () => of(after).length === 3);
    expect(of(after)).toEqual([1, 2, 3]);
    expect(of(before)).toEqual([]);
    await stop();
  });

  it('from the beginning, and from a moment in between', async () => {
    const early = randomUUID();
    const late = randomUUID();
    await announce(early, 1);
    const sent = Date.now();
    await until('the clock to move on', () => Date.now() > sent + 1, { everyMs: 1 }); // Kafka's counts milliseconds
    const moment = Date.now();
    await announce(late, 1);
    const all = await reading('beginning');
    await until('both events', () => all.of(early).length + all.of(late).length === 2);
    await all.stop();
    const some = await reading(moment);
    await until('the later event', () => some.of(late).length === 1);
    expect(some.of(early)).toEqual([]);
    await some.stop();
  });

  it('a message that cannot be read does not hide the next one', async () => {
    const courseId = randomUUID();
    const { seen, of, stop } = await reading('now');
    await announce(courseId, 1, 'not JSON');
    await announce(courseId, 2);
    await until('the second event', () => of(courseId).length === 1);
    expect(of(courseId)).toEqual([2]);
    expect(seen).toContainEqual(expect.objectContaining({ kind: 'unreadable', reason: 'The value is not JSON.' }));
    await stop();
  });

  it('leaves no consumer group behind', async () => {
    const { stop } = await reading('now');
    await stop();
    const admin = kafka.admin();
    await admin.connect();
    const { groups } = await admin.listGroups();
    await admin.disconnect();
    expect(groups.filter(({ groupId }) => groupId.startsWith('reader-'))).toEqual([]);
  });

  it('says in one sentence that nobody answers', async () => {
    const nobody = follow({ brokers: ['127.0.0.1:1'], from: 'now', definitions: [], onMessage: () => undefined });
    await expect(nobody).rejects.toThrow(/^No Kafka answers at 127\.0\.0\.1:1: start it with "npm start"/);
  });
});
