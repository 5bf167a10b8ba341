import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../local/paths.js';

const run = promisify(execFile);

/** A throw-away copy of the repository, in which programs may write. */
export class Copy {
  private constructor(readonly root: string) {}

  /** Of what Git knows or would take. The packages of others are linked; our own are those of the copy. */
  static async make(): Promise<Copy> {
    const copy = new Copy(mkdtempSync(join(tmpdir(), 'capdev-copy-')));
    for (const path of await copy.paths(root)) cpSync(join(root, path), join(copy.root, path));
    mkdirSync(join(copy.root, 'node_modules', '@capdev'), { recursive: true });
    for (const name of readdirSync(join(root, 'node_modules')).filter((entry) => entry !== '@capdev')) {
      symlinkSync(join(root, 'node_modules', name), join(copy.root, 'node_modules', name));
    }
    await copy.run('git', 'init', '--quiet');
    return copy;
  }

  /** Every file with its content. */
  async files(): Promise<Map<string, string>> {
    return new Map((await this.paths()).map((path) => [path, readFileSync(join(this.root, path), 'utf8')]));
  }

  /** Runs one of the repository's programs as `npm run` does. */
  async program(name: string, ...args: string[]): Promise<{ ok: boolean; said: string }> {
    return this.run(process.execPath, join(this.root, 'tools', 'run.mjs'), name, ...args);
  }

  /** Runs a package's program. */
  async package(program: string, ...args: string[]): Promise<{ ok: boolean; said: string }> {
    const flags = program.startsWith('jest/')
      ? ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
      : [];
    return this.run(process.execPath, ...flags, join(this.root, 'node_modules', program), ...args);
  }

  private async run(command: string, ...args: string[]): Promise<{ ok: boolean; said: string }> {
    const { PATH, HOME, POSTGRES_URL, KAFKA_BROKERS } = process.env;
    const env = { PATH, HOME, POSTGRES_URL, KAFKA_BROKERS, NX_DAEMON: 'false', NX_WORKSPACE_ROOT_PATH: this.root };
    const options = { cwd: this.root, env, maxBuffer: 64 * 1024 * 1024 };
    return run(command, args, options).then(
      ({ stdout, stderr }) => ({ ok: true, said: stdout + stderr }),
      ({ stdout, stderr }: { stdout: string; stderr: string }) => ({ ok: false, said: stdout + stderr }),
    );
  }

  private async paths(of = this.root): Promise<string[]> {
    const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: of,
      maxBuffer: 64 * 1024 * 1024,
    });
    return [...new Set(stdout.split('\0'))].filter((path) => path !== '' && existsSync(join(of, path))).sort();
  }
}
