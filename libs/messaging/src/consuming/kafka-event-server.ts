import type { Logger } from '@nestjs/common';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isObservable, lastValueFrom } from 'rxjs';
import type { OpenReader } from '../broker/group-reader.js';
import type { KafkaBroker, MessageSender } from '../broker/kafka.broker.js';
import type { Database } from '@capdev/persistence';
import { CarefulStart } from './careful-start.js';
import { CrashCount } from './crash-count.js';
import type { EventDispatcher } from './event-dispatcher.js';
import type { TopicLag } from './lag.js';
import type { HandlerExtras } from './on-event.decorator.js';
import { PartitionWork, type Taker } from './partition-work.js';
import { Watchdog } from './watchdog.js';

const shortestPause = 500;
const longestPause = 5_000;
const patienceWithReader = 10_000;

class NoAnswers extends Error {}

/** Where the consuming side stands. */
export type ConsumerState = 'idle' | 'connecting' | 'reading';

/** What a service may choose about its listening. */
export interface ConsumingOptions {
  /** How many partitions at the same time, each with a database connection; 3 unless told. */
  readonly partitionsAtOnce?: number;
  /** From when on no progress is worth a word, in milliseconds; 60,000 unless told. After five times as long the process ends. */
  readonly stalledAfterMs?: number;
}

/**
 * Nest's transport for events: reads the topics of all `@OnEvent` handlers as one consumer group, named after the
 * service. A broker that is away makes it try again, for as long as it takes; it never ends the process for it.
 */
export class KafkaEventServer extends Server implements CustomTransportStrategy {
  /** Errors of handlers come back to us; Nest need not log them as well. */
  override propagatesEventHandlerErrors = true;

  private readonly stopped = new AbortController();
  private readonly whenStopped = aborted(this.stopped.signal);
  private readonly work: PartitionWork;
  private readonly watchdog: Watchdog;
  private reader: OpenReader | undefined;
  private working: Promise<void> | undefined;
  private current: ConsumerState = 'idle';
  private giveUp: ((reason: Error) => void) | undefined;
  private readonly moreTopics = new Set<string>();

  /** Awaited before each opening of the reader, on every instance. When it rejects, it is asked again after a pause. */
  beforeReading: (stopped: AbortSignal) => Promise<void> = () => Promise.resolve();

  constructor(
    private readonly service: string,
    private readonly broker: KafkaBroker,
    private readonly dispatcher: EventDispatcher,
    private readonly deadLetters: MessageSender,
    protected override readonly logger: Logger,
    database: Database,
    private readonly options: ConsumingOptions = {},
  ) {
    super();
    const crashes = new CrashCount(database, service, randomUUID());
    this.watchdog = new Watchdog(options.stalledAfterMs ?? 60_000, {
      isReading: () => this.current === 'reading',
      stalled: (who, seconds) => this.onStalled(who, seconds),
      moves: () => this.logger.log('Events are handled again.'),
      hopeless: (seconds) => this.onHopeless(seconds),
    });
    this.work = new PartitionWork(dispatcher, crashes, new CarefulStart(dispatcher, crashes), this.watchdog, logger);
  }

  get state(): ConsumerState {
    return this.current;
  }

  /** Whether nothing has moved for too long. */
  get isStalled(): boolean {
    return this.watchdog.isStalled;
  }

  /** How many partitions wait for something that is unavailable. */
  get waitingPartitions(): number {
    return this.work.waiting;
  }

  /** How far this process is behind, in each topic of which it has read. */
  lag(): TopicLag[] {
    return this.work.lag.topics();
  }

  /** Called by Nest for each decorated method. */
  override addHandler(
    pattern: unknown,
    callback: MessageHandler,
    isEventHandler = false,
    extras: HandlerExtras = {},
  ): void {
    const { definition } = extras;
    if (!isEventHandler || !definition) {
      throw new Error(
        `The handler of "${String(pattern)}" is not decorated by @OnEvent: nothing else is read from the bus.`,
      );
    }
    super.addHandler(pattern, callback, isEventHandler, extras);
    this.dispatcher.register({
      definition,
      // Interceptors make an observable of it. Making one of everything would cost as much as reading the event.
      handle: async (event, tx) => {
        const result: unknown = await callback(event, tx);
        return isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
      },
    });
  }

  /** Reads another topic beside those of the handlers, from the next opening of the reader on. */
  alsoRead(topic: string, take: Taker): void {
    this.moreTopics.add(topic);
    this.work.alsoRead(topic, take);
  }

  /** Closes the reader after what is in hand, and opens another one. */
  reopen(reason: string): void {
    this.giveUp?.(new Error(reason));
  }

  /** Begins to read, in the background. */
  listen(callback: () => void): void {
    const topics = this.dispatcher.topics();
    if (topics.length > 0) {
      this.watchdog.start();
      this.working ??= this.read(topics);
    }
    callback();
  }

  /** Waits for the messages in hand and leaves the group. */
  async close(): Promise<void> {
    this.stopped.abort();
    await this.reader?.close().catch(() => undefined);
    await this.working;
    this.watchdog.stop();
    if (this.working) await this.work.close();
    await this.deadLetters.close();
  }

  override on(): never {
    throw new Error('The event server has no events of its own; see its state.');
  }

  override unwrap(): never {
    throw new Error('The Kafka client stays inside the broker.');
  }

  private async read(topics: readonly string[]): Promise<void> {
    const { signal } = this.stopped;
    let pause = shortestPause;
    while (!signal.aborted) {
      this.current = 'connecting';
      const reason = await this.readUntilTrouble(topics, () => (pause = shortestPause));
      this.current = 'idle';
      if (signal.aborted) return;
      if (pause === shortestPause) this.logger.warn(`Reading from Kafka stopped and is tried again: ${reason}`);
      this.current = 'connecting';
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, longestPause);
    }
  }

  private async readUntilTrouble(topics: readonly string[], onFetch: () => void): Promise<string> {
    try {
      await this.beforeReading(this.stopped.signal);
      const givenUp = new Promise<Error>((resolve) => (this.giveUp = resolve));
      const reader = await this.broker.openReader(
        this.service,
        [...topics, ...this.moreTopics],
        {
          batch: (batch, hold) => this.work.handle(batch, hold),
          assigned: (partitions) => this.work.assigned(partitions),
          fetched: () => {
            this.watchdog.fetched();
            onFetch();
          },
        },
        this.options.partitionsAtOnce,
      );
      this.reader = reader;
      if (this.stopped.signal.aborted) await reader.close();
      else this.current = 'reading';
      const trouble = await Promise.race([reader.ended, givenUp, this.whenStopped]);
      this.current = 'connecting';
      const closed = reader.close().catch(() => undefined);
      // One that gets no answers may never close; it does nothing any more.
      await Promise.race(
        trouble instanceof NoAnswers ? [closed, sleep(patienceWithReader, undefined, { ref: false })] : [closed],
      );
      return trouble?.message ?? 'stopped';
    } catch (error) {
      return (error as Error).message;
    } finally {
      this.reader = undefined;
    }
  }

  private onStalled(who: 'reader' | 'handler', seconds: number): void {
    if (who === 'handler') this.logger.error(`No handler of an event has come to an end for ${seconds} s.`);
    else {
      this.logger.error(`Kafka has given no answer to this consumer for ${seconds} s. It is opened again.`);
      this.giveUp?.(new NoAnswers('no answers'));
    }
  }

  // Only a new process can get rid of a handler that does not end. Its supervisor starts one, which counts the crash.
  private onHopeless(seconds: number): void {
    this.logger.error(`Events have stood still for ${seconds} s: this process ends, so that another one begins.`);
    process.exit(1);
  }
}

async function aborted(signal: AbortSignal): Promise<undefined> {
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  return undefined;
}
