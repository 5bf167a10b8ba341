/** What is watched, and what happens when it stands still. */
export interface Watched {
  /** Whether the reader has joined its group, so that silence is no matter of the broker. */
  isReading(): boolean;
  /** Nothing has moved for the time that was told. `reader`: it gets no answers; `handler`: it does not come to an end. */
  stalled(who: 'reader' | 'handler', seconds: number): void;
  /** It moves again. */
  moves(): void;
  /** Five times as long, and nothing that this process can still do. */
  hopeless(seconds: number): void;
}

const looksPerPeriod = 20;
const patience = 5;

/**
 * Notices a consumer that stands still. Its clock counts looks, so a process that was frozen, or a machine that slept, has
 * not stood still for that time.
 */
export class Watchdog {
  private readonly handlers = new Map<object, number>();
  private readonly every: number;
  private clock = 0;
  private lastLook = 0;
  private lastFetch = 0;
  private toldAt: number | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param stalledAfterMs from when on standing still is worth a word */
  constructor(
    private readonly stalledAfterMs: number,
    private readonly watched: Watched,
  ) {
    this.every = stalledAfterMs / looksPerPeriod;
  }

  get isStalled(): boolean {
    return this.toldAt !== undefined;
  }

  start(): void {
    this.lastLook = performance.now();
    this.timer ??= setInterval(() => this.look(), this.every).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Messages are in hand, or have come a step further. */
  works(hand: object): void {
    this.handlers.set(hand, this.clock);
  }

  /** They are in hand no more. */
  ends(hand: object): void {
    this.handlers.delete(hand);
    this.fetched(); // while they were, nobody asked for more
  }

  /** Kafka has answered. */
  fetched(): void {
    this.lastFetch = this.clock;
  }

  private look(): void {
    const now = performance.now();
    const passed = Math.min(now - this.lastLook, 2 * this.every);
    this.lastLook = now;
    this.clock += passed;
    const handling = this.handlers.size > 0;
    if (!handling && !this.watched.isReading()) {
      this.lastFetch += passed; // that time does not count
      return;
    }
    const since = handling ? Math.min(...this.handlers.values()) : this.lastFetch;
    const silence = this.clock - since;
    if (silence < this.stalledAfterMs) {
      if (this.toldAt === undefined) return;
      this.toldAt = undefined;
      this.watched.moves();
    } else if (silence >= patience * this.stalledAfterMs) {
      this.watched.hopeless(Math.round(silence / 1_000));
    } else if (this.toldAt === undefined || this.clock - this.toldAt >= this.stalledAfterMs) {
      this.toldAt = this.clock;
      this.watched.stalled(handling ? 'handler' : 'reader', Math.round(silence / 1_000));
    }
  }
}
