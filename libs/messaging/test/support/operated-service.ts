import { AccessModule, defineRoles } from '@capdev/access';
import { startTestIssuer, type TestToken } from '@capdev/access/testing';
import { Database, PersistenceModule, type Transaction } from '@capdev/persistence';
import { createApp } from '@capdev/service-kit';
import { DomainError } from '@capdev/service-kit/problems';
import { type INestApplicationContext, Inject, Injectable, Module, type Type } from '@nestjs/common';
import { EventConsumer, KafkaEventServer, MessagingModule, OnEvent, type ReceivedEvent } from '../../src/index.js';
import { BusOperationsModule } from '../../src/operating/index.js';
import type { NoteContracts, NoteV1 } from './notes.js';

export const operator: TestToken = { subject: 'operator-1', unit: 'GS', roles: ['operator'] };
export const reader: TestToken = { subject: 'reader-1', unit: 'GS', roles: ['reader'] };

const roles = defineRoles({
  operator: { label: 'Mends the bus', permissions: ['bus:operate'], scope: 'any-unit' },
  reader: { label: 'Reads notes', permissions: ['note:read'], scope: 'any-unit' },
});

/** What is wrong with the handler at the moment. */
@Injectable()
export class Workshop {
  /** Notes with this text are refused. */
  refused: string | undefined;
  /** Notes with this text find something unavailable. */
  away: string | undefined;
  /** Notes with this text lose the connection to PostgreSQL in the middle of their work. */
  cut: string | undefined;
}

const write = {
  name: 'audit-write',
  text: 'INSERT INTO audit_entry (event_id, subject, sequence, entry) VALUES ($1, $2, $3, $4)',
};
const cutOff = { name: 'audit-cut-off', text: 'SELECT pg_terminate_backend(pg_backend_pid())' };

function consumerOf(contracts: NoteContracts): Type {
  @EventConsumer()
  class OperatedConsumer {
    constructor(@Inject(Workshop) private readonly workshop: Workshop) {}

    @OnEvent(contracts.registered)
    async registered(event: ReceivedEvent<NoteV1>, tx: Transaction): Promise<void> {
      const { text } = event.data;
      tx.write(write, [event.id, event.subject, event.sequence, JSON.stringify({ data: event.data })]);
      if (text === this.workshop.refused) throw new DomainError('conflict', 'note-refused', 'Nobody wants this note.');
      if (text === this.workshop.away) throw new DomainError('unavailable', 'helper-away', 'The helper is away.');
      if (text === this.workshop.cut) await tx.query(cutOff);
    }
  }
  return OperatedConsumer;
}

/** What came back over HTTP. */
export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** A service that listens to notes and has the routes for operators. */
export interface OperatedService {
  readonly app: INestApplicationContext;
  readonly database: Database;
  readonly workshop: Workshop;
  /** As the operator unless told; null for nobody. */
  get(path: string, as?: TestToken | null): Promise<Answer>;
  post(path: string, body?: unknown, as?: TestToken | null): Promise<Answer>;
  /** Begins to listen on a free port. @returns the address, and a token of the operator */
  listen(): Promise<{ url: string; token: string }>;
  /** The texts of the notes about a subject that took effect, in order. */
  effectsOf(subject: string): Promise<string[]>;
  close(): Promise<void>;
}

const effects = {
  name: 'audit-effects',
  text: `SELECT entry->'data'->>'text' AS text FROM audit_entry WHERE subject = $1 ORDER BY ctid`,
};

/** @param options `listens: false`: as a service without any handler; `reads: false`: that has one and does not begin to read */
export async function startOperatedService(
  contracts: NoteContracts,
  options: {
    url: string;
    brokers: string;
    relay?: boolean;
    listens?: boolean;
    reads?: boolean;
    redrivesPerSecond?: number;
  },
): Promise<OperatedService> {
  const issuer = await startTestIssuer();
  const { url, brokers, relay = false, listens = true, reads = true, redrivesPerSecond = 1_000 } = options;
  const { service, slug } = contracts;
  @Module({
    imports: [
      PersistenceModule.forRoot({ url, entities: [], migrations: [], applicationName: service }),
      MessagingModule.forRoot({ service, slug, brokers: [brokers], relay, redrivesPerSecond }),
      AccessModule.forRoot({ issuer: issuer.issuer, audience: issuer.audience, jwksUrl: issuer.jwksUrl, roles }),
      BusOperationsModule,
    ],
    controllers: listens ? [consumerOf(contracts)] : [],
    providers: [Workshop],
  })
  class OperatedModule {}

  const app = await createApp({
    name: service,
    title: service,
    module: OperatedModule,
    http: { host: '127.0.0.1', port: 0, rateLimitPerMinute: 1_000_000 },
    log: { level: 'silent' },
    microservices: (context) => [context.get(KafkaEventServer)],
  });
  if (reads) await app.startAllMicroservices();
  const database = app.get(Database);
  const send = async (method: 'GET' | 'POST', path: string, as: TestToken | null, body?: unknown): Promise<Answer> => {
    const answer = await app.inject({
      method,
      url: path,
      headers: as ? { authorization: `Bearer ${await issuer.token(as)}` } : {},
      ...(body !== undefined && { payload: body as object }),
    });
    return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
  };
  return {
    app,
    database,
    workshop: app.get(Workshop),
    get: (path, as = operator) => send('GET', path, as),
    post: (path, body = {}, as = operator) => send('POST', path, as, body),
    async listen() {
      await app.listen(0, '127.0.0.1');
      return { url: await app.getUrl(), token: await issuer.token(operator) };
    },
    effectsOf: async (subject) => (await database.query<{ text: string }>(effects, [subject])).map(({ text }) => text),
    async close() {
      await app.close();
      await issuer.close();
    },
  };
}
