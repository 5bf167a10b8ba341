import { join } from 'node:path';
import pg from 'pg';
import { securityFrom } from '../events/brokers.js';
import { brokerAnswers } from './kafka-admin.js';
import { startKafka } from './kafka.js';
import { local, root } from './paths.js';
import { rememberedPort } from './ports.js';
import { postgresUrl, startPostgres } from './postgres.js';
import type { Run } from './run-record.js';
import { Halt, step } from './say.js';
import type { Secrets } from './secrets.js';
import type { Supervisor } from './supervisor.js';
import { until } from './wait.js';

const portsFile = local('ports.json');
const logs = { postgres: '.local/logs/postgres.log', kafka: '.local/logs/kafka.log' };
/** Away from the usual 5432 and 9092, which are often taken by something else. */
const usual = { postgres: 54329, kafka: 19092, controller: 19093 };

/** The PostgreSQL that `POSTGRES_URL` names, or one of our own that is started again when it dies. */
export async function bringUpPostgres(run: Run, supervisor: Supervisor, secrets: Secrets): Promise<string> {
  const given = process.env.POSTGRES_URL;
  if (given) {
    await step('PostgreSQL of POSTGRES_URL', () => requirePostgres(given));
    return given;
  }
  const logFile = join(root, logs.postgres);
  const port = await rememberedPort(portsFile, 'postgres', usual.postgres);
  const options = { port, logFile, folder: local('postgres'), password: secrets.get('postgres') };
  const start = () => startPostgres(run, options);
  supervisor.watch(
    { name: 'PostgreSQL', start, logFile: logs.postgres },
    await step(`PostgreSQL on port ${port}`, start),
  );
  return postgresUrl(options);
}

/** The Kafka that `KAFKA_BROKERS` names, or one of our own that is started again when it dies. */
export async function bringUpKafka(run: Run, supervisor: Supervisor): Promise<string> {
  const given = process.env.KAFKA_BROKERS;
  if (given) {
    await step('Kafka of KAFKA_BROKERS', () => requireKafka(given));
    return given;
  }
  const logFile = join(root, logs.kafka);
  const port = await rememberedPort(portsFile, 'kafka', usual.kafka);
  const controllerPort = await rememberedPort(portsFile, 'controller', usual.controller);
  const options = { port, controllerPort, logFile, folder: local('kafka') };
  const start = () => startKafka(run, options);
  supervisor.watch({ name: 'Kafka', start, logFile: logs.kafka }, await step(`Kafka on port ${port}`, start));
  return `127.0.0.1:${port}`;
}

async function requirePostgres(url: string): Promise<void> {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new Halt(
      'POSTGRES_URL is not an address such as postgres://user:password@host:5432/postgres: correct it, or unset it to use the embedded PostgreSQL.',
    );
  }
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new Halt(
      `POSTGRES_URL leads to no usable PostgreSQL (${reasonOf(error)}): correct it, or unset it to use the embedded one.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function requireKafka(brokers: string): Promise<void> {
  const security = securityFrom();
  await until('Kafka', () => brokerAnswers(brokers.split(','), security), { deadlineMs: 8_000, everyMs: 500 }).catch(
    () => {
      throw new Halt(
        `No Kafka answers at KAFKA_BROKERS (${brokers})${security ? ' with the TLS and login of KAFKA_TLS… and KAFKA_SASL…' : ''}: correct it, or unset it to use the local one.`,
      );
    },
  );
}

function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || String(error);
}
