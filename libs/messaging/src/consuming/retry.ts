import { setTimeout as sleep } from 'node:timers/promises';

const shortestPause = 200;
const longestPause = 10_000;
const beat = 3_000;

/** Trying again in place, as long as it takes, without being taken for dead by the group. */
export class Retry {
  private pauses = 0;

  constructor(
    private readonly heartbeat: () => Promise<void>,
    private readonly stopped: AbortSignal,
  ) {}

  /** Whether nothing has been tried again so far. */
  get isFirst(): boolean {
    return this.pauses === 0;
  }

  /** Does the work and tells the group meanwhile that this member lives. */
  async whileBeating<Result>(work: () => Promise<Result>): Promise<Result> {
    // A failed heartbeat means that the group has changed; the reader notices by itself after the message.
    const timer = setInterval(() => void this.heartbeat().catch(() => undefined), beat);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }

  /**
   * Waits, longer each time.
   *
   * @throws when the reader stops, or the group has changed: then the message is delivered again, maybe to another member
   */
  async pause(): Promise<void> {
    let left = Math.min(shortestPause * 2 ** this.pauses, longestPause);
    this.pauses += 1;
    for (; left > 0; left -= beat) {
      await sleep(Math.min(left, beat), undefined, { signal: this.stopped });
      await this.heartbeat();
    }
  }
}
