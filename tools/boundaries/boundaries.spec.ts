import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/**
 * Every boundary has been seen to fail: each fixture is a tiny file that breaks one rule (or, marked "accepted", keeps
 * them all). They are put where they say they stand in a throw-away copy of the workspace, which has a second service,
 * and linted there by the repository's own configuration.
 */
const root = join(import.meta.dirname, '../..');
const fixtureFolder = join(import.meta.dirname, 'fixtures');
const run = promisify(execFile);

interface Complaint {
  readonly ruleId: string | null;
  readonly message: string;
}

const fixtures = readdirSync(fixtureFolder).map((file) => {
  const text = readFileSync(join(fixtureFolder, file), 'utf8');
  const [, place = '', verdict = ''] = /^\/\/ stands at: (\S+)\n\/\/ (.+)\n/.exec(text) ?? [];
  const [, rule = '', message = ''] = /^refused by: (\S+) \| (.+)$/.exec(verdict) ?? [];
  return { name: file.replace('.ts', ''), text, place, accepted: verdict === 'accepted', rule, message };
});
const refused = fixtures.filter(({ accepted }) => !accepted);
const accepted = fixtures.filter((fixture) => fixture.accepted);

let workspace: string;
const complaints = new Map<string, Complaint[]>();

beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'capdev-boundaries-'));
  layOutWorkspace();
  for (const { place, text } of fixtures) write(place, text);
  await node('nx/dist/bin/nx.js', 'show', 'projects');
  const report = await node('eslint/bin/eslint.js', '--format', 'json', 'apps', 'libs');
  for (const { filePath, messages } of JSON.parse(report) as { filePath: string; messages: Complaint[] }[]) {
    complaints.set(filePath.slice(workspace.length + 1), messages);
  }
}, 60_000);
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

describe('a file that crosses a boundary is refused', () => {
  it.each(refused.map((fixture) => [fixture.name, fixture] as const))('%s', (_name, { place, rule, message }) => {
    expect(rule).not.toBe('');
    const said = (complaints.get(place) ?? []).map((complaint) => ({
      rule: complaint.ruleId ?? '-',
      text: complaint.message,
    }));
    expect(said).toContainEqual({ rule, text: expect.stringContaining(message) });
  });
});

describe('a file that keeps the boundaries is accepted', () => {
  it.each(accepted.map((fixture) => [fixture.name, fixture] as const))('%s', (_name, { place }) => {
    expect(complaints.get(place)).toEqual([]);
  });
});

it('no two fixtures stand at the same place', () => {
  expect(new Set(fixtures.map(({ place }) => place)).size).toBe(fixtures.length);
});

function layOutWorkspace(): void {
  for (const file of ['package.json', 'package-lock.json', 'nx.json', 'eslint.config.mjs']) {
    cpSync(join(root, file), join(workspace, file));
  }
  symlinkSync(join(root, 'node_modules'), join(workspace, 'node_modules'));
  for (const folder of ['apps', 'libs']) {
    for (const project of readdirSync(join(root, folder))) {
      for (const file of ['package.json', 'project.json']) {
        write(join(folder, project, file), readFileSync(join(root, folder, project, file), 'utf8'));
      }
    }
  }
  const tags = ['type:service', 'scope:neighbour'];
  write('apps/neighbour/package.json', JSON.stringify({ name: '@capdev/neighbour', version: '0.0.0' }));
  write('apps/neighbour/project.json', JSON.stringify({ name: 'neighbour', projectType: 'application', tags }));
  write('apps/neighbour/src/neighbour.ts', 'export const neighbour = 1;\n');
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), text);
}

/** Runs a package's program in the throw-away workspace. ESLint ends with 1 when it complains: its report is what counts. */
async function node(program: string, ...args: string[]): Promise<string> {
  const env = { PATH: process.env.PATH, NX_DAEMON: 'false', NX_WORKSPACE_ROOT_PATH: workspace };
  const options = { cwd: workspace, env, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await run(process.execPath, [join(root, 'node_modules', program), ...args], options).catch(
    (failure: { code?: unknown; stdout: string; stderr: string }) => {
      if (failure.code !== 1 || !failure.stdout) throw new Error(`${program} failed: ${failure.stderr}`);
      return failure;
    },
  );
  return stdout;
}
