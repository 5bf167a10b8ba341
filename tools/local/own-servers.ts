import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { provisionDatabases } from './databases.js';
import { requireJava } from './java.js';
import { createTopics } from './kafka-admin.js';
import { fetchJars, haveJars } from './kafka-jars.js';
import { startKafka } from './kafka.js';
import { freePort } from './ports.js';
import { postgresUrl, startPostgres } from './postgres.js';
import type { Run } from './run-record.js';
import { step } from './say.js';
import type { Secrets } from './secrets.js';
import { findServices } from './services.js';
import { readTopics } from './topics.js';

/** Servers that nobody else uses, in a folder that goes with them. */
export interface OwnServers {
  /** For the superuser. */
  readonly postgresUrl: string;
  readonly brokers: string;
}

/**
 * PostgreSQL and Kafka on free ports, with the topics and the databases of every service.
 *
 * @param durable PostgreSQL forces its writes to disk, as in production
 */
export async function startOwnServers(
  run: Run,
  folder: string,
  secrets: Secrets,
  { durable }: { readonly durable: boolean },
): Promise<OwnServers> {
  requireJava();
  if (!haveJars()) await step('Fetching Kafka (once)', (note) => fetchJars(run, note));
  const database = { port: await freePort(), password: randomBytes(12).toString('hex') };
  const kafka = { port: await freePort(), controllerPort: await freePort() };
  const kept = (name: string) => ({ folder: join(folder, name), logFile: join(folder, `${name}.log`) });
  await step('PostgreSQL', () => startPostgres(run, { ...database, ...kept('postgres'), throwAway: !durable }));
  await step('Kafka', () => startKafka(run, { ...kafka, ...kept('kafka'), throwAway: true }));
  const brokers = `127.0.0.1:${kafka.port}`;
  await createTopics([brokers], readTopics());
  const url = postgresUrl(database);
  await provisionDatabases(
    url,
    findServices().map(({ slug }) => slug),
    secrets,
  );
  return { postgresUrl: url, brokers };
}
