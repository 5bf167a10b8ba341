import { setTimeout as sleep } from 'node:timers/promises';

/** Beyond so many waiting announcements the bus is behind, and an import pauses the longer the deeper it is. */
const deepOutbox = 2_000;
const perSecondOfPause = 10_000;
const longestPause = 1_000;

/** Holds imports to their rate, all of a process together, and gives way while the outbox is deep. */
export class ImportPace {
  private free = 0;

  constructor(
    private readonly rowsPerSecond: number,
    private readonly outboxDepth: () => Promise<number>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Waits until so many rows may follow. */
  async before(rows: number, signal?: AbortSignal): Promise<void> {
    const wait = this.free - this.now();
    if (wait > 0) await pause(wait, signal);
    const excess = (await this.outboxDepth()) - deepOutbox;
    if (excess > 0) await pause(Math.min(longestPause, (excess / perSecondOfPause) * 1_000), signal);
    this.free = Math.max(this.free, this.now()) + (rows / this.rowsPerSecond) * 1_000;
  }
}

/** Ends early, without complaint, when the signal says so. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined);
}
