import type { EventDefinition } from '@capdev/contracts/core';
import type { Database, Transaction } from '@capdev/persistence';
import { nextTraceparent, parseTraceparent, runInContext } from '@capdev/service-kit/context';
import { DomainError } from '@capdev/service-kit/problems';
import type { Logger } from '@nestjs/common';
import type { IncomingMessage, MessageSender } from '../broker/kafka.broker.js';
import { isFirstDelivery } from '../inbox/inbox.js';
import { runBecauseOf } from './current-event.js';
import { putAside } from './dead-letter.js';
import { readEnvelope, readEvent, typeOf } from './read-event.js';
import type { ReceivedEvent } from './received-event.js';
import { Retry } from './retry.js';

/** A registered handler: Nest's proxy round the method. */
export interface RegisteredHandler {
  readonly definition: EventDefinition;
  readonly handle: (event: ReceivedEvent<object>, tx: Transaction) => Promise<unknown>;
}

/** How messages ended, since the start. */
export interface DispatchCounts {
  handled: number;
  /** Delivered again after they had taken effect. */
  repeated: number;
  /** Of a type this service does not listen to. */
  skipped: number;
  deadLettered: number;
  retried: number;
}

/**
 * Brings a message to its end: handled once, found to be a repetition, skipped, or put aside among the dead letters.
 * Only what is unavailable makes it wait.
 */
export class EventDispatcher {
  readonly counts: DispatchCounts = { handled: 0, repeated: 0, skipped: 0, deadLettered: 0, retried: 0 };
  private readonly handlers = new Map<string, RegisteredHandler>();

  constructor(
    private readonly service: string,
    private readonly database: Database,
    private readonly deadLetters: MessageSender,
    private readonly logger: Logger,
  ) {}

  register(handler: RegisteredHandler): void {
    const { type } = handler.definition;
    if (this.handlers.has(type)) {
      throw new Error(
        `${type} has two handlers in ${this.service}. One event has one effect here: let one method do both.`,
      );
    }
    this.handlers.set(type, handler);
  }

  /** The topics of everything that is listened to. */
  topics(): string[] {
    return [...new Set([...this.handlers.values()].map(({ definition }) => definition.topic))].sort();
  }

  /**
   * @param heartbeat keeps this member in its group while a message takes long
   * @throws only when the message must be delivered again: stopped meanwhile, or Kafka took no dead letter
   */
  async dispatch(message: IncomingMessage, heartbeat: () => Promise<void>, stopped: AbortSignal): Promise<void> {
    const retry = new Retry(heartbeat, stopped);
    for (;;) {
      try {
        return await retry.whileBeating(() => this.attempt(message));
      } catch (error) {
        if (!(error instanceof DomainError && error.kind === 'unavailable')) return this.putAside(message, error);
        this.counts.retried += 1;
        if (retry.isFirst) this.logger.warn(`${nameOf(message)} waits: ${error.message}`);
        await retry.pause();
      }
    }
  }

  private async attempt(message: IncomingMessage): Promise<void> {
    const type = typeOf(message) ?? readEnvelope(message).type;
    const handler = this.handlers.get(type);
    if (!handler) {
      this.counts.skipped += 1;
      return;
    }
    const event = readEvent(handler.definition, message);
    const isNew = await this.database.runInTransaction(async (tx) => {
      if (!(await isFirstDelivery(tx, this.service, event.id))) return false;
      await inContextOf(event, () => handler.handle(event, tx));
      return true;
    });
    this.counts[isNew ? 'handled' : 'repeated'] += 1;
  }

  private async putAside(message: IncomingMessage, error: unknown): Promise<void> {
    const { message: reason, stack } = error as Partial<Error>;
    this.logger.error(`${nameOf(message)} goes to the dead letters: ${reason ?? String(error)}`, stack);
    await putAside(this.deadLetters, this.service, message, error);
    this.counts.deadLettered += 1;
  }
}

function inContextOf<Result>(event: ReceivedEvent<object>, work: () => Result): Result {
  const context = {
    requestId: event.id,
    correlationId: event.correlationid ?? event.id,
    traceparent: nextTraceparent(parseTraceparent(event.traceparent)),
  };
  return runInContext(context, () => runBecauseOf(event, work));
}

function nameOf(message: IncomingMessage): string {
  return `${typeOf(message) ?? 'A message'} at ${message.topic}/${message.partition}/${message.offset}`;
}
