import { execFileSync } from 'node:child_process';
import { identityOf, type Launched } from '../local/processes.js';
import { until } from '../local/wait.js';

/** A process and all its descendants, the oldest first: PostgreSQL's helpers are groups of their own. */
function familyOf(pid: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const family = [pid];
  for (const parent of family) family.push(...rows.filter(([, above]) => above === parent).map(([child]) => child));
  return family;
}

/** Sends a signal to a process and all its descendants, the parent first, so that it starts no others. */
function signalFamily(pid: number, signal: NodeJS.Signals): number[] {
  const family = familyOf(pid);
  for (const member of family) {
    try {
      process.kill(member, signal);
    } catch {
      // It ended in the meantime.
    }
  }
  return family;
}

/** As if its machine had lost power, but for the page cache. Returns when nothing of it is left. */
export async function killFamily(launched: Launched): Promise<void> {
  if (!launched.running || launched.pid === undefined) return;
  const family = signalFamily(launched.pid, 'SIGKILL');
  await launched.ended;
  await until(`${launched.name} to be gone`, () => family.every((pid) => identityOf(pid) === undefined));
}

/** Stops the clock of a process and its descendants; returns what lets them go on. */
export function freezeFamily(launched: Launched): () => void {
  if (!launched.running || launched.pid === undefined) return () => undefined;
  const { pid } = launched;
  signalFamily(pid, 'SIGSTOP');
  return () => void signalFamily(pid, 'SIGCONT');
}
