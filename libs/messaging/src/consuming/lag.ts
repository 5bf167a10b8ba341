import type { IncomingMessage } from '../broker/kafka.broker.js';

/** How far a consumer is behind in a topic. */
export interface TopicLag {
  readonly topic: string;
  /** Messages that were there at the last look and are not at their end. */
  readonly records: number;
  /** How long ago the oldest of them was written. */
  readonly seconds: number;
}

interface PartitionLag {
  readonly topic: string;
  readonly records: number;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** What is known from the batches that were read: Kafka says with each how far its partition reaches. */
export class Lag {
  private readonly partitions = new Map<string, PartitionLag>();

  /** All up to and with this message is at its end. @param end the offset of the partition's next message */
  reached(place: string, last: IncomingMessage, end: string, next: IncomingMessage = last): void {
    const records = Math.max(0, Number(BigInt(end) - BigInt(last.offset)) - 1);
    this.partitions.set(place, { topic: last.topic, records, since: Number(next.timestamp) });
  }

  /** The message is the oldest that is not at its end. */
  waitsAt(place: string, first: IncomingMessage, end: string): void {
    const records = Math.max(0, Number(BigInt(end) - BigInt(first.offset)));
    this.partitions.set(place, { topic: first.topic, records, since: Number(first.timestamp) });
  }

  /** The partition is somebody else's now. */
  forget(place: string): void {
    this.partitions.delete(place);
  }

  /** @param now milliseconds since 1970 */
  topics(now = Date.now()): TopicLag[] {
    const sums = new Map<string, TopicLag>();
    for (const { topic, records, since } of this.partitions.values()) {
      const sum = sums.get(topic) ?? { topic, records: 0, seconds: 0 };
      const seconds = records === 0 ? 0 : Math.max(0, (now - since) / 1_000);
      sums.set(topic, { topic, records: sum.records + records, seconds: Math.max(sum.seconds, seconds) });
    }
    return [...sums.values()];
  }
}
