import { join } from 'node:path';
import { startTestIssuer, type TestIssuer } from '@capdev/access/testing';
import { databaseUrl } from '../local/databases.js';
import { requireDisk } from '../local/disk.js';
import { local, pinnedNode } from '../local/paths.js';
import { startOwnServers } from '../local/own-servers.js';
import { freePort } from '../local/ports.js';
import { inWords } from '../local/processes.js';
import { Run } from '../local/run-record.js';
import { Halt } from '../local/say.js';
import { Secrets } from '../local/secrets.js';
import { findServices } from '../local/services.js';
import { removeFolder, sweepFolders } from '../local/throw-away.js';
import { GiveUp, until } from '../local/wait.js';

/** Servers of its own for two builds that shall get on: whoever reads events is one group, and tests read, too. */
export class Stage {
  private constructor(
    private readonly run: Run,
    /** Inside the repository, and gone when the stage closes. */
    readonly folder: string,
    private readonly secrets: Secrets,
    private readonly issuer: TestIssuer,
    readonly postgresUrl: string,
    readonly brokers: string,
  ) {}

  /** Brings up PostgreSQL, Kafka with every topic, the databases of all services, and an issuer of tokens. */
  static async open(): Promise<Stage> {
    requireDisk();
    await sweepFolders('beside');
    const folder = local(`beside-${process.pid}`);
    const run = await Run.claim(join(folder, 'run.json'), (pid) => `Another run (process ${pid}) uses ${folder}.`);
    try {
      const secrets = new Secrets(join(folder, 'secrets.json'));
      const { postgresUrl, brokers } = await startOwnServers(run, folder, secrets, { durable: false });
      return new Stage(run, folder, secrets, await startTestIssuer(), postgresUrl, brokers);
    } catch (error) {
      await run.release();
      removeFolder(folder);
      throw error;
    }
  }

  /**
   * Migrates a service's database with its build, starts it and waits until it is ready.
   *
   * @param main the built `main.js`
   */
  async start(name: string, main: string): Promise<Standing> {
    const [service] = findServices(name);
    if (!service) throw new Halt(`There is no service ${name}.`);
    const port = await freePort();
    const env = {
      ...{ PATH: process.env['PATH'], HOME: process.env['HOME'], LOG_LEVEL: 'error', RATE_LIMIT_PER_MINUTE: '100000' },
      ...{ HOST: '127.0.0.1', PORT: String(port), MANAGEMENT_PORT: String(await freePort()) },
      DATABASE_URL: databaseUrl(this.postgresUrl, service, 'app', this.secrets),
      KAFKA_BROKERS: this.brokers,
      ACCESS_ISSUER: this.issuer.issuer,
      ACCESS_AUDIENCE: this.issuer.audience,
      ACCESS_JWKS_URL: this.issuer.jwksUrl,
    };
    const owner = { MIGRATION_DATABASE_URL: databaseUrl(this.postgresUrl, service, 'owner', this.secrets) };
    const migrated = await this.launch(`${name} migrate`, [main, 'migrate'], { ...env, ...owner }).ended;
    if (migrated.code !== 0) throw new Halt(`${name} could not migrate (${inWords(migrated)}).`);
    const child = this.launch(name, [main], env);
    const address = `http://127.0.0.1:${port}`;
    await until(`${name} to be ready`, async () => {
      if (!child.running) throw new GiveUp(`${name} ended while starting, ${inWords(await child.ended)}.`);
      return (await fetch(new URL('/health/ready', address))).ok;
    });
    return new Standing(name, address, this.issuer, () => child.stop());
  }

  async close(): Promise<void> {
    await this.issuer.close();
    await this.run.release();
    removeFolder(this.folder);
  }

  private launch(name: string, args: string[], env: NodeJS.ProcessEnv) {
    return this.run.launch(name, pinnedNode, args, { cwd: this.folder, env, stdio: ['ignore', 'inherit', 'inherit'] });
  }
}

/** A service that runs, as a caller sees it. */
export class Standing {
  constructor(
    private readonly name: string,
    private readonly address: string,
    private readonly issuer: TestIssuer,
    /** Ends the process. */
    readonly stop: () => Promise<void>,
  ) {}

  /** @throws Error with what it said when it refuses */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async ask(method: 'GET' | 'POST', path: string, role: string, body?: object, ifMatch?: number): Promise<any> {
    const token = await this.issuer.token({ subject: `${role}-1`, unit: 'BDT', roles: [role] });
    const answer = await fetch(new URL(path, this.address), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${this.name} refused ${method} ${path} with ${answer.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}
