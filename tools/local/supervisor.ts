import { setTimeout as pause } from 'node:timers/promises';
import { inWords, type Launched } from './processes.js';
import { say } from './say.js';

/** Something that must run until told otherwise. */
export interface Charge {
  name: string;
  /** Starts it and returns once it is up. */
  start: () => Promise<Launched>;
  /** Where its own words are, for the person to read. */
  logFile: string;
}

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
const steadyMs = 60_000;

/** Starts what dies again, waiting longer each time while it keeps dying, and says so. */
export class Supervisor {
  private stopping = false;
  private readonly wake = new AbortController();

  constructor(private readonly options: { firstPauseMs?: number; say?: (line: string) => void } = {}) {}

  /** Watches over a process; one that could not be started at first is tried again. */
  watch(charge: Charge, first?: Launched): void {
    void this.keep(charge, first);
  }

  /** From now on what dies stays dead. */
  stop(): void {
    this.stopping = true;
    this.wake.abort();
  }

  private async keep(charge: Charge, first?: Launched): Promise<void> {
    const tell = this.options.say ?? say;
    const shortest = this.options.firstPauseMs ?? firstPauseMs;
    let waitMs = shortest;
    let current = first;
    while (!this.stopping) {
      const began = Date.now();
      const ending = current && inWords(await current.ended);
      if (this.stopping) return;
      if (current && Date.now() - began > steadyMs) waitMs = shortest;
      if (ending)
        tell(`${charge.name} stopped (${ending}; see ${charge.logFile}). Starting it again in ${waitMs / 1000} s.`);
      await pause(waitMs, undefined, { signal: this.wake.signal }).catch(() => undefined);
      if (this.stopping) return;
      waitMs = Math.min(waitMs * 2, longestPauseMs);
      try {
        current = await charge.start();
        tell(`${charge.name} runs again.`);
      } catch (error) {
        current = undefined;
        if (!this.stopping)
          tell(
            `${charge.name} could not be started again (${(error as Error).message}). Next try in ${waitMs / 1000} s.`,
          );
      }
    }
  }
}
