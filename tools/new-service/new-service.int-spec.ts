import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Copy } from './copy.js';
import { registers } from './registering.js';

// `npm run new:service` in a throw-away copy: what it writes has to be green as it is, or the templates have rotted.
const name = 'trial-run';
/** One more of its noun, and the first of another. */
const events = ['int.itu.trial.notice.retired.v1', 'int.itu.trial.pairing-round.registered.v1'];
const folders = [`apps/${name}`, 'libs/contracts/src/trial'];

let copy: Copy;
let before: Map<string, string>;
let after: Map<string, string>;

const changed = (): string[] => [...before].filter(([path, text]) => after.get(path) !== text).map(([path]) => path);

beforeAll(async () => {
  copy = await Copy.make();
  before = await copy.files();
});
afterAll(() => rmSync(copy.root, { recursive: true, force: true }));

describe('a new service', () => {
  it('that cannot be registered leaves nothing behind', async () => {
    const codeOwners = before.get('CODEOWNERS')!;
    writeFileSync(join(copy.root, 'CODEOWNERS'), '* @somebody\n');
    const { ok, said } = await copy.program('new-service', name, '--slug', 'trial');
    expect([ok, said]).toEqual([false, expect.stringContaining('everything is as it was before')]);
    writeFileSync(join(copy.root, 'CODEOWNERS'), codeOwners);
    expect(await copy.files()).toEqual(before);
  });

  it('is one command, which touches four files of those that nobody generates', async () => {
    const { ok, said } = await copy.program('new-service', name, '--slug', 'trial');
    expect([ok, said]).toEqual([true, expect.stringContaining(`Next: npm test -- apps/${name}`)]);
    after = await copy.files();
    const generated = changed().filter((path) => /^docs\/reference\/|^infra\/kafka\/.*\.tsv$/.test(path));
    expect(changed()).toEqual([...Object.keys(registers), ...generated].sort());
    const added = [...after.keys()].filter((path) => !before.has(path));
    const frozen = 'libs/contracts/frozen/int.itu.trial.notice.published.v1.json';
    expect(added.filter((path) => !folders.some((folder) => path.startsWith(`${folder}/`)))).toEqual([frozen]);
    expect(added).toContain(`apps/${name}/openapi.json`);
  });

  it('gets more events by one command each, which leaves nothing behind when it fails', async () => {
    const before = await copy.files();
    const readOnly = join(copy.root, 'libs/contracts/frozen', `${events[0]}.json`);
    writeFileSync(readOnly, '{}\n');
    const refused = await copy.program('new-event', events[0]!);
    expect([refused.ok, refused.said]).toEqual([false, expect.stringContaining('everything is as it was before')]);
    rmSync(readOnly);
    expect(await copy.files()).toEqual(before);

    for (const type of events) expect(await copy.program('new-event', type)).toMatchObject({ ok: true });
    after = await copy.files();
    for (const type of events) expect(after.keys()).toContain(`libs/contracts/frozen/${type}.json`);
    expect(after.get('infra/kafka/topics.tsv')).toContain('int.itu.trial.pairing-round\t');
    const generators = ['events', 'asyncapi', 'kafka-lists'].map((name) =>
      copy.program(`reference/${name}`, '--check'),
    );
    for (const { ok, said } of await Promise.all(generators)) expect([ok, said]).toEqual([true, '']);
  });

  it('is formatted, keeps the boundaries, and is bound by them', async () => {
    const crossing = [`apps/course-catalogue/src/crosses.ts`, `apps/${name}/src/notices/crosses.events.ts`];
    writeFileSync(
      join(copy.root, crossing[0]!),
      `import { boot } from '@capdev/${name}';\n\nexport const start = boot;\n`,
    );
    writeFileSync(
      join(copy.root, crossing[1]!),
      `import { coursePublishedV1 } from '@capdev/contracts/catalogue';\n\nexport const other = coursePublishedV1;\n`,
    );
    await copy.package('nx/dist/bin/nx.js', 'show', 'projects');
    const { said } = await copy.package('eslint/bin/eslint.js', '--format', 'json', crossing[0]!, ...folders);
    for (const path of crossing) rmSync(join(copy.root, path));
    const results = JSON.parse(said) as { filePath: string; messages: { message: string }[] }[];
    expect(results.length).toBeGreaterThan(20);
    const complaints = results.flatMap(({ filePath, messages }) =>
      messages.map(({ message }) => `${filePath.slice(copy.root.length + 1)}: ${message}`),
    );
    expect(complaints).toEqual([
      expect.stringMatching(`^${crossing[0]}: .*Nothing imports a service`),
      expect.stringMatching(`^${crossing[1]}: .*This service publishes @capdev/contracts/trial only`),
    ]);
    const written = [...after.keys()].filter((path) => !before.has(path) || changed().includes(path));
    const formatted = await copy.package('prettier/bin/prettier.cjs', '--check', '--ignore-unknown', ...written);
    expect(formatted).toMatchObject({ ok: true });
  });

  it('passes its own tests, and those that look at every service and event', async () => {
    const everywhere =
      'libs/contracts/test/(grammar|compatibility)|tools/local/(compose|topics|provisioning|repository)';
    const { ok, said } = await copy.package('jest/bin/jest.js', '--maxWorkers=2', `apps/${name}/|${everywhere}`);
    expect(ok ? '' : said).toBe('');
    for (const file of [
      'config.spec',
      'notice.entity.spec',
      'notice.events.spec',
      'notices.int-spec',
      'service.int-spec',
    ])
      expect(said).toMatch(new RegExp(`PASS apps/${name}/.*${file}\\.ts`));
  });

  it('compiles', async () => {
    const config = { extends: './tsconfig.base.json', include: folders };
    writeFileSync(join(copy.root, 'tsconfig.trial.json'), JSON.stringify(config));
    const compiled = await copy.package('typescript/bin/tsc', '-p', 'tsconfig.trial.json', '--pretty', 'false');
    expect(compiled).toEqual({ ok: true, said: '' });
  });
});
