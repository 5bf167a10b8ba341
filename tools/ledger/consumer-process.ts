// A service of the ledger that listens, as a process of its own. Its handler writes one row in the inbox transaction.
import {
  EventConsumer,
  EventDispatcher,
  KafkaEventServer,
  MessagingModule,
  OnEvent,
  type ReceivedEvent,
} from '@capdev/messaging';
import { PersistenceModule, type Transaction } from '@capdev/persistence';
import { type LoggerService, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type EntryV1, ledgerContracts } from './contracts.js';
import { runMember } from './member.js';

const apply = {
  name: 'ledger-apply',
  text: 'INSERT INTO ledger_applied (event_id, token, subject, sequence) VALUES ($1, $2, $3, $4)',
};
/** Between two looks at how much was repeated. */
const tellingMs = 100;

await runMember(async ({ database, url, brokers, slug, name, log }) => {
  const { service, entryRegistered } = ledgerContracts(slug);

  @EventConsumer()
  class EntryConsumer {
    @OnEvent(entryRegistered)
    async registered(event: ReceivedEvent<EntryV1>, tx: Transaction): Promise<void> {
      await tx.query(apply, [event.id, event.data.token, event.subject, Number(event.sequence)]);
    }
  }

  @Module({
    imports: [
      PersistenceModule.forRoot({ url, entities: [], migrations: [], applicationName: name, poolSize: 5 }),
      MessagingModule.forRoot({ service, slug, brokers: [brokers], clientId: name, relay: false }),
    ],
    controllers: [EntryConsumer],
  })
  class ConsumerModule {}

  const quiet = (): void => undefined;
  const logger: LoggerService = { log: quiet, debug: quiet, verbose: quiet, warn: log, error: log, fatal: log };
  const app = await NestFactory.createMicroservice(ConsumerModule, {
    logger,
    useFactory: (strategy: KafkaEventServer) => ({ strategy }),
    inject: [KafkaEventServer],
  });
  await database.dataSource.destroy(); // it has shown that PostgreSQL answers; the module has its own
  await app.listen();
  const { counts } = app.get(EventDispatcher);
  let told = 0;
  setInterval(() => {
    if (counts.repeated === told) return;
    told = counts.repeated;
    process.stdout.write(`${told}\n`); // for the ledger, which could not ask a process that was killed
  }, tellingMs);
  return () => app.close();
});
