// A service that listens, as a process of its own. Its handler writes one row in the inbox transaction.
import {
  EventConsumer,
  EventDispatcher,
  KafkaEventServer,
  MessagingModule,
  OnEvent,
  Outbox,
  type ReceivedEvent,
} from '@capdev/messaging';
import { Database, newId, PersistenceModule, type Transaction } from '@capdev/persistence';
import { type INestMicroservice, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { answer, given, noticed, now } from '../answering.mjs';
import { benchContracts, entryOf, type EntryV1 } from '../contracts.js';
import { apply } from '../tables.js';
import { log } from './log.js';

const { url, brokers, slug, key } = given<{ url: string; brokers: string; slug: string; key: string }>();
const { entryRegistered } = benchContracts(slug);

let app: INestMicroservice | undefined;
/** When the handler began with each, by its number. */
const begun = new Map<number, number>();

@EventConsumer()
class EntryConsumer {
  @OnEvent(entryRegistered)
  registered(event: ReceivedEvent<EntryV1>, tx: Transaction): void {
    if (!begun.has(event.data.number)) begun.set(event.data.number, now());
    tx.write(apply, [event.id, event.subject, event.data.number, event.data.title]);
  }
}

answer({
  /** @param service also the name of the group: a new one reads the topic from its beginning */
  async start({ service, relay }: { service: string; relay: boolean }) {
    @Module({
      imports: [
        PersistenceModule.forRoot({ url, entities: [], migrations: [], applicationName: key }),
        MessagingModule.forRoot({ service, slug, brokers: [brokers], clientId: key, relay }),
      ],
      controllers: [EntryConsumer],
    })
    class ListeningModule {}
    begun.clear();
    app = await NestFactory.createMicroservice(ListeningModule, {
      logger: log,
      useFactory: (strategy: KafkaEventServer) => ({ strategy }),
      inject: [KafkaEventServer],
    });
    await app.listen();
    const server = app.get(KafkaEventServer);
    await noticed('the consumer to read', () => server.state === 'reading');
  },

  async stop() {
    await app!.close();
    app = undefined;
  },

  /** Announces one event and waits until it comes back: now everything is connected that ever will be. */
  async announceOne() {
    const outbox = app!.get(Outbox);
    await app!.get(Database).runInTransaction(async (tx) => {
      const announcement = { aggregateId: newId(), sequence: 1, occurredAt: new Date(), data: entryOf(1) };
      outbox.append(tx, { definition: entryRegistered, ...announcement });
    });
    await noticed('the event', () => begun.has(1), 30_000);
  },

  /** @returns events/s, from when so many were handled to when all were */
  async rate({ warm, all }: { warm: number; all: number }) {
    const { counts } = app!.get(EventDispatcher);
    const began = await noticed(`${warm} events`, () => counts.handled >= warm, 240_000);
    const before = counts.handled;
    const ended = await noticed(`${all} events`, () => counts.handled >= all, 240_000);
    return (all - before) / ((ended - began) / 1_000);
  },

  /** @returns when the handler began with each of these numbers */
  async begun({ first, count }: { first: number; count: number }) {
    const numbers = Array.from({ length: count }, (_, index) => first + index);
    await noticed(`${count} events`, () => numbers.every((number) => begun.has(number)), 30_000);
    return numbers.map((number) => begun.get(number)!);
  },
});
