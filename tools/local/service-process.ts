import { local, pinnedNode, root } from './paths.js';
import { inWords, type Launched } from './processes.js';
import type { Run } from './run-record.js';
import { Halt } from './say.js';
import { keepLog } from './service-log.js';
import type { Service } from './services.js';
import { until } from './wait.js';

const patienceMs = 60_000;

/** Where a service's log is kept. */
export function logFileOf(name: string): string {
  return local('logs', `${name}.log`);
}

/** What a service says about itself just now: "ready", "degraded", or why not. */
export async function stateOf({ port }: Pick<Service, 'port'>): Promise<string> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(3_000) });
    const body = await answer.text();
    if (!answer.ok) return `not ready (${answer.status})`;
    return body.includes('degraded') ? 'degraded' : 'ready';
  } catch {
    return 'not running';
  }
}

/** Starts a service and returns when it is ready, or when patience ends while it still lives. */
export async function startService(
  run: Run,
  service: Service,
  bundle: string,
  env: NodeJS.ProcessEnv,
): Promise<Launched> {
  const child = run.launch(service.name, pinnedNode, [bundle], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  keepLog(service.name, logFileOf(service.name), child.process);
  const ready = async () => !child.running || ['ready', 'degraded'].includes(await stateOf(service));
  await until(`${service.name} to be ready`, ready, { deadlineMs: patienceMs, everyMs: 100 }).catch(() => undefined);
  if (!child.running) throw new Halt(`it ended while starting, ${inWords(await child.ended)}`);
  return child;
}

/** Runs one command of a service to its end, such as `migrate`. */
export async function runService(
  run: Run,
  service: Service,
  bundle: string,
  command: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const name = `${service.name} ${command}`;
  const child = run.launch(name, pinnedNode, [bundle, command], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  keepLog(name, logFileOf(service.name), child.process);
  const ending = await child.ended;
  if (ending.code !== 0)
    throw new Halt(
      `"${name}" failed (${inWords(ending)}); what it said is above and in .local/logs/${service.name}.log.`,
    );
}
