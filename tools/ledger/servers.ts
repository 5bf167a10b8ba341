import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { requireDisk } from '../local/disk.js';
import { requireJava } from '../local/java.js';
import { fetchJars, haveJars } from '../local/kafka-jars.js';
import { startKafka } from '../local/kafka.js';
import { local } from '../local/paths.js';
import { freePort } from '../local/ports.js';
import { postgresUrl, startPostgres } from '../local/postgres.js';
import { Run } from '../local/run-record.js';
import { removeFolder, sweepFolders } from '../local/throw-away.js';
import { Proxy } from './proxy.js';
import { Victim } from './victim.js';

/** A PostgreSQL and a Kafka that may be killed, each behind a proxy that may be cut. */
export interface Servers {
  readonly run: Run;
  readonly folder: string;
  /** Through the proxy, for all who are to suffer. */
  readonly postgresUrl: string;
  /** Past the proxy, for the one who keeps the books. */
  readonly directUrl: string;
  readonly brokers: string;
  readonly victims: Readonly<Record<'broker' | 'postgres', Victim>>;
  readonly proxies: Readonly<Record<'broker' | 'postgres', Proxy>>;
  takeDown(): Promise<void>;
}

/** Brings both up on free ports. PostgreSQL forces its writes to disk, as in production: a kill must not forget a commit. */
export async function bringUpServers(): Promise<Servers> {
  requireDisk();
  await sweepFolders('ledger');
  const folder = local(`ledger-${process.pid}`);
  const run = await Run.claim(join(folder, 'run.json'), (pid) => `Another ledger (process ${pid}) uses ${folder}.`);
  const proxies: Proxy[] = [];
  const takeDown = async (): Promise<void> => {
    for (const proxy of proxies) await proxy.close();
    await run.release();
    removeFolder(folder);
  };
  try {
    return { ...(await assemble(run, folder, proxies)), run, folder, takeDown };
  } catch (error) {
    await takeDown();
    throw error;
  }
}

async function assemble(
  run: Run,
  folder: string,
  opened: Proxy[],
): Promise<Omit<Servers, 'run' | 'folder' | 'takeDown'>> {
  requireJava();
  if (!haveJars()) await fetchJars(run, () => undefined);
  const password = randomBytes(12).toString('hex');
  const before = { postgres: await freePort(), broker: await freePort() };
  const database = { port: await freePort(), password };
  const kafka = { port: await freePort(), advertisedPort: before.broker, controllerPort: await freePort() };
  const postgres = new Victim('PostgreSQL', () =>
    startPostgres(run, { ...database, folder: join(folder, 'postgres'), logFile: join(folder, 'postgres.log') }),
  );
  const broker = new Victim('Kafka', () =>
    startKafka(run, { ...kafka, folder: join(folder, 'kafka'), logFile: join(folder, 'kafka.log'), throwAway: true }),
  );
  const proxies = {
    postgres: await Proxy.open(before.postgres, database.port),
    broker: await Proxy.open(before.broker, kafka.port),
  };
  opened.push(...Object.values(proxies));
  // After the proxies: whoever asks Kafka whether it is there is sent to its advertised address.
  await Promise.all([postgres.start(), broker.start()]);
  return {
    postgresUrl: postgresUrl({ port: before.postgres, password }),
    directUrl: postgresUrl(database),
    brokers: `127.0.0.1:${before.broker}`,
    victims: { postgres, broker },
    proxies,
  };
}
