import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundleService, distFolder } from './bundle.js';
import { closureOf } from './closure.js';
import { root } from './paths.js';

/** What says that the packages beside a bundle are still the right ones. */
const stampName = '.capdev-closure';

/**
 * Builds a service into a folder that runs alone: `node main.js` works wherever it is copied to. The packages are
 * taken as they are installed, patches included.
 */
export async function buildDeployable(
  service: string,
  folder = distFolder(service),
): Promise<{ folder: string; packages: number }> {
  await bundleService(service, { folder });
  const { version, direct, packages } = await closureOf(`apps/${service}`);
  const next = join(folder, `node_modules.${process.pid}`);
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next);
  for (const [location, { folder: from }] of packages) {
    cpSync(from, join(next, location.slice('node_modules/'.length)), {
      recursive: true,
      dereference: true,
      // Nested packages are in the closure themselves, when they are needed.
      filter: (path) => basename(path) !== 'node_modules',
    });
  }
  writeFileSync(join(next, stampName), stamp());
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  renameSync(next, join(folder, 'node_modules'));
  const manifest = {
    name: `@capdev/${service}`,
    version,
    private: true,
    type: 'module',
    engines: { node: '>=20.19' },
    dependencies: direct,
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return { folder, packages: packages.size };
}

/** Bundles for use inside the repository; packages of an older deployable build, which would go before the installed ones, are removed. */
export async function buildForHere(service: string): Promise<string> {
  const modules = join(distFolder(service), 'node_modules');
  const stampFile = join(modules, stampName);
  const fresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp();
  if (!fresh) rmSync(modules, { recursive: true, force: true });
  return bundleService(service);
}

function stamp(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const patches = join(root, 'patches');
  for (const name of existsSync(patches) ? readdirSync(patches).sort() : [])
    hash.update(readFileSync(join(patches, name)));
  return hash.digest('hex');
}
