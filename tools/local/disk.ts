import { statfsSync } from 'node:fs';
import { root } from './paths.js';
import { Halt } from './say.js';

const needed = 1024 ** 3;

/** How many bytes are free where the repository is. */
export function freeDisk(): number {
  const { bavail, bsize } = statfsSync(root);
  return bavail * bsize;
}

/** Stops with one sentence when there is less than 1 GB left: a database that fills the disk ends badly. */
export function requireDisk(free = freeDisk()): void {
  if (free >= needed) return;
  const megabytes = Math.floor(free / 1024 ** 2);
  throw new Halt(
    `Only ${megabytes} MB are free on the disk of ${root}, and 1 GB is needed: free some space (for example "npm run reset") and run the same command again.`,
  );
}
