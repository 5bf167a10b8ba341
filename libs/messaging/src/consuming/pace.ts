/** The most messages in one transaction. */
export const largestBatch = 200;

const fewest = 32;
const quickMs = 300;
const slowMs = 1_000;
const shortestPause = 200;
const longestPause = 10_000;

/** How many messages of a partition go into one transaction, and how long it waits for what is unavailable. */
export class Pace {
  private limit = fewest;
  private pauses = 0;

  /** How many messages next. */
  get size(): number {
    return this.limit;
  }

  /** Whether the partition waits for something that is unavailable. */
  get isWaiting(): boolean {
    return this.pauses > 0;
  }

  /** So many messages took so many milliseconds. A transaction of more than a second holds its locks for too long. */
  took(count: number, ms: number): void {
    this.pauses = 0;
    if (ms > slowMs) this.limit = Math.max(1, Math.floor((count * slowMs) / ms));
    else if (count >= this.limit && ms < quickMs) this.limit = Math.min(this.limit * 2, largestBatch);
  }

  /** @returns how long to wait now, in milliseconds: longer each time */
  wait(unclear: boolean): number {
    if (unclear) this.limit = Math.max(1, this.limit >> 1);
    const pause = Math.min(shortestPause * 2 ** this.pauses, longestPause);
    this.pauses += 1;
    return pause;
  }
}
