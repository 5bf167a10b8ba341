import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startTestIssuer, type TestIssuer, type TestToken } from '@capdev/access/testing';
import type { MessagingOptions } from '@capdev/messaging';
import { Database, DueWorkRunner } from '@capdev/persistence';
import { createTestDatabase, type TestDatabase } from '@capdev/persistence/testing';
import { createApp, type ServiceOptions } from '@capdev/service-kit';
import { Clock } from '../src/changes/index.js';
import type { FrameChoices, Ground, ServiceConfig } from '../src/service/index.js';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Of whatever shape the test expects. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly text: string;
}

export interface Sent {
  readonly body?: unknown;
  /** The body as it goes over the wire, for what no JSON library would write. */
  readonly raw?: string | Buffer;
  readonly as?: TestToken | null;
  readonly ifMatch?: number | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What makes a service bootable in a test. */
export interface ServiceUnderTest<Config extends ServiceConfig> {
  readonly schema: Ground['schema'];
  readonly Config: new () => Config;
  readonly options: (config: Config, messaging: Partial<MessagingOptions>) => ServiceOptions;
}

/** The parts of a booted service. */
export interface Booted {
  readonly app: NestFastifyApplication;
  readonly issuer: TestIssuer;
  readonly testDatabase: TestDatabase;
}

/**
 * A service on a throw-away database, with a token issuer of its own.
 *
 * @param changes of the configuration
 * @param messaging announcements stay in the outbox unless told, and what is due waits for {@link ServiceApp.runDueWork}
 */
export async function bootForTest<Config extends ServiceConfig>(
  { schema, Config, options }: ServiceUnderTest<Config>,
  changes: Partial<Config> = {},
  messaging: { relay?: boolean; runsDueWork?: boolean } = { relay: false },
): Promise<Booted> {
  const testDatabase = await createTestDatabase(process.env.POSTGRES_URL ?? '', schema);
  // After the database: migrations that fail must not leave a server open, for which the test run would wait for ever.
  const issuer = await startTestIssuer();
  const config = Object.assign(new Config(), {
    DATABASE_URL: testDatabase.url,
    KAFKA_BROKERS: (process.env.KAFKA_BROKERS ?? '127.0.0.1:9').split(','),
    ACCESS_ISSUER: issuer.issuer,
    ACCESS_AUDIENCE: issuer.audience,
    ACCESS_JWKS_URL: issuer.jwksUrl,
    LOG_LEVEL: 'silent',
    RATE_LIMIT_PER_MINUTE: 1_000_000,
    ...changes,
  });
  const choices: FrameChoices = { runsDueWork: false, ...messaging };
  try {
    return { app: await createApp(options(config, choices)), issuer, testDatabase };
  } catch (error) {
    await issuer.close();
    await testDatabase.drop();
    throw error;
  }
}

/**
 * Speaks to a booted service over HTTP, and looks into its database.
 *
 * @example
 * const app = new ServiceApp(await bootForTest({ schema, Config, options: catalogueService }), editor);
 */
export class ServiceApp {
  readonly app: NestFastifyApplication;
  readonly issuer: TestIssuer;
  private readonly testDatabase: TestDatabase;

  /** @param usually who sends, unless a request says so itself */
  constructor(
    { app, issuer, testDatabase }: Booted,
    private readonly usually: TestToken,
  ) {
    this.app = app;
    this.issuer = issuer;
    this.testDatabase = testDatabase;
  }

  get database(): Database {
    return this.app.get(Database);
  }

  /** The database's address for the role that owns the schema. */
  get ownerUrl(): string {
    return this.testDatabase.ownerUrl;
  }

  /** Begins to hear other services, as the running process does. */
  async hear(): Promise<void> {
    await this.app.startAllMicroservices();
  }

  /** Makes it that day for the service. */
  setDay(day: string): void {
    this.app.get(Clock).now = () => new Date(`${day}T12:00:00Z`);
  }

  /** Does everything that is due at the service's clock; of a service that has due work. @returns how many pieces were done */
  runDueWork(): Promise<number> {
    return this.app.get(DueWorkRunner).runDue();
  }

  get(path: string, sent: Sent = {}): Promise<Answer> {
    return this.send('GET', path, { as: null, ...sent });
  }

  post(path: string, body: unknown, sent: Sent = {}): Promise<Answer> {
    return this.send('POST', path, { body, ...sent });
  }

  patch(path: string, body: unknown, ifMatch: number, sent: Sent = {}): Promise<Answer> {
    return this.send('PATCH', path, { body, ifMatch, ...sent });
  }

  /** @param sent without `as` the usual sender; null for nobody */
  async send(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, sent: Sent): Promise<Answer> {
    const { body, raw, as = this.usually, ifMatch, headers = {} } = sent;
    const answer = await this.app.inject({
      method,
      url: path,
      headers: {
        ...(as && !headers.authorization && { authorization: `Bearer ${await this.issuer.token(as)}` }),
        ...(ifMatch !== undefined && { 'if-match': typeof ifMatch === 'number' ? `"${ifMatch}"` : ifMatch }),
        ...((body !== undefined || raw !== undefined) && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(raw !== undefined ? { payload: raw } : body !== undefined && { payload: JSON.stringify(body) }),
    });
    return {
      status: answer.statusCode,
      headers: answer.headers as Answer['headers'],
      body: answer.body === '' ? undefined : JSON.parse(answer.body),
      text: answer.body,
    };
  }

  /** How many rows each of these tables holds. */
  async countRows(tables: readonly string[]): Promise<Record<string, number>> {
    const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`).join(', ');
    const rows = await this.database.dataSource.query<Record<string, number>[]>(`SELECT ${counts}`);
    return rows[0] ?? {};
  }

  async row(table: string, id: string): Promise<Record<string, unknown> | undefined> {
    const rows = await this.database.dataSource.query<Record<string, unknown>[]>(
      `SELECT * FROM ${table} WHERE id = $1`,
      [id],
    );
    return rows[0];
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.issuer.close();
    await this.testDatabase.drop();
  }
}
