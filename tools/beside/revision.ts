import { execFileSync, type SpawnOptions } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pinnedNode, root } from '../local/paths.js';
import { type Launched, launch } from '../local/processes.js';
import { Halt } from '../local/say.js';
import { linkPackages } from './packages.js';

const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** The commit before the last one that changed a service; undefined in a clone that does not reach back so far. */
export function revisionBefore(service: string): string | undefined {
  try {
    return git('rev-parse', '--short', '--verify', `${git('rev-list', '-1', 'HEAD', '--', `apps/${service}`)}^`);
  } catch {
    return undefined;
  }
}

/** @throws Halt when this clone does not know it */
export function knownRevision(asked: string): string {
  try {
    return git('rev-parse', '--short', '--verify', '--end-of-options', `${asked}^{commit}`);
  } catch {
    throw new Halt(`This clone has no revision ${asked}: fetch it ("git fetch --unshallow" gets the whole history).`);
  }
}

/** A state of the repository in a folder. */
export interface Tree {
  readonly folder: string;
  /** Runs one of its programs (`tools/….ts`) there, and shows what it says. @returns the exit code */
  run(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<number>;
  /** Ends what still runs there. */
  stop(): Promise<void>;
}

/** The repository as it is. */
export const presentTree: Tree = treeIn(root, true);

/** An earlier state, in a temporary folder. */
export interface CheckedOut extends Tree {
  remove(): void;
}

/** Puts a revision into a temporary folder with the packages it needs; the working tree is left alone. */
export function checkOut(revision: string): CheckedOut {
  // Outside the repository: from inside, what the revision lacks would be found in the present tree.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'capdev-beside-')));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const archive = join(folder, '.archive.tar');
    git('archive', '--format=tar', '-o', archive, revision);
    execFileSync('tar', ['-xf', archive, '-C', folder]);
    rmSync(archive);
    return { ...treeIn(folder, linkPackages(root, folder)), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** @param installed whether the packages are there; otherwise its own starter installs them, as in a fresh clone */
function treeIn(folder: string, installed: boolean): Tree {
  const flags = ['--conditions=@capdev/source', '--disable-warning=TimeoutNegativeWarning', '--import', 'tsx'];
  const running = new Set<Launched>();
  return {
    folder,
    async run(program, args, env = process.env) {
      const start = installed ? [...flags, join('tools', `${program}.ts`)] : [join('tools', 'run.mjs'), program];
      const options = { cwd: folder, env, stdio: ['ignore', 'inherit', 'inherit'] } satisfies SpawnOptions;
      const child = launch(`${program} in ${folder}`, pinnedNode, [...start, ...args], options);
      running.add(child);
      const { code } = await child.ended;
      running.delete(child);
      return code ?? 1;
    },
    async stop() {
      await Promise.all([...running].map((child) => child.stop()));
    },
  };
}
