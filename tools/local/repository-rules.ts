import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './paths.js';

const run = promisify(execFile);

/** One committed (or about to be committed) text file. */
export interface RepositoryFile {
  readonly path: string;
  readonly text: string;
}

const longestPage = 120;
const shortPages = /(^|\/)(README|CONTRIBUTING)\.md$/;
const buildOutput = /(^|\/)(node_modules|dist|coverage|\.local|\.nx)\/|\.tsbuildinfo$|\.js\.map$/;
const machinePath = /(?<![\w.])(\/home\/[\w.-]+\/|\/Users\/[\w.-]+\/|\/root\/|[A-Z]:\\Users\\)/;
const outsidePath = /(?<![\w./])(\.\.\/)+shared\//;
const suffix = /^apps\/[^/]+\/src\/.*\/?[^/.]+\.(.+)\.ts$/;
const suffixes = /^((module|controller|dto|service|entity|events|errors|query|consumer|repository)(\.spec)?|spec)$/;
const resolved = /"resolved": "http/;

/** What the files of the repository break, one sentence each. */
export function faultsOf(files: readonly RepositoryFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.flatMap(({ path, text }) => {
    const faults: string[] = [];
    const lines = text.split('\n');
    if (buildOutput.test(path)) faults.push(`${path} is build output: remove it from the repository`);
    if (/\.m?js$/.test(path) && paths.has(path.replace(/js$/, 'ts')))
      faults.push(`${path} is compiled output: its source is beside it`);
    const role = suffix.exec(path)?.[1];
    if (role !== undefined && !suffixes.test(role)) {
      faults.push(`${path} has the suffix .${role}: a new one needs a decision record`);
    }
    if (shortPages.test(path) && lines.length - 1 > longestPage) {
      faults.push(`${path} has ${lines.length - 1} lines; at most ${longestPage}: move the rest to docs/`);
    }
    for (const [index, line] of lines.entries()) {
      const where = `${path}:${index + 1}`;
      if (machinePath.test(line)) faults.push(`${where} names a path of one machine`);
      if (outsidePath.test(line)) faults.push(`${where} points outside the repository`);
      if (path === 'package-lock.json' && resolved.test(line))
        faults.push(`${where} names a registry: install with the repository's .npmrc`);
    }
    return faults;
  });
}

/** The same for the working copy: everything Git knows or would take. */
export async function brokenRules(): Promise<string[]> {
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });
  const paths = [...new Set(stdout.split('\0').filter(Boolean))];
  const files = await Promise.all(paths.map(async (path) => ({ path, text: await textOf(path) })));
  return faultsOf(files);
}

async function textOf(path: string): Promise<string> {
  // A file deleted but not yet staged is still listed; there is nothing in it to find fault with.
  const content = await readFile(join(root, path)).catch(() => Buffer.alloc(0));
  return content.includes(0) ? '' : content.toString('utf8');
}
