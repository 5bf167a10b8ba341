import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startTestIssuer, type TestIssuer, type TestToken } from '@capdev/access/testing';
import { Database } from '@capdev/persistence';
import { createTestDatabase, type TestDatabase } from '@capdev/persistence/testing';
import { Clock } from '@capdev/service-frame/changes';
import { createApp } from '@capdev/service-kit';
import { Config } from '../../src/config.js';
import { catalogueSchema } from '../../src/data-source.js';
import { catalogueService } from '../../src/service.js';

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

export const editor: TestToken = { subject: 'editor-1', unit: 'BDT', roles: ['editor'] };
export const otherEditor: TestToken = { subject: 'editor-2', unit: 'BR', roles: ['editor'] };
export const manager: TestToken = { subject: 'manager-1', unit: 'GS', roles: ['catalogue-manager'] };
export const operator: TestToken = { subject: 'operator-1', unit: 'GS', roles: ['operator'] };
export const viewer: TestToken = { subject: 'viewer-1', unit: 'BDT', roles: ['viewer'] };

/** The catalogue on a throw-away database, with a token issuer of its own; announcements stay in the outbox unless told. */
export class CatalogueApp {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly issuer: TestIssuer,
    private readonly testDatabase: TestDatabase,
  ) {}

  static async boot(
    changes: Partial<Config> = {},
    messaging: { relay?: boolean } = { relay: false },
  ): Promise<CatalogueApp> {
    const [database, issuer] = await Promise.all([
      createTestDatabase(process.env.POSTGRES_URL ?? '', catalogueSchema),
      startTestIssuer(),
    ]);
    const config = Object.assign(new Config(), {
      DATABASE_URL: database.url,
      KAFKA_BROKERS: (process.env.KAFKA_BROKERS ?? '127.0.0.1:9').split(','),
      ACCESS_ISSUER: issuer.issuer,
      ACCESS_AUDIENCE: issuer.audience,
      ACCESS_JWKS_URL: issuer.jwksUrl,
      LOG_LEVEL: 'silent',
      RATE_LIMIT_PER_MINUTE: 1_000_000,
      ...changes,
    });
    const app = await createApp(catalogueService(config, messaging));
    return new CatalogueApp(app, issuer, database);
  }

  get database(): Database {
    return this.app.get(Database);
  }

  /** The database's address for the role that owns the schema. */
  get ownerUrl(): string {
    return this.testDatabase.ownerUrl;
  }

  /** Makes it that day for the service. */
  setDay(day: string): void {
    this.app.get(Clock).now = () => new Date(`${day}T12:00:00Z`);
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

  /** @param sent without `as` the editor of BDT; null for nobody */
  async send(method: 'GET' | 'POST' | 'PATCH', path: string, sent: Sent): Promise<Answer> {
    const { body, raw, as = editor, ifMatch, headers = {} } = sent;
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

  /** How many rows each table holds. */
  async rowCounts(): Promise<Record<string, number>> {
    const tables = [
      'provider',
      'course',
      'offering',
      'coordinator',
      'history_entry',
      'outbox_message',
      'idempotency_record',
    ];
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
