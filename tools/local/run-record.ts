import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SpawnOptions } from 'node:child_process';
import { endRecorded, identityOf, launch, type Launched, type Recorded } from './processes.js';
import { Halt, say } from './say.js';

interface Contents {
  pid: number;
  identity: string;
  processes: Recorded[];
}

/**
 * The right to run in a folder, and the list of what this run has started. It is written to a file, so that the next
 * run can tell "somebody is at it" from "the last one was killed", and end what a killed one left behind.
 */
export class Run {
  private readonly launched = new Set<Launched>();
  private closing = false;
  private released = false;

  private constructor(private readonly file: string) {}

  /** Takes the folder for this process. Ends what a killed run left; stops with `busy` when another run is alive. */
  static async claim(file: string, busy: (pid: number) => string): Promise<Run> {
    mkdirSync(dirname(file), { recursive: true });
    const mine = `${file}.${process.pid}`;
    writeFileSync(mine, contentsFor([]));
    try {
      for (;;) {
        try {
          linkSync(mine, file); // fails when the file exists: the one step that only one of two starts can win
          return new Run(file);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        }
        const other = read(file);
        if (other && identityOf(other.pid) === other.identity) throw new Halt(busy(other.pid));
        await Run.clearAway(file, other);
      }
    } finally {
      rmSync(mine, { force: true });
    }
  }

  /** The process that holds a folder now, if it is alive. */
  static holder(file: string): number | undefined {
    const other = read(file);
    return other && identityOf(other.pid) === other.identity ? other.pid : undefined;
  }

  /** Ends the processes that a killed run has left behind and forgets that run. */
  static async clearAway(file: string, left: Contents | undefined = read(file)): Promise<void> {
    const aside = `${file}.stale.${process.pid}`;
    try {
      renameSync(file, aside);
    } catch {
      return; // another start was quicker and does this now
    }
    if (read(aside)?.pid !== left?.pid) return renameSync(aside, file);
    for (const recorded of left?.processes ?? []) {
      if (await endRecorded(recorded))
        say(`Ended ${recorded.name} (process ${recorded.pid}), which an earlier run had left behind.`);
    }
    rmSync(aside, { force: true });
  }

  /** Starts a process that this run answers for until it has ended. */
  launch(
    name: string,
    command: string,
    args: string[],
    options: SpawnOptions & { stopWith?: NodeJS.Signals } = {},
  ): Launched {
    if (this.closing) throw new Halt(`${name} is not started, because everything is being stopped.`);
    const child = launch(name, command, args, options);
    this.launched.add(child);
    this.write();
    void child.ended.then(() => {
      this.launched.delete(child);
      this.write();
    });
    return child;
  }

  /** From now on nothing is started any more. */
  close(): void {
    this.closing = true;
  }

  /** Ends everything that is still running, the latest first, then gives the folder back. */
  async release(): Promise<void> {
    this.close();
    for (const child of [...this.launched].reverse()) await child.stop();
    this.released = true;
    rmSync(this.file, { force: true });
  }

  private write(): void {
    if (this.released) return;
    const recorded = [...this.launched].flatMap((child) => {
      const identity = child.pid === undefined ? undefined : identityOf(child.pid);
      return identity ? [{ name: child.name, pid: child.pid!, identity, stopWith: child.stopWith }] : [];
    });
    const next = `${this.file}.next`;
    writeFileSync(next, contentsFor(recorded));
    renameSync(next, this.file);
  }
}

function contentsFor(processes: Recorded[]): string {
  return `${JSON.stringify({ pid: process.pid, identity: identityOf(process.pid), processes }, null, 2)}\n`;
}

function read(file: string): Contents | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Contents;
  } catch {
    return undefined; // missing or half written: nothing to go by
  }
}
