import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Beyond so many waiting announcements the bus is behind, and an import pauses the longer the deeper it is. */
const deepOutbox = 2_000;
const perSecondOfPause = 10_000;
const longestPause = 1_000;
/** So long an import looks whether others keep the process busy, after each batch; in milliseconds. */
const look = 20;
/** A process that is busy for more of that time than this has others to serve; sending events takes less. */
const busy = 0.75;
/** While it is, imports pause, up to so many times as long as their last batch took. */
const timesOfBatch = 4;

/** Which part of the time the process was busy while it waited, from 0 to 1. */
export type Watch = (wait: () => Promise<void>) => Promise<number>;

const eventLoop: Watch = async (wait) => {
  const before = performance.eventLoopUtilization();
  await wait();
  return performance.eventLoopUtilization(before).utilization;
};

/** Holds imports to their rate, all of a process together, and gives way to others and while the outbox is deep. */
export class ImportPace {
  private free = 0;
  private begun = 0;
  /** How long the last batch took, in milliseconds. */
  private took: number | undefined;

  constructor(
    private readonly rowsPerSecond: number,
    private readonly outboxDepth: () => Promise<number>,
    private readonly now: () => number = () => performance.now(),
    private readonly watch: Watch = eventLoop,
  ) {}

  /** Waits until so many rows may follow. */
  async before(rows: number, signal?: AbortSignal): Promise<void> {
    await this.giveWay(signal);
    const wait = this.free - this.now();
    if (wait > 0) await pause(wait, signal);
    const excess = (await this.outboxDepth()) - deepOutbox;
    if (excess > 0) await pause(Math.min(longestPause, (excess / perSecondOfPause) * 1_000), signal);
    this.begun = this.now();
    this.free = Math.max(this.free, this.begun) + (rows / this.rowsPerSecond) * 1_000;
  }

  /** The batch that {@link before} let pass has ended. */
  ended(): void {
    this.took = this.now() - this.begun;
  }

  /** An import is nobody's hurry: whoever waits for an answer comes first. */
  private async giveWay(signal?: AbortSignal): Promise<void> {
    if (this.took === undefined) return;
    const until = this.now() + timesOfBatch * this.took;
    while ((await this.watch(() => pause(look, signal))) > busy && this.now() < until && !signal?.aborted);
  }
}

/** Ends early, without complaint, when the signal says so. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined);
}
