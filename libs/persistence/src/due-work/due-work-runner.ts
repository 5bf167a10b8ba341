import { DomainError } from '@capdev/service-kit/problems';
import type { Database } from '../database.js';
import type { DueWork, DueWorkHandler } from './due-work.js';
import { due, forget, postpone, readClaimed, take, untilNext } from './due-work-statements.js';
import { onScheduled } from './due-work-wakes.js';

/** What a runner may be told; everything has its usual value. */
export interface DueWorkOptions {
  /** The longest time between two looks, in milliseconds: for what other processes have scheduled. */
  readonly pollMs?: number;
  /** After the first failure; each further one doubles it. */
  readonly firstDelayMs?: number;
  readonly longestDelayMs?: number;
  /** So many failures, and the work waits for an operator. */
  readonly mostAttempts?: number;
  /** How long work waits for what is unavailable; that is no failure of its own. */
  readonly unavailableMs?: number;
}

/** Says something in the service's log. */
export interface DueWorkLog {
  warn(message: string): void;
  error(message: string): void;
}

const usual = {
  pollMs: 10_000,
  firstDelayMs: 10_000,
  longestDelayMs: 3_600_000,
  mostAttempts: 8,
  unavailableMs: 15_000,
} satisfies DueWorkOptions;

/** Between two looks there is at least this, so that work that calls for itself again and again cannot fill the processor. */
const shortestPauseMs = 100;
const pageSize = 100;

interface Candidate {
  readonly kind: string;
  readonly subjectId: string;
  /** As text: a Date has no microseconds, and the place in the list would not be the same. */
  readonly nextAttemptAt: string;
}
interface Claimed extends DueWork {
  readonly scheduling: string;
}

/**
 * Does what is due, one piece after the other. Several instances may run side by side: who does a piece holds a lock on its
 * kind and subject until the transaction ends in which it is done and forgotten.
 */
export class DueWorkRunner {
  private readonly options: Required<DueWorkOptions>;
  private readonly alarm = new Bell();
  private working: Promise<void> | undefined;
  private stopListening: (() => void) | undefined;
  private stopping = false;

  /**
   * @param handlers by kind; a kind that is not among them is left to a build that knows it
   */
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
    private readonly handlers: ReadonlyMap<string, DueWorkHandler>,
    private readonly log: DueWorkLog,
    options: DueWorkOptions = {},
  ) {
    this.options = { ...usual, ...options };
  }

  /** Begins to work in the background. */
  start(): void {
    if (this.working) return;
    this.stopListening = onScheduled(this.database.dataSource, (dueAt) => {
      if (dueAt.getTime() - this.now().getTime() < this.options.pollMs) this.alarm.ring();
    });
    this.working = this.work();
  }

  /** Ends when the piece in hand is done. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.stopListening?.();
    this.alarm.ring();
    await this.working;
  }

  /**
   * Does everything that is due now, also what becomes due by doing it.
   *
   * @returns how many pieces were done
   * @throws DatabaseUnavailable when PostgreSQL cannot be reached; what fails by itself is tried again later and not thrown
   */
  async runDue(): Promise<number> {
    const moments = new Map<string, number>();
    for (let all = 0; ;) {
      const done = await this.runOver(moments);
      all += done;
      if (done === 0 || this.stopping) return all;
    }
  }

  private async work(): Promise<void> {
    while (!this.stopping) {
      const pause = await this.look();
      await this.alarm.sleep(Math.min(pause, shortestPauseMs), true);
      if (pause > shortestPauseMs) await this.alarm.sleep(pause - shortestPauseMs, false);
    }
  }

  /** @returns how long to wait before the next look */
  private async look(): Promise<number> {
    try {
      await this.runDue();
      const now = this.now();
      const [next] = await this.database.query<{ at: Date | null }>(untilNext, [now, [...this.handlers.keys()]]);
      return Math.min(this.options.pollMs, next?.at ? next.at.getTime() - now.getTime() : Infinity);
    } catch (error) {
      this.log.warn(`What is due has to wait: ${sentenceOf(error)}`);
      return this.options.pollMs;
    }
  }

  /** Once over everything that is due. @param moments when each piece was due that has been done already */
  private async runOver(moments: Map<string, number>): Promise<number> {
    const kinds = [...this.handlers.keys()];
    let done = 0;
    for (let last: Candidate | undefined; ;) {
      const after = [last?.nextAttemptAt ?? null, last?.kind ?? null, last?.subjectId ?? null];
      const page = await this.database.query<Candidate>(due, [this.now(), kinds, ...after, pageSize]);
      for (const { kind, subjectId } of page) {
        if (this.stopping) return done;
        if (await this.run(kind, subjectId, moments)) done += 1;
      }
      last = page.at(-1);
      if (page.length < pageSize) return done;
    }
  }

  /** @returns whether it was done, here and now */
  private async run(kind: string, subjectId: string, moments: Map<string, number>): Promise<boolean> {
    const handle = this.handlers.get(kind)!;
    const now = this.now();
    const key = `${kind} ${subjectId}`;
    let claimed: Claimed | undefined;
    try {
      return await this.database.runInTransaction(async (tx) => {
        // Two statements: the second one sees what the last owner of the lock has done to the row.
        const [[lock], [work]] = await Promise.all([
          tx.query<{ taken: boolean }>(take, [kind, subjectId]),
          tx.query<Claimed>(readClaimed, [kind, subjectId, now]),
        ]);
        if (!lock?.taken || !work) return false;
        // What calls for itself at the same moment again gets its next turn in the next look.
        if (work.dueAt.getTime() <= (moments.get(key) ?? -Infinity)) return false;
        claimed = work;
        await handle(work, tx, now);
        tx.write(forget, [kind, subjectId, work.scheduling]);
        moments.set(key, work.dueAt.getTime());
        return true;
      });
    } catch (error) {
      if (!claimed) throw error;
      await this.putOff(claimed, error, now);
      return false;
    }
  }

  private async putOff(work: Claimed, error: unknown, now: Date): Promise<void> {
    const { kind, subjectId, attempts, scheduling } = work;
    const { firstDelayMs, longestDelayMs, mostAttempts, unavailableMs } = this.options;
    const unavailable = error instanceof DomainError && error.kind === 'unavailable';
    const failures = unavailable ? attempts : attempts + 1;
    const delay = unavailable ? unavailableMs : Math.min(firstDelayMs * 2 ** attempts, longestDelayMs);
    const setAside = !unavailable && failures >= mostAttempts;
    const next = new Date(now.getTime() + delay);
    const sentence = sentenceOf(error);
    await this.database.query(postpone, [
      ...[kind, subjectId, scheduling, attempts],
      ...[failures, next, sentence.slice(0, 1_000), setAside ? now : null],
    ]);
    if (setAside) this.log.error(`${kind} of ${subjectId} is set aside after ${failures} attempts: ${sentence}`);
    else this.log.warn(`${kind} of ${subjectId} is tried again at ${next.toISOString()}: ${sentence}`);
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof DomainError) return `${error.code}: ${error.message}`;
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).replaceAll('\0', '');
}

/** Sleep that can be cut short; a ring during work ends the next sleep at once. */
class Bell {
  private rung = false;
  private end: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.end?.();
  }

  /** @param sound what rings meanwhile ends the next sleep, not this one */
  async sleep(ms: number, sound: boolean): Promise<void> {
    if (sound || !this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        if (sound) return;
        this.end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.end = undefined;
    }
    if (!sound) this.rung = false;
  }
}
