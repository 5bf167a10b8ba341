import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Linux counts a process's time in hundredths of a second, whatever the kernel's own clock does. */
const ticksPerSecond = 100;

/**
 * The processor time of a process and all its threads so far, in seconds.
 *
 * @param stat the text of `/proc/<pid>/stat`
 */
export function processorSeconds(stat: string): number {
  // The command, in brackets, may itself contain blanks and brackets; what follows it begins with the third field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  if (!Number.isFinite(ticks)) throw new Error(`No processor time can be read from "${stat.trim()}".`);
  return ticks / ticksPerSecond;
}

/** How much of one core each of these processes uses for so long, looked at side by side. */
export async function sharesOfCore(pids: readonly number[], seconds: number): Promise<number[]> {
  const used = () => pids.map((pid) => processorSeconds(readFileSync(`/proc/${pid}/stat`, 'utf8')));
  const began = performance.now();
  const before = used();
  await pause(seconds * 1_000);
  const passed = (performance.now() - began) / 1_000;
  return used().map((after, index) => (after - before[index]!) / passed);
}
