import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { bundleModules } from '../local/bundle.js';
import { root } from '../local/paths.js';
import { Halt } from '../local/say.js';
import { frozenFolder } from './events.js';

const source = join(root, 'libs', 'contracts');
const asyncapi = join(root, 'docs', 'reference', 'asyncapi.json');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * Makes the npm package of the contracts, for readers outside this repository: JavaScript that runs on plain Node, types,
 * the frozen schemas and the AsyncAPI document. Our own libraries are bundled, packages of others stay dependencies.
 *
 * @returns the tarball
 */
export async function packContracts(folder: string): Promise<string> {
  const work = mkdtempSync(join(tmpdir(), 'capdev-contracts-'));
  try {
    const entries = readdirSync(join(source, 'src'));
    await bundleModules(
      Object.fromEntries(entries.map((entry) => [entry, join(source, 'src', entry, 'index.ts')])),
      join(work, 'dist'),
    );
    writeTypes(entries, join(work, 'types'));
    cpSync(frozenFolder, join(work, 'frozen'), { recursive: true });
    cpSync(asyncapi, join(work, 'asyncapi.json'));
    writeFileSync(join(work, 'README.md'), readme(entries));
    writeFileSync(join(work, 'package.json'), `${JSON.stringify(manifestOf(entries), null, 2)}\n`);
    mkdirSync(folder, { recursive: true });
    return await npmPack(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function readme(entries: readonly string[]): string {
  return `# Contracts

The events that CapDev's services announce on Kafka, as CloudEvents 1.0 in binary mode.

- ${entries.map((entry) => `\`@capdev/contracts/${entry}\``).join(', ')}: definitions, classes and types; \`core\` has \`decodeHeaders\` and \`checkPayload\`.
- \`@capdev/contracts/asyncapi.json\`: topics, headers, data and examples, as AsyncAPI.
- \`@capdev/contracts/frozen/<type>.json\`: schema and example of each event as it was released.

An event may arrive more than once; those of one key arrive in order. Within a major version fields are only ever added: read
with \`checkPayload(definition, data, 'consumer')\`, which drops what it does not know, and pass by types you do not know.
`;
}

function manifestOf(entries: readonly string[]) {
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Manifest;
  const { name, version, description, license, dependencies } = manifest;
  const others = Object.entries(dependencies).filter(([dependency]) => !dependency.startsWith('@capdev/'));
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    engines: { node: '>=20.19' },
    exports: {
      ...Object.fromEntries(
        entries.map((entry) => [`./${entry}`, { types: `./types/${entry}/index.d.ts`, default: `./dist/${entry}.js` }]),
      ),
      './frozen/*.json': './frozen/*.json',
      './asyncapi.json': './asyncapi.json',
    },
    dependencies: Object.fromEntries(others),
  };
}

/** The declarations, from the compiler itself; what it finds wrong is said and ends the packing. */
function writeTypes(entries: readonly string[], outDir: string): void {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => readFileSync(path, 'utf8')) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(
    entries.map((entry) => join(source, 'src', entry, 'index.ts')),
    { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: join(source, 'src'), outDir },
  );
  const { diagnostics } = program.emit();
  const found = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (found.length > 0) {
    const host = {
      getCurrentDirectory: () => root,
      getCanonicalFileName: (name: string) => name,
      getNewLine: () => '\n',
    };
    throw new Halt(`The contracts cannot be packed:\n${ts.formatDiagnostics(found, host)}`);
  }
}

async function npmPack(work: string, folder: string): Promise<string> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = ['pack', '--offline', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await promisify(execFile)(npm, options, { cwd: work });
  const said = JSON.parse(stdout) as unknown;
  const [{ filename }] = Object.values(said as Record<string, { filename: string }>) as [{ filename: string }];
  return join(folder, filename);
}
