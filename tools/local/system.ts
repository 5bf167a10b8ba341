import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { provisionDatabases } from './databases.js';
import { buildForHere } from './deployable.js';
import { requireJava, requireMaven } from './java.js';
import { securityFrom } from '../events/brokers.js';
import { isDemonstrated } from '../seed/demonstrated.js';
import { createTopics } from './kafka-admin.js';
import { fetchJars, haveJars } from './kafka-jars.js';
import { writeKafkaPrograms } from './kafka-programs.js';
import { local, pinnedNode, root } from './paths.js';
import { requirePort } from './ports.js';
import { inWords, type Launched } from './processes.js';
import type { Run } from './run-record.js';
import { Halt, say, step } from './say.js';
import { Secrets } from './secrets.js';
import { bringUpKafka, bringUpPostgres } from './servers.js';
import { environmentOf, migratingEnvironmentOf, type Servers } from './service-environment.js';
import { keepLog } from './service-log.js';
import { logFileOf, runService, startService, stateOf } from './service-process.js';
import { findServices, issuerPort, type Service } from './services.js';
import { Supervisor } from './supervisor.js';
import { readTopics } from './topics.js';
import { until } from './wait.js';

/** The whole system on this machine, as `npm start` runs it. */
export class LocalSystem {
  private readonly supervisor = new Supervisor();
  private readonly secrets = new Secrets(local('secrets.json'));
  private readonly running = new Map<string, Launched>();

  constructor(
    private readonly run: Run,
    private readonly services: Service[],
  ) {}

  /** Brings everything up, in order; returns when every service is ready or has been given up on. */
  async up(): Promise<void> {
    const [postgresUrl, brokers, bundles] = await Promise.all([
      this.postgres(),
      this.kafka(),
      this.bundles(),
      this.issuer(),
    ]);
    const servers = { postgresUrl, brokers };
    for (const service of this.services) {
      const env = migratingEnvironmentOf(service, servers, this.secrets);
      await step(`Migrations of ${service.name}`, () =>
        runService(this.run, service, bundles.get(service.name)!, 'migrate', env),
      );
    }
    await Promise.all(this.services.map((service) => this.service(service, bundles.get(service.name)!, servers)));
    await this.seed(servers);
  }

  /** Ends everything: services first, so that they can finish what they are at; then Kafka and PostgreSQL. */
  async down(): Promise<void> {
    this.supervisor.stop();
    this.run.close();
    await Promise.all([...this.running.values()].map((child) => child.stop()));
    await this.run.release();
  }

  /** What must be true before anything is started; each says in one sentence what to do. */
  async requirements(): Promise<void> {
    for (const { name, port, managementPort } of this.services) {
      await requirePort(port, name);
      await requirePort(managementPort, `${name} (metrics)`);
    }
    await requirePort(issuerPort, 'the local token issuer');
    if (process.env.KAFKA_BROKERS) return;
    requireJava();
    if (!haveJars()) requireMaven();
  }

  private async postgres(): Promise<string> {
    const url = await bringUpPostgres(this.run, this.supervisor, this.secrets);
    const slugs = findServices().map(({ slug }) => slug);
    await step('Databases and roles', () => provisionDatabases(url, slugs, this.secrets));
    return url;
  }

  private async kafka(): Promise<string> {
    if (!process.env.KAFKA_BROKERS && !haveJars())
      await step('Fetching Kafka (once)', (note) => fetchJars(this.run, note));
    const brokers = await bringUpKafka(this.run, this.supervisor);
    if (!process.env.KAFKA_BROKERS) writeKafkaPrograms(local('kafka', 'bin'));
    await step('Topics', async (note) => {
      const made = await createTopics(
        brokers.split(','),
        readTopics(),
        process.env.KAFKA_BROKERS ? securityFrom() : undefined,
      );
      if (made.length > 0) note(`${made.length} new`);
    });
    return brokers;
  }

  private async bundles(): Promise<Map<string, string>> {
    const bundles = new Map<string, string>();
    for (const { name } of this.services) bundles.set(name, await step(`Bundle of ${name}`, () => buildForHere(name)));
    return bundles;
  }

  private async issuer(): Promise<void> {
    const program = join(root, 'tools', 'local', 'issuer.ts');
    const start = async () => {
      const args = ['--import', import.meta.resolve('tsx'), program, '--local-issuer'];
      const child = this.run.launch('token issuer', pinnedNode, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
      keepLog('token issuer', logFileOf('issuer'), child.process);
      this.running.set('token issuer', child);
      const answers = async () => {
        if (!child.running) throw new Halt(`The token issuer ended while starting (${inWords(await child.ended)}).`);
        return (await fetch(`http://127.0.0.1:${issuerPort}/.well-known/jwks.json`)).ok;
      };
      await until('the token issuer', answers);
      return child;
    };
    const logFile = '.local/logs/issuer.log';
    this.supervisor.watch({ name: 'The token issuer', start, logFile }, await step('Token issuer', start));
  }

  private async service(service: Service, bundle: string, servers: Servers): Promise<void> {
    const start = async () => {
      const child = await startService(this.run, service, bundle, environmentOf(service, servers, this.secrets));
      this.running.set(service.name, child);
      return child;
    };
    let first: Launched | undefined;
    try {
      first = await step(`Service ${service.name}`, start);
    } catch (error) {
      say(
        `  ${service.name} does not run: ${(error as Error).message} (see .local/logs/${service.name}.log). It will be tried again.`,
      );
    }
    this.supervisor.watch({ name: service.name, start, logFile: `.local/logs/${service.name}.log` }, first);
  }

  /** Once for this data: what somebody has changed since must not be put back. It goes through the services' APIs. */
  private async seed(servers: Servers): Promise<void> {
    // Once for each database server: the one in .local is another one than that of POSTGRES_URL.
    const server = process.env.POSTGRES_URL ? new URL(servers.postgresUrl).host.replace(/\W/g, '-') : 'local';
    for (const service of this.services) {
      const done = local(`seeded-${service.slug}-${server}`);
      if (!isDemonstrated(service.name) || existsSync(done)) continue;
      if (['ready', 'degraded'].includes(await stateOf(service))) await this.seedOne(service, done);
    }
  }

  private async seedOne({ name, port }: Service, done: string): Promise<void> {
    await step(`Demonstration data of ${name}`, async (note) => {
      const program = [join(root, 'tools', 'run.mjs'), 'seed', name, '--url', `http://127.0.0.1:${port}`];
      const child = this.run.launch(`seed of ${name}`, process.execPath, program, {
        cwd: root,
        env: process.env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      keepLog('seed', logFileOf('seed'), child.process, () => undefined);
      const ending = await child.ended;
      if (ending.code === 0) writeFileSync(done, '');
      else note(`not loaded (${inWords(ending)}; see .local/logs/seed.log), "npm run seed" tries again`);
    });
  }
}
