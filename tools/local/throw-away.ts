import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { local } from './paths.js';
import { outsideHome } from './postgres-home.js';
import { Run } from './run-record.js';
import { say } from './say.js';

/** Removes a folder of servers whose data is thrown away. */
export function removeFolder(folder: string): void {
  for (const path of [folder, outsideHome(join(folder, 'postgres'))])
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
}

/** Clears away what programs have left that were killed: folders of such a name, with the number of a process behind it. */
export async function sweepFolders(name: string): Promise<void> {
  mkdirSync(local(), { recursive: true });
  const left = new RegExp(`^${name}-\\d+$`);
  for (const found of readdirSync(local()).filter((entry) => left.test(entry))) {
    const record = join(local(found), 'run.json');
    if (Run.holder(record) !== undefined) continue;
    await Run.clearAway(record);
    removeFolder(local(found));
  }
}

/**
 * Takes everything down before the program ends when somebody interrupts it.
 *
 * @returns whether somebody has
 */
export function whenInterrupted(takeDown: () => Promise<void>): () => boolean {
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // A terminal's Ctrl-C arrives twice, once through the program that started this one.
    process.on(signal, () => {
      if (interrupted) return;
      interrupted = true;
      say('Interrupted; what was started is being stopped.');
      void takeDown().finally(() => process.exit(130));
    });
  }
  return () => interrupted;
}
