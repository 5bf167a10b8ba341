// Says what this machine has and lacks for npm start and npm test, and how to get it: npm run doctor
import { existsSync } from 'node:fs';
import { freeDisk } from './local/disk.js';
import { findJava, hasMaven } from './local/java.js';
import { haveJars } from './local/kafka-jars.js';
import { local } from './local/paths.js';
import { holderOf, isFree } from './local/ports.js';
import { Run } from './local/run-record.js';
import { program } from './local/say.js';
import { findServices, issuerPort } from './local/services.js';
import { table } from './local/table.js';

interface Finding {
  what: string;
  found: string;
  /** What to do; undefined when all is well. */
  cure?: string;
  /** Without it nothing starts. */
  needed?: boolean;
}

async function findings(): Promise<Finding[]> {
  const runs = Run.holder(local('run.json'));
  return [
    { what: 'Node', found: `${process.versions.node}, pinned` }, // tools/run.mjs has refused an older one and installed the packages
    { what: 'packages', found: 'as in package-lock.json' },
    java(),
    maven(),
    disk(),
    ...(runs === undefined ? await ports() : []),
    { what: '.local', found: state(runs) },
    ...given(),
  ];
}

function java(): Finding {
  if (process.env.KAFKA_BROKERS) return { what: 'Java', found: 'not needed: KAFKA_BROKERS is set' };
  const found = findJava();
  const cure = 'install Java 17 or newer (for example "apt install openjdk-17-jre-headless"), or set KAFKA_BROKERS';
  if (!found) return { what: 'Java', found: 'missing', cure, needed: true };
  return found.major < 17
    ? { what: 'Java', found: `${found.major}, too old`, cure, needed: true }
    : { what: 'Java', found: String(found.major) };
}

function maven(): Finding {
  if (process.env.KAFKA_BROKERS || haveJars())
    return { what: 'Kafka', found: haveJars() ? 'fetched' : 'KAFKA_BROKERS' };
  if (hasMaven()) return { what: 'Maven', found: 'present; the first start fetches Kafka (about 55 MB)' };
  return {
    what: 'Maven',
    found: 'missing',
    cure: 'install Maven (for example "apt install maven"), or set KAFKA_BROKERS',
    needed: true,
  };
}

function disk(): Finding {
  const gigabytes = (freeDisk() / 1024 ** 3).toFixed(1);
  const found = `${gigabytes} GB free`;
  return freeDisk() >= 1024 ** 3
    ? { what: 'disk', found }
    : { what: 'disk', found, cure: 'free at least 1 GB', needed: true };
}

async function ports(): Promise<Finding[]> {
  const wanted = findServices().flatMap(({ port, managementPort }) => [port, managementPort]);
  return Promise.all(
    [...wanted, issuerPort].map(async (port) => {
      if (await isFree(port)) return { what: `port ${port}`, found: 'free' };
      const holder = holderOf(port);
      const by = holder ? `${holder.command} (process ${holder.pid})` : 'another program';
      return {
        what: `port ${port}`,
        found: `used by ${by}`,
        cure: holder ? `end it: kill ${holder.pid}` : 'end that program',
        needed: true,
      };
    }),
  );
}

function state(runs: number | undefined): string {
  if (runs !== undefined) return `npm start runs (process ${runs})`;
  if (existsSync(local('run.json'))) return 'an earlier run was killed; the next start clears up after it';
  return existsSync(local('postgres')) ? 'data of an earlier run' : 'nothing yet';
}

function given(): Finding[] {
  return ['POSTGRES_URL', 'KAFKA_BROKERS'].flatMap((name) =>
    process.env[name] ? [{ what: name, found: 'set: used instead of a local server' }] : [],
  );
}

void program(async () => {
  const found = await findings();
  const rows = found.map(({ what, found: seen, cure }) => [cure ? '✘' : '✔', what, seen, cure ?? '']);
  process.stdout.write(table(['', 'what', 'found', 'what to do'], rows));
  return found.some(({ needed }) => needed) ? 1 : 0;
});
