import { DomainError } from '@capdev/service-kit/problems';
import type { IncomingMessage } from '../broker/kafka.broker.js';
import type { CrashCount } from './crash-count.js';
import type { DispatchEnd, DispatchWatch, EventDispatcher } from './event-dispatcher.js';

const mostCrashes = 3;

/** The process died each time this message was handled. */
class EventKillsProcess extends DomainError {
  constructor() {
    super(
      'conflict',
      'event-kills-process',
      `The process has died ${mostCrashes} times while it handled this event, so it is not handled again. The log of the process before each end says more.`,
    );
  }
}

/**
 * Handles messages after a process has died with their partition in hand: each new one alone and counted, and nobody
 * else's at the same time, so that it is the message in hand that a crash is counted for.
 */
export class CarefulStart {
  private readonly started = Date.now();
  private turn: Promise<unknown> = Promise.resolve();
  /** It has failed, and the process lives, which could not be noted. */
  private owed: IncomingMessage | undefined;

  constructor(
    private readonly dispatcher: EventDispatcher,
    private readonly crashes: CrashCount,
  ) {}

  /** Handles messages of one partition, in order. Never rejects. */
  async dispatch(messages: readonly IncomingMessage[], watch: Required<DispatchWatch>): Promise<DispatchEnd> {
    let done = 0;
    let handled = 0;
    try {
      const counted = await this.dispatcher.wouldHandle(messages);
      while (done < messages.length && watch.goesOn()) {
        const first = messages[done]!;
        const end = counted.has(first)
          ? await this.inTurn(() => this.one(first, watch))
          : await this.dispatcher.dispatch(upTo(messages, done, counted), watch);
        done += end.done;
        handled += end.handled;
        if (end.waits) return { ...end, done, handled };
        watch.progress();
      }
    } catch (error) {
      return { done, handled, waits: error as Error };
    }
    return { done, handled };
  }

  private async one(message: IncomingMessage, watch: Required<DispatchWatch>): Promise<DispatchEnd> {
    if (!watch.goesOn()) return { done: 0, handled: 0 };
    watch.progress(); // waiting for its turn was no fault of its own
    if (this.owed) await this.crashes.survived(this.owed);
    this.owed = undefined;
    // What the dead process had in hand was there before this one, and it may have been any of that.
    const begun = await this.crashes.begin(message, Number(message.timestamp) < this.started ? 1 : 0);
    if (begun > mostCrashes) {
      await this.dispatcher.putAside(message, new EventKillsProcess());
      return { done: 1, handled: 0 };
    }
    const end = await this.dispatcher.dispatch([message], watch);
    if (end.handled === 0) await this.crashes.survived(message).catch(() => (this.owed = message));
    return end;
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }
}

/** The messages from there on, up to the first of the others. */
function upTo(messages: readonly IncomingMessage[], from: number, others: ReadonlySet<IncomingMessage>) {
  const rest = messages.slice(from);
  const end = rest.findIndex((message) => others.has(message));
  return end < 0 ? rest : rest.slice(0, end);
}
