// The starter's only contact with Kafka: whether it answers, and which topics there are. Messages go through libs/messaging.
import { Kafka, logLevel, type SASLOptions } from 'kafkajs';
import { type KafkaSecurity, socketsFor } from '../../libs/messaging/src/broker/kafka-security.js';

/** A topic as it must exist. */
export interface Topic {
  name: string;
  partitions: number;
  /** -1 keeps everything. */
  retentionMs: number;
  /** The cluster's own unless said. */
  maxMessageBytes?: number;
}

function adminOf(brokers: string[], security?: KafkaSecurity) {
  const retry = { retries: 0 };
  return new Kafka({
    clientId: 'provisioning',
    brokers,
    socketFactory: socketsFor(security?.tls),
    ...(security?.sasl && { sasl: { ...security.sasl } as SASLOptions }),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2_000,
    retry,
  }).admin();
}

/** Whether a broker is there and part of a cluster. */
export async function brokerAnswers(brokers: string[], security?: KafkaSecurity): Promise<boolean> {
  const admin = adminOf(brokers, security);
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** Creates the topics that are missing and returns their names. A topic that exists is left as it is. */
export async function createTopics(brokers: string[], topics: Topic[], security?: KafkaSecurity): Promise<string[]> {
  const admin = adminOf(brokers, security);
  await admin.connect();
  try {
    const present = await admin.listTopics();
    const missing = topics.filter(({ name }) => !present.includes(name));
    if (missing.length === 0) return [];
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map(({ name, partitions, retentionMs, maxMessageBytes }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor: -1, // the cluster's own default: 1 here, more elsewhere
        configEntries: [
          { name: 'retention.ms', value: String(retentionMs) },
          ...(maxMessageBytes === undefined ? [] : [{ name: 'max.message.bytes', value: String(maxMessageBytes) }]),
        ],
      })),
    });
    return missing.map(({ name }) => name);
  } finally {
    await admin.disconnect();
  }
}

/** How many messages lie in a topic that nothing has expired from and nobody wrote transactions to. */
export async function countMessages(brokers: string[], topic: string): Promise<number> {
  const admin = adminOf(brokers);
  await admin.connect();
  try {
    const ends = await admin.fetchTopicOffsets(topic);
    return ends.reduce((sum, { high }) => sum + Number(high), 0);
  } finally {
    await admin.disconnect();
  }
}
