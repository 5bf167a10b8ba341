import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { transform, type Options } from '@swc/core';
import { build, stop, type Message, type Plugin } from 'esbuild';
import { root } from './paths.js';
import { Halt } from './say.js';

/** The same as in jest.config.mjs: what runs is what was tested. esbuild itself does not emit decorator metadata. */
const swcOptions: Options = {
  swcrc: false,
  configFile: false,
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
};

const decorators: Plugin = {
  name: 'decorators',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, 'utf8'), { ...swcOptions, filename: path });
      return { contents: code, loader: 'js' };
    });
  },
};

/** Our own packages go into the bundle, everybody else's stay outside. */
const ownPackagesOnly: Plugin = {
  name: 'own-packages-only',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point' || path.startsWith('@capdev/')) return undefined;
      return { path: isBuiltin(path) && !path.startsWith('node:') ? `node:${path}` : path, external: true };
    });
  },
};

/** Where a built service is. */
export function distFolder(service: string): string {
  return join(root, 'dist', 'apps', service);
}

/**
 * Bundles a service's own code into `main.js`; packages of others stay imports. The file is replaced in one step,
 * so a program that starts it at the same moment reads either the old or the new one.
 */
export async function bundleService(
  service: string,
  { folder = distFolder(service), apps = join(root, 'apps') } = {},
): Promise<string> {
  const entry = join(apps, service, 'src', 'main.ts');
  if (!existsSync(entry)) throw new Halt(`There is no service to build in apps/${service}: it has no src/main.ts.`);
  mkdirSync(folder, { recursive: true });
  const work = `${folder}.${process.pid}`;
  try {
    await build({
      entryPoints: [entry],
      outfile: join(work, 'main.js'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      keepNames: true,
      sourcemap: true,
      conditions: ['@capdev/source'],
      plugins: [ownPackagesOnly, decorators],
      absWorkingDir: root,
      logLevel: 'silent',
    });
    for (const file of ['main.js.map', 'main.js']) renameSync(join(work, file), join(folder, file));
  } catch (error) {
    const errors = (error as { errors?: Message[] }).errors;
    if (!errors) throw error;
    throw new Halt(`${service} cannot be built:\n${errors.map(inWords).join('\n')}`);
  } finally {
    await stop(); // its helper process would stay for as long as we run
    rmSync(work, { recursive: true, force: true });
  }
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  return join(folder, 'main.js');
}

/** Bundles modules that share what they have in common, so that a class is the same class in all of them. */
export async function bundleModules(entryPoints: Readonly<Record<string, string>>, outdir: string): Promise<void> {
  try {
    await build({
      entryPoints: { ...entryPoints },
      outdir,
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      keepNames: true,
      conditions: ['@capdev/source'],
      plugins: [ownPackagesOnly, decorators],
      absWorkingDir: root,
      logLevel: 'silent',
    });
  } catch (error) {
    const errors = (error as { errors?: Message[] }).errors;
    if (!errors) throw error;
    throw new Halt(`The modules cannot be built:\n${errors.map(inWords).join('\n')}`);
  } finally {
    await stop();
  }
}

function inWords({ text, location, detail }: Message): string {
  const cause = detail instanceof Error ? detail.message : text;
  return `  ${location ? `${location.file}:${location.line}: ` : ''}${cause}`;
}
