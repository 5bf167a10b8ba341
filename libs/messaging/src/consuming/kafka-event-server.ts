import type { Logger } from '@nestjs/common';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastValueFrom } from 'rxjs';
import type { KafkaBroker, MessageSender, OpenReader } from '../broker/kafka.broker.js';
import type { EventDispatcher } from './event-dispatcher.js';
import type { HandlerExtras } from './on-event.decorator.js';

const shortestPause = 500;
const longestPause = 5_000;

/** Where the consuming side stands. */
export type ConsumerState = 'idle' | 'connecting' | 'reading';

/**
 * Nest's transport for events: reads the topics of all `@OnEvent` handlers as one consumer group, named after the
 * service. A broker that is away makes it try again, for as long as it takes; it never ends the process.
 */
export class KafkaEventServer extends Server implements CustomTransportStrategy {
  /** Errors of handlers come back to us; Nest need not log them as well. */
  override propagatesEventHandlerErrors = true;

  private readonly stopped = new AbortController();
  private reader: OpenReader | undefined;
  private working: Promise<void> | undefined;
  private current: ConsumerState = 'idle';

  constructor(
    private readonly service: string,
    private readonly broker: KafkaBroker,
    private readonly dispatcher: EventDispatcher,
    private readonly deadLetters: MessageSender,
    protected override readonly logger: Logger,
  ) {
    super();
  }

  get state(): ConsumerState {
    return this.current;
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
      handle: (event, tx) =>
        lastValueFrom(this.transformToObservable(callback(event, tx) as Promise<unknown>), { defaultValue: undefined }),
    });
  }

  /** Begins to read, in the background. */
  listen(callback: () => void): void {
    const topics = this.dispatcher.topics();
    if (topics.length > 0) this.working ??= this.read(topics);
    callback();
  }

  /** Waits for the message in hand and leaves the group. */
  async close(): Promise<void> {
    this.stopped.abort();
    await this.reader?.close().catch(() => undefined);
    await this.working;
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

  private async readUntilTrouble(topics: readonly string[], onMessage: () => void): Promise<string> {
    try {
      this.reader = await this.broker.openReader(this.service, topics, async (message, heartbeat) => {
        await this.dispatcher.dispatch(message, heartbeat, this.stopped.signal);
        onMessage();
      });
      if (this.stopped.signal.aborted) await this.reader.close();
      else this.current = 'reading';
      const trouble = await Promise.race([this.reader.ended, aborted(this.stopped.signal)]);
      await this.reader.close().catch(() => undefined);
      return trouble?.message ?? 'stopped';
    } catch (error) {
      return (error as Error).message;
    } finally {
      this.reader = undefined;
    }
  }
}

async function aborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return undefined;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  return undefined;
}
