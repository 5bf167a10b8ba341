import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { bundleService } from '../local/bundle.js';
import { databaseUrl } from '../local/databases.js';
import { issuerKey } from '../local/issuer-key.js';
import { local } from '../local/paths.js';
import { startOwnServers } from '../local/own-servers.js';
import { freePort } from '../local/ports.js';
import { Run } from '../local/run-record.js';
import { step } from '../local/say.js';
import { Secrets } from '../local/secrets.js';
import { runService } from '../local/service-process.js';
import { environmentOf, migratingEnvironmentOf } from '../local/service-environment.js';
import { findServices, type Service } from '../local/services.js';
import { removeFolder, sweepFolders, whenInterrupted } from '../local/throw-away.js';
import { signToken } from '../local/token.js';

/** Everything that the rounds need: servers whose data is thrown away, a bundle, an issuer, a sink for traces. */
export interface Rig {
  readonly run: Run;
  readonly service: Service;
  readonly bundle: string;
  readonly env: NodeJS.ProcessEnv;
  /** For the service's commands, which change what the service itself may not. */
  readonly migratingEnv: NodeJS.ProcessEnv;
  /** The database's superuser, for looking at it and telling it to write everything down. */
  readonly adminUrl: string;
  readonly brokers: string;
  readonly bareEnv: NodeJS.ProcessEnv;
  readonly token: string;
  takeDown(): Promise<void>;
}

/** Builds the service and brings up servers of its own on free ports. PostgreSQL forces its writes to disk, as in production. */
export async function bringUp(name: string): Promise<Rig> {
  await sweepFolders('bench');
  const folder = local(`bench-${process.pid}`);
  const run = await Run.claim(
    join(folder, 'run.json'),
    (pid) => `Another measurement (process ${pid}) uses ${folder}.`,
  );
  const helpers: Server[] = [];
  const takeDown = async () => {
    for (const server of helpers) server.close().closeAllConnections();
    await run.release();
    removeFolder(folder);
  };
  whenInterrupted(takeDown);
  try {
    return { ...(await assemble(name, run, folder, helpers)), takeDown };
  } catch (error) {
    await takeDown();
    throw error;
  }
}

async function assemble(name: string, run: Run, folder: string, helpers: Server[]): Promise<Omit<Rig, 'takeDown'>> {
  const [found] = findServices(name);
  const service = { ...found!, port: await freePort(), managementPort: await freePort() };
  const secrets = new Secrets(join(folder, 'secrets.json'));
  const { postgresUrl: adminUrl, brokers } = await startOwnServers(run, folder, secrets, { durable: true });
  const bundle = await step(`Bundle of ${service.name}`, () =>
    bundleService(service.name, { folder: join(folder, 'bundle') }),
  );
  const key = await issuerKey(join(folder, 'issuer'));
  const issuer = await answering(helpers, JSON.stringify({ keys: [key.published] }));
  const collector = await answering(helpers, '{}');
  const servers = { postgresUrl: adminUrl, brokers };
  const env = {
    ...environmentOf(service, servers, secrets),
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    RATE_LIMIT_PER_MINUTE: '100000000',
    ACCESS_JWKS_URL: issuer,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector,
  };
  const migratingEnv = migratingEnvironmentOf(service, servers, secrets);
  await step('Migrations', () => runService(run, service, bundle, 'migrate', migratingEnv));
  const owner = databaseUrl(adminUrl, service, 'owner', secrets);
  const superuser = ownDatabase(adminUrl, service.slug);
  const bareEnv = { ...process.env, NODE_ENV: 'production', DATABASE_URL: owner, PORT: String(await freePort()) };
  const token = await signToken(
    { subject: 'bench', unit: 'BDT', roles: ['editor', 'coordinator'], seconds: 7_200 },
    key,
  );
  return { run, service, bundle, env, migratingEnv, adminUrl: superuser, brokers, bareEnv, token };
}

function ownDatabase(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** A small HTTP server that gives every request the same answer: the issuer's keys, or a collector's thanks. */
async function answering(helpers: Server[], body: string): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
  });
  helpers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
