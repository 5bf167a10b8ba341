import { Database, PersistenceModule, type Transaction } from '@capdev/persistence';
import { currentContext } from '@capdev/service-kit/context';
import { DomainError } from '@capdev/service-kit/problems';
import { Inject, Injectable, type INestMicroservice, type LoggerService, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  type ConsumingOptions,
  EventConsumer,
  KafkaEventServer,
  type KafkaSecurity,
  MessagingModule,
  OnEvent,
  Outbox,
  OutboxRelay,
  type ReceivedEvent,
} from '../../src/index.js';
import type { NoteContracts, NoteV1 } from './notes.js';

/** What the audit consumer wrote down about an event. */
export interface AuditEntry {
  readonly eventId: string;
  readonly subject: string;
  readonly sequence: string;
  readonly entry: { readonly data: NoteV1; readonly correlationId?: string };
}

const write = {
  name: 'audit-write',
  text: 'INSERT INTO audit_entry (event_id, subject, sequence, entry) VALUES ($1, $2, $3, $4)',
};
const read = {
  name: 'audit-read',
  text: 'SELECT event_id AS "eventId", subject, sequence, entry FROM audit_entry WHERE subject = $1 ORDER BY written_at',
};

/** How often a note with the text "unavailable" finds its helper away. */
@Injectable()
export class Helper {
  away = 0;
  asked = 0;

  ask(): void {
    this.asked += 1;
    if (this.asked <= this.away) throw new DomainError('unavailable', 'helper-away', 'The helper is away.');
  }
}

function auditConsumerOf(contracts: NoteContracts): Type {
  @EventConsumer()
  class AuditConsumer {
    constructor(
      @Inject(Helper) private readonly helper: Helper,
      @Inject(Outbox) private readonly outbox: Outbox,
    ) {}

    @OnEvent(contracts.registered)
    registered(event: ReceivedEvent<NoteV1>, tx: Transaction): void {
      tx.write(write, [
        event.id,
        event.subject,
        event.sequence,
        JSON.stringify({ data: event.data, correlationId: currentContext()?.correlationId }),
      ]);
      const { text } = event.data;
      if (text === 'unavailable') this.helper.ask();
      if (text === 'refused') throw new DomainError('conflict', 'note-refused', 'Nobody wants this note.');
      if (text === 'bug') (undefined as unknown as { trim(): void }).trim();
    }

    @OnEvent(contracts.revised)
    revised(event: ReceivedEvent<NoteV1>, tx: Transaction): Promise<void> {
      this.outbox.append(tx, {
        definition: contracts.shelfRegistered,
        aggregateId: event.subject,
        sequence: 1,
        occurredAt: new Date(),
        data: { text: 'because a note was revised' },
      });
      return Promise.resolve();
    }
  }
  return AuditConsumer;
}

/** A service that listens to notes and writes down what it hears. */
export interface AuditService {
  readonly app: INestMicroservice;
  readonly helper: Helper;
  readonly relay: OutboxRelay;
  entriesFor(subject: string): Promise<AuditEntry[]>;
  close(): Promise<void>;
}

export async function startAuditService(
  contracts: NoteContracts,
  options: {
    url: string;
    brokers: string;
    consumers?: Type[];
    relay?: boolean;
    consuming?: ConsumingOptions;
    security?: KafkaSecurity;
    logger?: LoggerService;
  },
): Promise<AuditService> {
  const consumers = options.consumers ?? [auditConsumerOf(contracts)];
  @Module({
    imports: [
      PersistenceModule.forRoot({ url: options.url, entities: [], migrations: [], applicationName: contracts.service }),
      MessagingModule.forRoot({
        service: contracts.service,
        slug: contracts.slug,
        brokers: [options.brokers],
        security: options.security,
        relay: options.relay ?? true,
        ...(options.consuming ? { consuming: options.consuming } : {}),
      }),
    ],
    controllers: consumers,
    providers: [Helper],
  })
  class AuditModule {}

  const app = await NestFactory.createMicroservice(AuditModule, {
    logger: options.logger ?? false,
    abortOnError: false,
    useFactory: (strategy: KafkaEventServer) => ({ strategy }),
    inject: [KafkaEventServer],
  });
  await app.listen();
  const database = app.get(Database);
  return {
    app,
    helper: app.get(Helper),
    relay: app.get(OutboxRelay),
    entriesFor: (subject) => database.query<AuditEntry>(read, [subject]),
    close: () => app.close(),
  };
}
