import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { on, once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { coursePublishedV1 } from '@capdev/contracts/catalogue';
import { TestBus } from '@capdev/messaging/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Given } from './support/builders.js';
import { CatalogueApp } from './support/catalogue-app.js';

const root = join(import.meta.dirname, '../../..');
const brokers = process.env.KAFKA_BROKERS ?? '';
const run = promisify(execFile);
let folder: string;

/** Puts a package and what it needs where npm would; copies, because from a link Node would find the repository's packages. */
function install(name: string): void {
  const target = join(folder, 'node_modules', name);
  if (existsSync(target)) return;
  cpSync(join(root, 'node_modules', name), target, { recursive: true, dereference: true });
  dependenciesOf(target).forEach(install);
}

function dependenciesOf(packageFolder: string): string[] {
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { dependencies?: object };
  return Object.keys(manifest.dependencies ?? {});
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'capdev-reader-'));
  const packed = await run(process.execPath, [join(root, 'tools/run.mjs'), 'contracts', 'pack', folder]);
  const contracts = join(folder, 'node_modules', '@capdev', 'contracts');
  mkdirSync(contracts, { recursive: true });
  await run('tar', ['-xzf', packed.stdout.trim(), '--strip-components=1', '-C', contracts]);
  dependenciesOf(contracts).forEach(install);
  install('kafkajs');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed contracts, in a folder of their own', () => {
  it('need nothing of this repository', () => {
    const others = readdirSync(join(folder, 'node_modules'));
    expect(others).toEqual(expect.arrayContaining(['@capdev', 'class-validator', 'kafkajs']));
    expect(others).not.toContain('@nestjs');
    expect(readdirSync(join(folder, 'node_modules', '@capdev'))).toEqual(['contracts']);
  });

  it('let a program of twenty lines follow the catalogue', async () => {
    // The reader follows every topic of every service, so that every one of them has to be there.
    const described = readFileSync(join(root, 'docs/reference/asyncapi.json'), 'utf8');
    const { channels } = JSON.parse(described) as { channels: Record<string, { address: string }> };
    await new TestBus(brokers).createTopics(...Object.values(channels).map(({ address }) => address));
    cpSync(join(root, 'tools/contracts/fixtures/reader.mjs'), join(folder, 'reader.mjs'));
    const catalogue = await CatalogueApp.boot({}, { relay: true });
    const reader = spawn(process.execPath, ['reader.mjs', brokers, `outside-${randomUUID()}`], {
      cwd: folder,
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const course = await new Given(catalogue).published();
      await catalogue.patch(`/courses/${course.id}`, { workloadHours: 4 }, 2);
      await catalogue.post(`/courses/${course.id}/retirement`, {}, { ifMatch: 3 });
      const seen = await eventsOf(reader, course.id, 3);
      expect(seen.map(({ type, sequence }) => `${sequence} ${type}`)).toEqual([
        '1 int.itu.catalogue.course.published.v1',
        '2 int.itu.catalogue.course.revised.v1',
        '3 int.itu.catalogue.course.retired.v1',
      ]);
      expect(seen[1]?.data).toMatchObject({ courseId: course.id, workloadHours: 4 });
    } finally {
      reader.kill();
      await once(reader, 'exit');
      await catalogue.close();
    }
  });

  it('are typed, and the compiler refuses a field that no event has', async () => {
    const program = (
      field: string,
    ) => `import { coursePublishedV1, type CoursePublishedV1 } from '@capdev/contracts/catalogue';
import { checkPayload } from '@capdev/contracts/core';
const course: CoursePublishedV1 = checkPayload(coursePublishedV1, {}, 'consumer');
export const read: string = course.${field};
`;
    expect(await compile(program('courseId'))).toBe('');
    expect(await compile(program('inventedField'))).toContain("Property 'inventedField' does not exist");
  });

  it('hold the released schemas', async () => {
    const { type } = coursePublishedV1;
    writeFileSync(
      join(folder, 'schema.mjs'),
      `import kept from '@capdev/contracts/frozen/${type}.json' with { type: 'json' };\nconsole.log(kept.schema.title);\n`,
    );
    expect((await run(process.execPath, ['schema.mjs'], { cwd: folder })).stdout.trim()).toBe(type);
  });
});

interface Seen {
  readonly type: string;
  readonly subject: string;
  readonly sequence: number;
  readonly data: object;
}

/** What the reader prints about one aggregate, until there is enough of it. */
async function eventsOf(reader: ChildProcess, subject: string, enough: number): Promise<Seen[]> {
  const seen: Seen[] = [];
  const lines = createInterface({ input: reader.stdout! });
  for await (const [line] of on(lines, 'line', { signal: AbortSignal.timeout(60_000), close: ['close'] })) {
    const event = JSON.parse(line as string) as Seen;
    if (event.subject === subject) seen.push(event);
    if (seen.length >= enough) return seen;
  }
  throw new Error(`The reader ended after ${seen.length} of ${enough} events.`);
}

/** What the compiler says about a program beside the packed contracts. */
async function compile(program: string): Promise<string> {
  writeFileSync(join(folder, 'typed.ts'), program);
  const compilerOptions = { noEmit: true, strict: true, module: 'nodenext', target: 'es2023', types: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const ended = run(process.execPath, [compiler, '--pretty', 'false'], { cwd: folder });
  return ended.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}
