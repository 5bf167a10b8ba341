// A service that announces, as a process of its own: with or without its relay.
import { MessagingModule, Outbox, OutboxRelay } from '@capdev/messaging';
import { Database, newId, PersistenceModule } from '@capdev/persistence';
import { nextTraceparent, runInContext } from '@capdev/service-kit/context';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { answer, given, noticed, now, paced } from '../answering.mjs';
import { benchContracts, entryOf } from '../contracts.js';
import { fillFromStore, isEmpty, register, storeAway } from '../tables.js';
import { log } from './log.js';

const { url, brokers, slug, key } = given<{ url: string; brokers: string; slug: string; key: string }>();
const { service, entryRegistered } = benchContracts(slug);
/** How many announcements an aggregate has in the stored backlog. */
const eachAggregate = 10;

let app: INestApplicationContext | undefined;
const part = <Part>(type: abstract new (...args: never[]) => Part): Part => app!.get(type as new () => Part);

/** In a transaction, as a use case does it: the business row, and the announcement; in the context of a request. */
async function commit(number: number, aggregateId: string, sequence: number, calling: () => void): Promise<void> {
  const context = { requestId: newId(), correlationId: newId(), traceparent: nextTraceparent() };
  await runInContext(context, () =>
    part(Database).runInTransaction(async (tx) => {
      const occurredAt = new Date();
      tx.write(register, [newId(), number, occurredAt]);
      part(Outbox).append(tx, {
        definition: entryRegistered,
        aggregateId,
        sequence,
        occurredAt,
        data: entryOf(number),
      });
      calling(); // what is left is the commit
    }),
  );
}

answer({
  async start({ relay }: { relay: boolean }) {
    @Module({
      imports: [
        PersistenceModule.forRoot({ url, entities: [], migrations: [], applicationName: key }),
        MessagingModule.forRoot({
          service,
          slug,
          brokers: [brokers],
          clientId: key,
          publicUrl: 'https://catalogue.example.org',
          relay,
        }),
      ],
    })
    class AnnouncingModule {}
    app = await NestFactory.createApplicationContext(AnnouncingModule, { logger: log });
  },

  async stop() {
    await app!.close();
    app = undefined;
  },

  published: () => part(OutboxRelay).state().published,

  /** Keeps so many announcements for later, as they stand in the outbox. */
  async store({ count }: { count: number }) {
    const aggregates = Array.from({ length: Math.ceil(count / eachAggregate) }, () => newId());
    let next = 0;
    const fill = async (): Promise<void> => {
      for (let number = next++; number < count; number = next++) {
        const aggregate = aggregates[number % aggregates.length]!;
        await commit(number, aggregate, 1 + Math.floor(number / aggregates.length), () => undefined);
      }
    };
    await Promise.all(Array.from({ length: 8 }, fill));
    await storeAway(url);
  },

  /** @returns the seconds from the commit that made them visible to the empty table */
  async drain({ count }: { count: number }) {
    const relay = part(OutboxRelay);
    const before = relay.state().published;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const commitAll = await fillFromStore(client, count);
      await commitAll();
      const began = now();
      relay.wake();
      await noticed('the relay', () => relay.state().published - before >= count);
      const ended = await noticed('the outbox to be empty', () => isEmpty(client));
      return (ended - began) / 1_000;
    } finally {
      await client.end();
    }
  },

  /** So many writers, each committing as fast as it can. @returns how many commits */
  async write({ writers, seconds }: { writers: number; seconds: number }) {
    const began = now();
    const end = began + seconds * 1_000;
    let committed = 0;
    const write = async (): Promise<void> => {
      while (now() < end) {
        await commit(committed, newId(), 1, () => undefined);
        committed += 1;
      }
    };
    await Promise.all(Array.from({ length: writers }, write));
    return { committed, perSecond: committed / ((now() - began) / 1_000) };
  },

  /** @returns when each commit was called, and how late by the timetable */
  async pace(pace: { first: number; count: number; perSecond: number }) {
    const sent: number[] = [];
    const late = await paced(pace, (index) => commit(pace.first + index, newId(), 1, () => void (sent[index] = now())));
    return { sent, late };
  },
});
