import type { EventDefinition } from '@capdev/contracts/core';
import type { Database, Transaction } from '@capdev/persistence';
import { nextTraceparent, parseTraceparent, runInContext } from '@capdev/service-kit/context';
import { DomainError } from '@capdev/service-kit/problems';
import type { Logger } from '@nestjs/common';
import type { IncomingMessage, MessageSender } from '../broker/kafka.broker.js';
import { type Delivery, newOnes, repeatedOnes } from '../inbox/inbox.js';
import { HoldLost } from './crash-count.js';
import { runBecauseOf } from './current-event.js';
import { problemFor, putAside } from './dead-letter.js';
import { readEnvelope, readEvent, typeOf } from './read-event.js';
import type { ReceivedEvent } from './received-event.js';
import { Suspicion } from './suspicion.js';

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

/** How far a dispatch came with the messages it was given. */
export interface DispatchEnd {
  /** So many, from the first on, are at their end. */
  readonly done: number;
  /** So many of these have taken effect now. */
  readonly handled: number;
  /** Why the next one waits, and has to be given again. */
  readonly waits?: Error;
  /** Nobody knows which message it was: give fewer at once next time. */
  readonly unclear?: boolean;
}

/** Asked and told while a dispatch is going on. */
export interface DispatchWatch {
  /** False: come to an end after the transaction in hand. */
  readonly goesOn?: () => boolean;
  /** A handler has ended. */
  readonly progress?: () => void;
  /** Makes sure, at the beginning of each transaction, that the messages are still this process's to handle. */
  readonly keep?: (tx: Transaction) => Promise<void>;
}

/** An event of a batch, with the handler it is for. */
interface Readable {
  readonly at: number;
  readonly handler: RegisteredHandler;
  readonly event: ReceivedEvent<object>;
  readonly timestamp: string;
}

type Attempt =
  | { readonly tried: number; readonly handled: number; readonly repeated: number; readonly skipped: number }
  /** `failedAt` is where the error came from, if that is known. */
  | { readonly tried: number; readonly failedAt: number | undefined; readonly error: unknown };

/**
 * Brings messages to their end: handled once, found to be repetitions, skipped, or put aside among the dead letters.
 * Messages of a batch share one transaction (decision 0023). Only what is unavailable makes them wait.
 */
export class EventDispatcher {
  readonly counts: DispatchCounts = { handled: 0, repeated: 0, skipped: 0, deadLettered: 0, retried: 0 };
  /** Dead letters since the start, by the code of their problem. */
  readonly deadLetterCodes = new Map<string, number>();
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

  /** Handles messages of one partition, in order. Never rejects: what cannot come to its end waits. */
  async dispatch(messages: readonly IncomingMessage[], watch: DispatchWatch = {}): Promise<DispatchEnd> {
    const suspicion = new Suspicion();
    let done = 0;
    let handled = 0;
    while (done < messages.length && watch.goesOn?.() !== false) {
      const some = messages.slice(done, done + suspicion.next(messages.length - done));
      const end = await this.attempt(some, watch);
      if (!('error' in end)) {
        suspicion.cleared(end.tried);
        done += end.tried;
        handled += end.handled;
        this.counts.handled += end.handled;
        this.counts.repeated += end.repeated;
        this.counts.skipped += end.skipped;
        continue;
      }
      const { error, failedAt = end.tried === 1 ? 0 : undefined } = end;
      if (error instanceof HoldLost) return { done, handled, waits: error };
      if (isUnavailable(error) && !failedAt) {
        this.counts.retried += 1;
        return { done, handled, waits: error, unclear: failedAt === undefined };
      }
      if (failedAt !== 0) {
        suspicion.raise(failedAt ?? end.tried, failedAt !== undefined);
        continue;
      }
      try {
        await this.putAside(some[0]!, error);
      } catch (refusal) {
        this.counts.retried += 1;
        return { done, handled, waits: refusal as Error, unclear: false };
      }
      suspicion.settled();
      done += 1;
    }
    return { done, handled };
  }

  /**
   * Handles a message outside its turn, in a transaction that is given.
   *
   * @throws whatever its reading or its handler throws
   */
  async handleAgain(message: IncomingMessage, tx: Transaction): Promise<'handled' | 'repeated' | 'skipped'> {
    const readable = this.read(message, 0);
    if (!readable) return 'skipped';
    const isNew = (await newOnes(tx, this.service, [deliveryOf(readable)])).size > 0;
    if (isNew) await handle(readable, tx);
    return isNew ? 'handled' : 'repeated';
  }

  /** Those of the messages whose handler a delivery now would call. */
  async wouldHandle(messages: readonly IncomingMessage[]): Promise<Set<IncomingMessage>> {
    const deliveries = messages.flatMap((message) => {
      const eventId = this.handlers.has(typeOf(message) ?? '') ? idOf(message) : undefined;
      return eventId === undefined ? [] : [{ message, eventId, timestamp: message.timestamp }];
    });
    if (deliveries.length === 0) return new Set();
    const repeated = await repeatedOnes(this.database, this.service, deliveries);
    return new Set(
      deliveries.filter(({ eventId }) => !repeated.has(eventId.toLowerCase())).map(({ message }) => message),
    );
  }

  /**
   * Puts a message among the dead letters of this service.
   *
   * @throws when Kafka has not taken it
   */
  async putAside(message: IncomingMessage, error: unknown): Promise<void> {
    const { message: reason, stack } = error as Partial<Error>;
    this.logger.error(`${nameOf(message)} goes to the dead letters: ${reason ?? String(error)}`, stack);
    await putAside(this.deadLetters, this.service, message, error);
    this.counts.deadLettered += 1;
    const { code } = problemFor(error);
    this.deadLetterCodes.set(code, (this.deadLetterCodes.get(code) ?? 0) + 1);
  }

  /** Handles the messages in one transaction, up to the first that cannot be read. */
  private async attempt(messages: readonly IncomingMessage[], { progress, keep }: DispatchWatch): Promise<Attempt> {
    const readable: Readable[] = [];
    let tried = 0;
    for (const message of messages) {
      try {
        const found = this.read(message, tried);
        if (found) readable.push(found);
      } catch (error) {
        if (tried === 0) return { tried: 1, failedAt: 0, error };
        break;
      }
      tried += 1;
    }
    if (readable.length === 0) return { tried, handled: 0, repeated: 0, skipped: tried };
    let inHand: Readable | undefined;
    try {
      const handled = await this.database.runInTransaction(async (tx) => {
        const kept = keep?.(tx); // travels with the next
        const [fresh] = await Promise.all([newOnes(tx, this.service, readable.map(deliveryOf)), kept]);
        const { size } = fresh;
        for (const one of readable) {
          if (!fresh.delete(one.event.id.toLowerCase())) continue; // known, or twice in this batch
          inHand = one;
          await handle(one, tx);
          progress?.();
        }
        inHand = undefined; // what fails from here on may be any of them
        return size;
      });
      return { tried, handled, repeated: readable.length - handled, skipped: tried - readable.length };
    } catch (error) {
      const [only] = readable;
      return { tried, failedAt: (readable.length === 1 ? only : inHand)?.at, error };
    }
  }

  /** @throws DomainError when nobody could read it */
  private read(message: IncomingMessage, at: number): Readable | undefined {
    const handler = this.handlers.get(typeOf(message) ?? readEnvelope(message).type);
    return handler && { at, handler, event: readEvent(handler.definition, message), timestamp: message.timestamp };
  }
}

/** How a message is called in the log. */
export function nameOf(message: IncomingMessage): string {
  return `${typeOf(message) ?? 'A message'} at ${message.topic}/${message.partition}/${message.offset}`;
}

function isUnavailable(error: unknown): error is DomainError {
  return error instanceof DomainError && error.kind === 'unavailable';
}

function idOf(message: IncomingMessage): string | undefined {
  try {
    return readEnvelope(message).id;
  } catch {
    return undefined; // its reading ends among the dead letters, and calls no handler
  }
}

function deliveryOf({ event, timestamp }: Readable): Delivery {
  return { eventId: event.id, timestamp };
}

function handle({ handler, event }: Readable, tx: Transaction): Promise<unknown> {
  const context = {
    requestId: event.id,
    correlationId: event.correlationid ?? event.id,
    traceparent: nextTraceparent(parseTraceparent(event.traceparent)),
  };
  return runInContext(context, () => runBecauseOf(event, () => handler.handle(event, tx)));
}
