import { randomUUID } from 'node:crypto';
import type { EventDefinition } from '@capdev/contracts/core';
import { type Admin, Kafka, logLevel, type SASLOptions } from 'kafkajs';
import { connectionTrouble, type KafkaSecurity, socketsFor } from '../../libs/messaging/src/broker/kafka-security.js';
import { Halt } from '../local/say.js';
import type { From } from './options.js';
import { receive, type Received } from './received.js';

/** Domain topics have this form; dead letters and other people's topics do not. */
const domainTopic = /^int\.itu\.[a-z]+\.[a-z-]+$/;

/** What is to be read, and what becomes of it. */
export interface Following {
  readonly brokers: string[];
  readonly security?: KafkaSecurity | undefined;
  readonly from: From;
  readonly definitions: readonly EventDefinition[];
  /** Called once, when every event that happens from now on will be seen. */
  readonly onReady?: (topics: string[]) => void;
  /** Called for each message in the order of its partition. */
  readonly onMessage: (received: Received) => void;
  /** Called when reading cannot go on. */
  readonly onLost?: (error: Error) => void;
}

/**
 * Reads all domain topics of a broker from the outside, as any downstream program can: kafkajs, the contracts, nothing
 * else. It leaves no trace: its consumer group has a name of its own, commits nothing and is deleted at the end.
 *
 * @returns a function that ends the reading
 * @throws Halt with one sentence when there is no broker or no topic
 */
export async function follow({
  brokers,
  security,
  from,
  definitions,
  onReady,
  onMessage,
  onLost,
}: Following): Promise<() => Promise<void>> {
  const groupId = `reader-${randomUUID()}`;
  const kafka = new Kafka({
    clientId: 'events',
    brokers,
    socketFactory: socketsFor(security?.tls),
    ...(security?.sasl && { sasl: { ...security.sasl } as SASLOptions }),
    connectionTimeout: 3_000,
    logLevel: logLevel.NOTHING,
    retry: { retries: 3 },
  });
  const admin = kafka.admin();
  const starts = await startsOf(admin, brokers, from, security);
  // Ending waits for the fetch in flight: a short one, so that Ctrl-C ends at once.
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 300, retry: { retries: 10 } });
  await consumer.connect();
  await consumer.subscribe({ topics: starts.map(({ topic }) => topic) });
  const next = new Map(
    starts.flatMap(({ topic, offsets }) => offsets.map((o) => [`${topic}/${o.partition}`, { topic, ...o }])),
  );
  let begun = false;
  const joined = new Promise<void>((resolve, reject) => {
    // With nothing committed a group would begin at the end: it goes on where this reader is, now and after each loss of
    // the broker. What happens while the group forms is not missed either.
    consumer.on(consumer.events.GROUP_JOIN, () => {
      for (const { topic, partition, offset } of next.values()) consumer.seek({ topic, partition, offset });
      resolve();
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (payload.restart) return;
      reject(payload.error);
      if (!begun) return; // whoever called is told by us
      onLost?.(new Halt(`The reading ended: ${payload.error.message}.`));
    });
  });
  joined.catch(() => undefined); // the other promise may be the one that is looked at
  try {
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ topic, partition, message }) => {
        const place = { topic, partition, offset: message.offset };
        next.set(`${topic}/${partition}`, { topic, partition, offset: String(BigInt(message.offset) + 1n) });
        onMessage(receive({ headers: message.headers ?? {}, value: message.value }, place, definitions));
      },
    });
    await joined;
  } catch (error) {
    await Promise.all([consumer.disconnect(), admin.disconnect()]);
    throw new Halt(
      `Kafka lets nobody read here as "${security?.sasl?.username ?? 'anonymous'}" (${(error as Error).message}): ask for Read on int.itu. and on groups that begin with reader-.`,
    );
  }
  begun = true;
  onReady?.(starts.map(({ topic }) => topic));
  return async () => {
    await consumer.disconnect();
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect();
  };
}

interface Start {
  readonly topic: string;
  readonly offsets: readonly { readonly partition: number; readonly offset: string }[];
}

async function startsOf(admin: Admin, brokers: string[], from: From, security?: KafkaSecurity): Promise<Start[]> {
  try {
    await admin.connect();
  } catch (error) {
    const trouble = connectionTrouble(error, security);
    if (!trouble.startsWith('Kafka cannot be reached')) throw new Halt(`${brokers.join(', ')}: ${trouble}.`);
    throw new Halt(
      `No Kafka answers at ${brokers.join(', ')}: start it with "npm start", or say where it is with --brokers host:port.`,
    );
  }
  const topics = (await admin.listTopics()).filter((name) => domainTopic.test(name)).sort();
  if (topics.length === 0) {
    await admin.disconnect();
    throw new Halt(`The Kafka at ${brokers.join(', ')} has no topic with events (int.itu.…): is it the right one?`);
  }
  return Promise.all(topics.map(async (topic) => ({ topic, offsets: await offsetsOf(admin, topic, from) })));
}

async function offsetsOf(admin: Admin, topic: string, from: From): Promise<Start['offsets']> {
  if (typeof from === 'number') return admin.fetchTopicOffsetsByTimestamp(topic, from);
  const offsets = await admin.fetchTopicOffsets(topic);
  return offsets.map(({ partition, low, high }) => ({ partition, offset: from === 'now' ? high : low }));
}
