import type { Transaction } from '@capdev/persistence';
import type { Logger } from '@nestjs/common';
import type { BatchHold, IncomingBatch } from '../broker/group-reader.js';
import type { IncomingMessage } from '../broker/kafka.broker.js';
import type { CarefulStart } from './careful-start.js';
import { type CrashCount, HoldLost } from './crash-count.js';
import { type DispatchEnd, type EventDispatcher, nameOf } from './event-dispatcher.js';
import { Lag } from './lag.js';
import { largestBatch, Pace } from './pace.js';
import type { Watchdog } from './watchdog.js';

// Then the others have a turn: the client asks for more when it is through with everything it got.
const longestTurnMs = 2_000;

/** Takes messages of a topic that no handler listens to; when it rejects, they come again. */
export type Taker = (messages: readonly IncomingMessage[]) => Promise<void>;

interface Partition {
  readonly topic: string;
  readonly partition: number;
  readonly pace: Pace;
  /** So many new messages are handled one by one; unknown until the first is there. */
  careful: number | undefined;
}

/** What this process does with the partitions it was given: how many messages at once, when to wait, how far it is. */
export class PartitionWork {
  readonly lag = new Lag();
  private readonly partitions = new Map<string, Partition>();
  private readonly takers = new Map<string, Taker>();
  private leaving: Promise<void> = Promise.resolve();

  constructor(
    private readonly dispatcher: EventDispatcher,
    private readonly crashes: CrashCount,
    private readonly careful: CarefulStart,
    private readonly watchdog: Watchdog,
    private readonly logger: Logger,
  ) {}

  /** How many partitions wait for something that is unavailable. */
  get waiting(): number {
    return [...this.partitions.values()].filter(({ pace }) => pace.isWaiting).length;
  }

  /** Gives the messages of this topic to somebody else than the handlers. */
  alsoRead(topic: string, take: Taker): void {
    this.takers.set(topic, take);
  }

  /** These are ours now, and no others. */
  assigned(ours: readonly { readonly topic: string; readonly partition: number }[]): void {
    const kept = new Set(ours.map(nameOfPlace));
    for (const [place, partition] of this.partitions) {
      if (kept.has(place)) continue;
      this.partitions.delete(place);
      this.lag.forget(place);
      if (partition.careful !== undefined) this.leave(partition);
    }
  }

  /** Handles what it can. Never rejects. */
  async handle(batch: IncomingBatch, hold: BatchHold): Promise<void> {
    const hand = {};
    this.watchdog.works(hand);
    try {
      await this.handleInTurn(batch, hold, () => this.watchdog.works(hand));
    } finally {
      this.watchdog.ends(hand);
    }
  }

  /** This process has come to an end with all of them. */
  async close(): Promise<void> {
    await this.leaving;
    await this.crashes.leave().catch(() => undefined); // then somebody begins carefully without need
  }

  private async handleInTurn(batch: IncomingBatch, hold: BatchHold, progress: () => void): Promise<void> {
    const { messages, end } = batch;
    const place = nameOfPlace(batch);
    const partition = this.partitionAt(place, batch);
    const over = performance.now() + longestTurnMs;
    for (let at = 0; at < messages.length && hold.goesOn() && performance.now() < over;) {
      const some = messages.slice(at, at + partition.pace.size);
      const began = performance.now();
      const result = await this.dispatch(partition, some, hold, progress);
      at += result.done;
      if (result.done > 0) {
        const last = messages[at - 1]!;
        hold.done(last);
        this.lag.reached(place, last, end, messages[at]);
        if (!result.waits) partition.pace.took(result.done, performance.now() - began);
      }
      if (result.waits) {
        const next = messages[at]!;
        this.lag.waitsAt(place, next, end);
        if (!partition.pace.isWaiting) this.logger.warn(`${nameOf(next)} waits: ${result.waits.message}`);
        return hold.pause(partition.pace.wait(result.unclear ?? false));
      }
    }
  }

  private async dispatch(
    partition: Partition,
    messages: readonly IncomingMessage[],
    hold: BatchHold,
    progress: () => void,
  ): Promise<DispatchEnd> {
    const take = this.takers.get(partition.topic);
    if (take) {
      return take(messages).then(
        () => ({ done: messages.length, handled: 0 }),
        (waits: Error) => ({ done: 0, handled: 0, waits, unclear: true }),
      );
    }
    if (partition.careful === undefined) {
      try {
        await Promise.all([this.leaving, hold.confirm()]); // one that was frozen must not take it from its successor
        partition.careful = (await this.crashes.open(partition)) ? largestBatch : 0;
      } catch (error) {
        return { done: 0, handled: 0, waits: error as Error };
      }
    }
    const keep = (tx: Transaction) => this.crashes.keep(tx, partition);
    const watch = { goesOn: () => hold.goesOn(), progress, keep };
    const isCareful = partition.careful > 0;
    const end = await (isCareful ? this.careful : this.dispatcher).dispatch(messages, watch);
    if (isCareful) partition.careful -= end.handled;
    if (end.waits instanceof HoldLost) partition.careful = undefined;
    return end;
  }

  private partitionAt(place: string, { topic, partition }: IncomingBatch): Partition {
    let found = this.partitions.get(place);
    if (!found) this.partitions.set(place, (found = { topic, partition, pace: new Pace(), careful: undefined }));
    return found;
  }

  private leave(partition: Partition): void {
    this.leaving = this.leaving.then(() => this.crashes.leave(partition)).catch(() => undefined);
  }
}

function nameOfPlace({ topic, partition }: { readonly topic: string; readonly partition: number }): string {
  return `${topic}/${partition}`;
}
