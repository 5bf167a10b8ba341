// Runs one of the repository's own programs: `node tools/run.mjs <program> [arguments]`.
// Plain JavaScript without dependencies, because it must work on a machine that has nothing but Node >= 20.19:
// it installs the packages when they are missing or out of date, then hands over to the pinned Node.
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [program, ...args] = process.argv.slice(2);
/** npm's own record of what is installed. */
const record = join(root, 'node_modules', '.package-lock.json');
/** Ours of the patches that were applied to it. */
const stamp = join(root, 'node_modules', '.capdev-patches');
/** Held by the program that installs. */
const turn = join(root, '.local', 'installing');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.versions.node} is too old. Install Node 20.19 or newer, then run the same command again.`);
}

const entry = join(root, 'tools', `${program}.ts`);
if (!program || !existsSync(entry)) fail(`There is no program "${program ?? ''}" in tools/.`);

await installPackages();
linkOurOwn();
handOver();

/** `npm ci`, unless what is installed is what the lock file says. */
async function installPackages() {
  if (isInstalled()) return;
  await takeTurn();
  try {
    if (!isInstalled()) await install();
  } finally {
    rmSync(turn, { force: true });
  }
}

async function install() {
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  process.stderr.write('  … Installing packages (once, about a minute)\n');
  const heartbeat = setInterval(() => process.stderr.write(`  … Installing packages (${seconds()})\n`), 10_000);
  rmSync(record, { force: true }); // so that a half-done installation does not look like a whole one
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // NODE_ENV=production or omit=dev in the person's settings must not leave out the tools.
  const ci = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await ended(spawn(npm, ci, { cwd: root, stdio: ['ignore', 2, 2] }));
  clearInterval(heartbeat);
  if (code !== 0) {
    rmSync(turn, { force: true });
    fail(
      'Packages could not be installed (npm said why above). Check the network and the free disk space, then run the same command again.',
    );
  }
  writeFileSync(stamp, hashOf(join(root, 'patches')));
  process.stderr.write(`  ✔ Packages (${seconds()})\n`);
}

/** A library or service that is new since the last installation needs no installation when its packages are there: only a link. */
function linkOurOwn() {
  for (const [path, { link, resolved }] of Object.entries(lockedPackages())) {
    const from = join(root, path);
    if (link && !existsSync(from)) {
      rmSync(from, { force: true }); // one that leads nowhere
      symlinkSync(relative(dirname(from), join(root, resolved)), from, 'junction');
    }
  }
}

function lockedPackages() {
  return JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
}

/** Two installations at once would spoil each other: the second waits for the first. */
async function takeTurn() {
  mkdirSync(dirname(turn), { recursive: true });
  for (let said = false; ; said = true) {
    try {
      return writeFileSync(turn, String(process.pid), { flag: 'wx' });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isAlive(Number(readFileSync(turn, 'utf8')))) rmSync(turn, { force: true });
    else if (!said) process.stderr.write('  … Another program of this folder is installing packages; waiting for it\n');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Compares npm's own record of what is installed with the lock file; packages for other systems may be missing. */
function isInstalled() {
  if (!existsSync(record) || !existsSync(join(root, 'node_modules', 'tsx'))) return false;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') !== hashOf(join(root, 'patches'))) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(lockedPackages()).every(
    ([path, entry]) =>
      !path.includes('node_modules/') ||
      entry.link ||
      (installed[path] ? installed[path].version === entry.version : entry.optional),
  );
}

function hashOf(folder) {
  const hash = createHash('sha256');
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  for (const name of names) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

async function handOver() {
  const node = join(root, 'node_modules', 'node', 'bin', 'node');
  process.exit(
    await ended(
      spawn(
        existsSync(node) ? node : process.execPath,
        ['--conditions=@capdev/source', '--disable-warning=TimeoutNegativeWarning', '--import', tsx(), entry, ...args],
        {
          stdio: 'inherit',
          env: {
            ...process.env,
            PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
            CAPDEV_ROOT: root,
            TSX_TSCONFIG_PATH: join(root, 'tsconfig.json'),
          },
        },
      ),
    ),
  );
}

/** By its address, so that a program may be run from any folder. */
function tsx() {
  return import.meta.resolve('tsx');
}

/**
 * Waits for a child, which decides itself when to end. A signal that reaches us is passed on, because a supervisor
 * signals only us; a terminal's Ctrl-C reaches the child twice, and the programs take the second as the first.
 */
function ended(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // Between npm and us there may be a shell, which a signal ends without telling us; then we are told by its absence.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  return new Promise((resolve) => {
    child.once('error', (error) => resolve((process.stderr.write(`${error.message}\n`), 1)));
    child.once('exit', (code, signal) => resolve(signal ? 128 + constants.signals[signal] : (code ?? 1)));
  });
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
