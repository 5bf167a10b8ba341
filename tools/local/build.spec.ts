import { afterAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleService } from './bundle.js';
import { closureOf } from './closure.js';
import { local, root } from './paths.js';

mkdirSync(local(), { recursive: true });
const folder = mkdtempSync(local('build-'));
const apps = join(root, 'tools', 'local', 'fixtures', 'apps');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the bundle of a service', () => {
  it('contains our libraries, keeps what decorators know, and runs with plain node', async () => {
    const main = await bundleService('tiny', { folder, apps });
    expect(execFileSync(process.execPath, [main], { encoding: 'utf8' })).toBe('Clock int.itu.catalogue.course\n');
    const imported = [...readFileSync(main, 'utf8').matchAll(/^import .*?"([^"]+)";$/gm)].map(([, name]) => name);
    expect(imported).toContain('@nestjs/common');
    expect(imported.filter((name) => name!.startsWith('@capdev/') || name!.startsWith('.'))).toEqual([]);
  });

  it('says where a mistake is', async () => {
    const broken = join(folder, 'apps', 'broken', 'src');
    mkdirSync(broken, { recursive: true });
    writeFileSync(join(broken, 'main.ts'), "import './nowhere.js';\n");
    await expect(bundleService('broken', { folder: join(folder, 'out'), apps: join(folder, 'apps') })).rejects.toThrow(
      /broken\/src\/main\.ts:1/,
    );
  });

  it('of a service that does not exist is refused', async () => {
    await expect(bundleService('nothing', { folder, apps })).rejects.toThrow('no service to build in apps/nothing');
  });
});

describe('the packages of a service', () => {
  function install(path: string, manifest: object): void {
    mkdirSync(join(folder, 'tree', path), { recursive: true });
    writeFileSync(join(folder, 'tree', path, 'package.json'), JSON.stringify({ version: '1.0.0', ...manifest }));
  }

  it('are those it needs at run time, through our libraries, each in its place, and no others', async () => {
    install('.', { name: 'root', workspaces: ['apps/*', 'libs/*'], devDependencies: { tool: '*' } });
    install('apps/service', {
      name: '@own/service',
      dependencies: { '@own/lib': '*', direct: '*' },
      devDependencies: { tool: '*' },
    });
    install('libs/lib', { name: '@own/lib', dependencies: { inner: '*' } });
    install('libs/unused', { name: '@own/unused', dependencies: { tool: '*' } });
    install('node_modules/direct', {
      name: 'direct',
      dependencies: { deep: '^2' },
      optionalDependencies: { absent: '*' },
    });
    install('node_modules/direct/node_modules/deep', { name: 'deep', version: '2.0.0' });
    install('node_modules/inner', { name: 'inner', dependencies: { deep: '^1' } });
    install('node_modules/deep', { name: 'deep' });
    install('node_modules/tool', { name: 'tool' });
    mkdirSync(join(folder, 'tree', 'node_modules', '@own'));
    for (const [name, path] of [
      ['service', 'apps/service'],
      ['lib', 'libs/lib'],
      ['unused', 'libs/unused'],
    ] as const) {
      symlinkSync(join('..', '..', path), join(folder, 'tree', 'node_modules', '@own', name));
    }
    const { packages, direct } = await closureOf('apps/service', join(folder, 'tree'));
    expect([...packages.keys()].sort()).toEqual([
      'node_modules/deep',
      'node_modules/direct',
      'node_modules/direct/node_modules/deep',
      'node_modules/inner',
    ]);
    expect(direct).toEqual({ direct: '1.0.0', inner: '1.0.0' });
  });

  it('must be the same for all our libraries', async () => {
    install('node_modules/inner', { name: 'inner', version: '1.0.0' });
    install('libs/lib/node_modules/inner', { name: 'inner', version: '2.0.0' });
    await expect(closureOf('apps/service', join(folder, 'tree'))).rejects.toThrow(
      'inner is installed in libs/lib/node_modules/inner',
    );
  });
});
