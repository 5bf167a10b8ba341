// Runs a target for the projects that a change affects: `npm run affected -- test`. See docs/how-to/test.md.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './local/paths.js';

const [target, ...options] = process.argv.slice(2);
if (target === undefined || target.startsWith('-')) {
  console.error('Say what to run for the affected projects: npm run affected -- test   (or build)');
  process.exit(1);
}

// No daemon: it would outlive the command, and the graph of so small a repository is read in a second.
const { status, error } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/nx/dist/bin/nx.js'), 'affected', '-t', target, '--outputStyle=stream', ...options],
  { cwd: root, stdio: 'inherit', env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' } },
);
if (error) console.error(error.message);
process.exitCode = status ?? 1;
