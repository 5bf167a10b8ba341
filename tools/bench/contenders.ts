import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, root } from '../local/paths.js';
import { inWords, type Launched } from '../local/processes.js';
import { GiveUp, until } from '../local/wait.js';
import type { Rig } from './rig.js';

/** One of the two servers while it runs. */
export interface Contender {
  readonly name: 'service' | 'bare';
  readonly url: string;
  readonly pid: number;
  /** The most memory it has held since it started, in MB. */
  peakMemory(): number;
  stop(): Promise<void>;
}

/** What is started: the two servers' own names for it, the opponent's program, and what shows that the opponent answers. */
export interface Match {
  /** Names the profiles. */
  readonly key: string;
  /** In tools/bench. */
  readonly opponent: string;
  readonly probe: string;
}

/** Starts both afresh, so that each scenario's memory is its own. With a folder, both leave a CPU profile there. */
export async function startBoth(
  rig: Rig,
  { key, opponent, probe }: Match,
  profileFolder: string | undefined,
): Promise<Record<'service' | 'bare', Contender>> {
  const { run, bareEnv } = rig;
  const program = join(root, 'tools', 'bench', opponent);
  const flags = profileFlags(`${key}-bare`, profileFolder);
  const bare = run.launch('bare server', pinnedNode, [...flags, program], { cwd: root, env: bareEnv, stdio });
  return {
    service: await startService(rig, key, profileFolder),
    bare: await contender('bare', bare, `http://127.0.0.1:${bareEnv.PORT}`, probe),
  };
}

/** Starts the service alone, for what only needs its answers. */
export async function startService(rig: Rig, key: string, profileFolder?: string): Promise<Contender> {
  const { run, service, bundle, env } = rig;
  const flags = profileFlags(`${key}-service`, profileFolder);
  const ours = run.launch(service.name, pinnedNode, [...flags, bundle], { cwd: root, env, stdio });
  return contender('service', ours, `http://127.0.0.1:${service.port}`, '/health/ready');
}

// The log goes where nobody reads it, but it is written: all of it, as in production.
const stdio: ['ignore', 'ignore', 'inherit'] = ['ignore', 'ignore', 'inherit'];

function profileFlags(name: string, folder: string | undefined): string[] {
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${name}.cpuprofile`];
}

async function contender(name: Contender['name'], process: Launched, url: string, probe: string): Promise<Contender> {
  await until(`the ${name} to answer`, async () => {
    if (!process.running) throw new GiveUp(`The ${name} ended while starting (${inWords(await process.ended)}).`);
    return (await fetch(`${url}${probe}`)).ok;
  });
  return {
    name,
    url,
    pid: process.pid!,
    peakMemory: () => {
      const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${process.pid}/status`, 'utf8'))?.[1];
      if (peak === undefined) throw new Error(`The peak memory of the ${name} cannot be read.`);
      return Number(peak) / 1_024;
    },
    stop: () => process.stop(),
  };
}
