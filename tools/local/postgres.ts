import { execFileSync, type SpawnOptions } from 'node:child_process';
import { existsSync, openSync, closeSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { identityOf, inWords, type Launched } from './processes.js';
import { postgresHome, type PostgresHome } from './postgres-home.js';
import type { Run } from './run-record.js';
import { Halt } from './say.js';
import { GiveUp, until } from './wait.js';

/** What a PostgreSQL of our own needs to know. */
export interface PostgresOptions {
  /** Its data lives below this folder. */
  folder: string;
  logFile: string;
  port: number;
  password: string;
  /** Throw-away data: nothing needs to survive a power cut, so nothing is forced to disk. */
  throwAway?: boolean;
}

const steadyFlags = ['max_connections=200', 'shared_buffers=256MB'];
const throwAwayFlags = [
  'max_connections=300',
  'shared_buffers=128MB',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
];

/** The address of the server's own `postgres` database, as its superuser. */
export function postgresUrl({ port, password }: Pick<PostgresOptions, 'port' | 'password'>): string {
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

/** Starts PostgreSQL, making its data folder first when there is none, and returns once it takes connections. */
export async function startPostgres(run: Run, options: PostgresOptions): Promise<Launched> {
  const home = postgresHome(options.folder);
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a');
  const spawning: SpawnOptions = {
    ...home.owner,
    cwd: home.data,
    stdio: ['ignore', log, log],
    env: plainEnvironment(),
  };
  try {
    await initialise(run, options, home, spawning);
    removeStaleLock(home.data);
    const flags = [
      ...(options.throwAway ? throwAwayFlags : steadyFlags),
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
    ].flatMap((flag) => ['-c', flag]);
    const server = run.launch(
      'PostgreSQL',
      join(home.bin, 'postgres'),
      ['-D', home.data, '-p', String(options.port), ...flags],
      {
        ...spawning,
        // Fast shutdown closes connections and writes a checkpoint; immediate does neither.
        stopWith: options.throwAway ? 'SIGQUIT' : 'SIGINT',
      },
    );
    await until('PostgreSQL', () => answers(server, options), { deadlineMs: 60_000 });
    return server;
  } finally {
    closeSync(log);
  }
}

async function answers(server: Launched, options: PostgresOptions): Promise<boolean> {
  if (!server.running) {
    throw new GiveUp(
      `PostgreSQL did not start (${inWords(await server.ended)}). Its last words: ${lastLines(options.logFile)}`,
    );
  }
  const client = new pg.Client({ connectionString: postgresUrl(options), connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    // 28P01: it answers, but not to us. Waiting will not change that.
    if ((error as { code?: string }).code === '28P01') {
      throw new GiveUp(
        'PostgreSQL refuses the password in .local/secrets.json; "npm run reset" starts afresh (and deletes the local data).',
      );
    }
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A folder counts only once its marker is there: one that was half written when something died is made anew. */
async function initialise(
  run: Run,
  options: PostgresOptions,
  home: PostgresHome,
  spawning: SpawnOptions,
): Promise<void> {
  const marker = join(dirname(home.data), `${basename(home.data)}.ready`);
  if (existsSync(marker) && existsSync(join(home.data, 'PG_VERSION'))) return requireVersion(home);
  rmSync(home.data, { recursive: true, force: true });
  rmSync(marker, { force: true });
  const { bin, owner } = postgresHome(options.folder);
  const passwordFile = join(dirname(home.data), 'password');
  writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 });
  if (owner.uid !== undefined) execFileSync('chown', [String(owner.uid), passwordFile]);
  const locale = utf8Locale();
  const making = run.launch(
    'initdb',
    join(bin, 'initdb'),
    [
      `--pgdata=${home.data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order and case rules on every machine; character classes (for trigrams) still come from the system.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      `--locale=${locale}`,
      ...(options.throwAway ? ['--no-sync'] : []),
    ],
    spawning,
  );
  const ending = await making.ended;
  rmSync(passwordFile, { force: true });
  if (ending.code !== 0)
    throw new Halt(`PostgreSQL's data folder could not be made (${inWords(ending)}): ${lastLines(options.logFile)}`);
  writeFileSync(marker, '');
}

function requireVersion(home: PostgresHome): void {
  const version = readFileSync(join(home.data, 'PG_VERSION'), 'utf8').trim();
  const program = execFileSync(join(home.bin, 'postgres'), ['--version'], { encoding: 'utf8' });
  if (!program.includes(` ${version}.`) && !program.includes(` ${version}\n`)) {
    throw new Halt(
      `The local data was written by PostgreSQL ${version}, and this is ${program.trim()}: "npm run reset" starts afresh (and deletes the local data).`,
    );
  }
}

/** A postmaster that was killed leaves its lock; another program may have its number by now. */
function removeStaleLock(data: string): void {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (identityOf(pid) === undefined) return rmSync(lock, { force: true });
  const command = execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  if (!command.includes('postgres')) return rmSync(lock, { force: true });
  throw new Halt(
    `Another PostgreSQL (process ${pid}) is using ${data}: end it with "kill -INT ${pid}" and run the same command again.`,
  );
}

function utf8Locale(): string {
  let known: string[] = [];
  try {
    known = execFileSync('locale', ['-a'], { encoding: 'utf8' }).split('\n');
  } catch {
    // no such program: the C locale always exists
  }
  return ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'en_US.utf8'].find((name) => known.includes(name)) ?? 'C';
}

/** The PG… variables of the person's shell must not steer a server of ours. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG$)/.test(name));
  return { ...Object.fromEntries(kept), LC_MESSAGES: 'C' };
}

function lastLines(file: string, count = 5): string {
  return existsSync(file)
    ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join(' / ')
    : `nothing in ${file}`;
}
