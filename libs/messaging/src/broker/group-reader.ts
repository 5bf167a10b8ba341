import type { EachBatchPayload, IncomingMessage, KafkaConsumer } from './kafka.broker.js';

/** Messages of one partition, as they follow one another there. */
export interface IncomingBatch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly IncomingMessage[];
  /** The offset that the next message written to the partition gets, as text. */
  readonly end: string;
}

/** What the handler of a batch may do with its partition. */
export interface BatchHold {
  /** False when the handler should come to an end soon: the reader closes, or the group has changed. */
  goesOn(): boolean;
  /** The message and all before it are at their end; they are not given again. */
  done(message: IncomingMessage): void;
  /** Resolves when the group still counts on this member; rejects when it does not. */
  confirm(): Promise<void>;
  /** Leaves the partition alone for so many milliseconds; then what is not done is given again. Others go on. */
  pause(ms: number): void;
}

/** Who is told of what is read. Batches of several partitions come at the same time, those of one partition one by one. */
export interface GroupListener {
  /** Ends when it is through, pauses or does not go on; what is not done then is given again. */
  batch(batch: IncomingBatch, hold: BatchHold): Promise<void>;
  /** The partitions of this member, after each change of the group. */
  assigned?(partitions: readonly { readonly topic: string; readonly partition: number }[]): void;
  /** Kafka has answered a question for messages. */
  fetched?(): void;
}

/** A member of a consumer group, reading. */
export interface OpenReader {
  /** Resolves with the cause when it has stopped by itself: the broker went away, a handler threw. */
  readonly ended: Promise<Error>;
  /** Waits for what is in hand, commits, leaves the group. */
  close(): Promise<void>;
}

const beatEvery = 3_000;
const commitAfter = 1_000;

/**
 * Reads with the Kafka client's batches. It commits on its own, a second after something was done and not after each
 * batch: the client fetches nothing while it commits, and a repetition costs a look into the inbox.
 */
export class GroupReader implements OpenReader {
  readonly ended: Promise<Error>;
  private readonly inHand = new Set<Promise<void>>();
  private readonly pauses = new Set<NodeJS.Timeout>();
  private closing = false;
  private commitTimer: NodeJS.Timeout | undefined;
  /** The partitions of this member; what is done of others after a change of the group is theirs to say. */
  private ours: ReadonlySet<string> = new Set();
  /** Commits what is done. */
  private commit: () => Promise<void> = () => Promise.resolve();

  constructor(
    private readonly consumer: KafkaConsumer,
    private readonly listener: GroupListener,
  ) {
    this.ended = new Promise((resolve) => {
      consumer.on('consumer.crash', ({ payload }) => resolve(payload.error));
    });
    consumer.on('consumer.group_join', ({ payload: { memberAssignment } }) => {
      const assigned = Object.entries(memberAssignment).flatMap(([topic, partitions]) =>
        partitions.map((partition) => ({ topic, partition })),
      );
      this.ours = new Set(assigned.map(placeOf));
      listener.assigned?.(assigned);
    });
    consumer.on('consumer.fetch', () => listener.fetched?.());
    consumer.on('consumer.rebalancing', () => void this.commit());
  }

  /** @param concurrency how many partitions at the same time */
  async open(topics: readonly string[], concurrency: number): Promise<void> {
    try {
      await this.consumer.connect();
      await this.consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await this.consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: concurrency,
        eachBatch: (payload) => {
          const work = this.eachBatch(payload);
          const watched = work.catch(() => undefined).finally(() => this.inHand.delete(watched));
          this.inHand.add(watched);
          return work;
        },
      });
    } catch (error) {
      await this.consumer.disconnect().catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    await Promise.all(this.inHand);
    await this.commit();
    clearTimeout(this.commitTimer);
    for (const timer of this.pauses) clearTimeout(timer);
    await this.consumer.disconnect();
  }

  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    if (this.closing || payload.isStale()) return;
    const { batch, heartbeat } = payload;
    this.commit = () => payload.commitOffsetsIfNecessary(payload.uncommittedOffsets()).catch(() => undefined);
    let changed: { readonly reason: unknown } | undefined;
    // Its failure means that the group has changed or the broker is away. The client finds its way, once it has the word.
    const confirm = () =>
      heartbeat().catch((reason: unknown) => {
        changed ??= { reason };
        throw reason;
      });
    const beat = setInterval(() => void confirm().catch(() => undefined), beatEvery);
    try {
      await this.listener.batch(incoming(batch), {
        goesOn: () => !this.closing && changed === undefined,
        confirm,
        done: (message) => {
          if (!this.ours.has(placeOf(batch))) return;
          payload.resolveOffset(message.offset);
          this.commitSoon();
        },
        pause: (ms) => this.resumeLater(payload.pause(), ms),
      });
    } finally {
      clearInterval(beat);
    }
    if (!changed) return;
    await this.commit(); // while the group still knows this member as it was
    throw changed.reason;
  }

  private commitSoon(): void {
    this.commitTimer ??= setTimeout(() => {
      this.commitTimer = undefined;
      void this.commit();
    }, commitAfter);
  }

  private resumeLater(resume: () => void, ms: number): void {
    const timer = setTimeout(() => {
      this.pauses.delete(timer);
      resume();
    }, ms);
    this.pauses.add(timer);
  }
}

function placeOf({ topic, partition }: { readonly topic: string; readonly partition: number }): string {
  return `${topic}/${partition}`;
}

function incoming({ topic, partition, messages, highWatermark }: EachBatchPayload['batch']): IncomingBatch {
  return {
    topic,
    partition,
    end: highWatermark,
    messages: messages.map(({ offset, timestamp, key, value, headers = {} }) => ({
      topic,
      partition,
      offset,
      timestamp,
      key,
      value,
      headers,
    })),
  };
}
