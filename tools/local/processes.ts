import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { until } from './wait.js';

/** How a process ended: by itself with a code, or by a signal. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  error?: Error;
}

/** A process that we started, in a process group of its own: the terminal's Ctrl-C reaches it only through us. */
export class Launched {
  readonly ended: Promise<Ending>;
  private ending?: Ending;

  constructor(
    readonly name: string,
    readonly process: ChildProcess,
    readonly stopWith: NodeJS.Signals,
  ) {
    this.ended = new Promise((resolve) => {
      const end = (ending: Ending) => {
        this.ending ??= ending;
        resolve(this.ending);
      };
      process.once('error', (error) => process.pid === undefined && end({ code: null, signal: null, error }));
      process.once('exit', (code, signal) => end({ code, signal }));
    });
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  get running(): boolean {
    return this.ending === undefined;
  }

  /** Asks the process to end in the way it ends well; after the grace time its whole group is killed. */
  async stop(graceMs = 15_000): Promise<void> {
    if (!this.running || this.pid === undefined) return;
    this.process.kill(this.stopWith);
    const timer = setTimeout(() => killGroup(this.pid!), graceMs);
    await this.ended;
    clearTimeout(timer);
    killGroup(this.pid); // helpers that outlived it
  }
}

/** Starts a process in its own group, see {@link Launched}. */
export function launch(
  name: string,
  command: string,
  args: string[],
  options: SpawnOptions & { stopWith?: NodeJS.Signals } = {},
): Launched {
  const { stopWith = 'SIGTERM', ...rest } = options;
  return new Launched(name, spawn(command, args, { ...rest, detached: true }), stopWith);
}

/** A sentence's worth of how a process ended. */
export function inWords({ code, signal, error }: Ending): string {
  if (error) return error.message;
  return signal ? `signal ${signal}` : `exit code ${code}`;
}

/**
 * What tells this process from a later one with the same number: its start time. Undefined when there is no such
 * process (one that has ended but was not collected counts as gone).
 */
export function identityOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      // The command, in brackets, may itself contain blanks and brackets; state and start time come after it.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** A process of an earlier run, as that run wrote it down. */
export interface Recorded {
  name: string;
  pid: number;
  identity: string;
  stopWith: NodeJS.Signals;
}

/** Ends a process of an earlier run, if it is still the same process. Says whether there was anything to end. */
export async function endRecorded({ pid, identity, stopWith }: Recorded, graceMs = 15_000): Promise<boolean> {
  const lives = () => identityOf(pid) === identity;
  if (!lives()) return false;
  signal(pid, stopWith);
  await until('the process to end', () => !lives(), { deadlineMs: graceMs }).catch(async () => {
    killGroup(pid);
    await until(`process ${pid} to end`, () => !lives());
  });
  return true;
}

function killGroup(pid: number): void {
  signal(-pid, 'SIGKILL');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended in the meantime, which is what we want.
  }
}
