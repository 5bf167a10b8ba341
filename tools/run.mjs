// Runs one of the repository's own programs: `node tools/run.mjs <program> [arguments]`.
// Plain JavaScript without dependencies, because it must work on a machine that has nothing but Node >= 20.19:
// it installs the packages when they are missing or out of date, then hands over to the pinned Node.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [program, ...args] = process.argv.slice(2);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.versions.node} is too old. Install Node 20.19 or newer, then run the same command again.`);
}

const entry = join(root, 'tools', `${program}.ts`);
if (!program || !existsSync(entry)) fail(`There is no program "${program ?? ''}" in tools/.`);

installPackages();
handOver();

/** `npm ci`, unless the last successful one was for exactly this lock file. */
function installPackages() {
  const stamp = join(root, 'node_modules', '.capdev-installed');
  const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('Installing packages (once, about a minute) …\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) {
    fail('Packages could not be installed (npm said why above). Check the network and the free disk space, then run the same command again.');
  }
  writeFileSync(stamp, wanted);
}

function handOver() {
  const node = join(root, 'node_modules', 'node', 'bin', 'node');
  const child = spawn(
    existsSync(node) ? node : process.execPath,
    ['--conditions=@capdev/source', '--disable-warning=TimeoutNegativeWarning', '--import', 'tsx', entry, ...args],
    { stdio: 'inherit', env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`, CAPDEV_ROOT: root } },
  );
  // A terminal sends Ctrl-C to the child too; a supervisor signals only us. Either way the child decides when to end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
