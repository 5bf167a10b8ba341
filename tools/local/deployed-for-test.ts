import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { bundleService } from './bundle.js';
import { audience, issuerAddress } from './issuer.js';
import { issuerKey } from './issuer-key.js';
import { local, pinnedNode } from './paths.js';
import { freePort } from './ports.js';
import { launch } from './processes.js';
import { ServiceClient } from './service-client.js';
import { signToken } from './token.js';
import { until } from './wait.js';

/** A service while a test uses it. */
export interface Deployed {
  readonly url: string;
  /** Somebody with a token of its issuer. */
  client(subject: string, unit: string, ...roles: string[]): Promise<ServiceClient>;
  takeDown(): Promise<void>;
}

/**
 * Runs a service as it is deployed, from its bundle, on a database of its own, with the test's PostgreSQL and Kafka, so that
 * a test comes in through the front door.
 */
export async function deployForTest(service: string): Promise<Deployed> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'capdev-deployed-'));
  const bundleFolder = local(`deployed-${process.pid}-${name}`);
  const admin = new pg.Client({ connectionString: process.env.POSTGRES_URL });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const key = await issuerKey(folder);
  const issuer = createServer((_, response) => response.end(JSON.stringify({ keys: [key.published] })));
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  const bundle = await bundleService(service, { folder: bundleFolder });
  const database = new URL(process.env.POSTGRES_URL!);
  database.pathname = `/${name}`;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    MANAGEMENT_PORT: String(await freePort()),
    LOG_LEVEL: 'warn',
    DATABASE_URL: database.href,
    MIGRATION_DATABASE_URL: database.href,
    KAFKA_BROKERS: process.env.KAFKA_BROKERS,
    RATE_LIMIT_PER_MINUTE: '100000',
    ACCESS_ISSUER: issuerAddress,
    ACCESS_AUDIENCE: audience,
    ACCESS_JWKS_URL: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`,
  };
  const run = (...args: string[]) =>
    launch(service, pinnedNode, [bundle, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const { code } = await run('migrate').ended;
  const serving = run();
  const takeDown = async (): Promise<void> => {
    await serving.stop();
    issuer.close();
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
    for (const path of [folder, bundleFolder]) rmSync(path, { recursive: true, force: true });
  };
  try {
    if (code !== 0) throw new Error(`The migrations of ${service} ended with ${code}.`);
    await until(service, async () => (await fetch(`${url}/health/ready`)).ok);
  } catch (error) {
    await takeDown();
    throw error;
  }
  const client = async (subject: string, unit: string, ...roles: string[]) =>
    new ServiceClient(url, await signToken({ subject, unit, roles, seconds: 3_600 }, key), service);
  return { url, client, takeDown };
}
