import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './paths.js';

/** How a program ended, and everything it said. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

const ours = ['--conditions=@capdev/source', '--import', 'tsx'];
const env = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  NO_COLOR: '1',
};

/** Runs one of our own programs (`tools/….ts`) or a package's (`eslint/bin/eslint.js`) with the pinned Node, in the root. */
export function runHere(program: string, args: readonly string[]): Promise<Outcome> {
  const command = program.endsWith('.ts') ? [...ours, join(root, program)] : [join(root, 'node_modules', program)];
  const flags = program.startsWith('jest/')
    ? ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
    : [];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, ...command, ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
