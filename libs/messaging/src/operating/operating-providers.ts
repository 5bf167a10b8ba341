import { Database } from '@capdev/persistence';
import type { Logger, Provider } from '@nestjs/common';
import { KafkaBroker } from '../broker/kafka.broker.js';
import { EventDispatcher } from '../consuming/event-dispatcher.js';
import { KafkaEventServer } from '../consuming/kafka-event-server.js';
import type { MessagingOptions } from '../messaging-options.js';
import { OutboxRelay } from '../outbox/outbox-relay.js';
import { DeadLetterIndex } from './dead-letter-index.js';
import { DeadLetters } from './dead-letters.js';
import { EventStories } from './event-story.js';
import { OperatingLifecycle } from './operating-lifecycle.js';
import { OperationsLog } from './operations-log.js';
import { Redrive } from './redrive.js';
import { RefusedAnnouncements } from './refused-announcements.js';
import { Replaying } from './replaying.js';
import { Replays } from './replays.js';

/** What operators need of the bus; the routes to it come with `BusOperationsModule`. */
export function operatingProviders(options: MessagingOptions, logger: Logger): Provider[] {
  const { service, redrivesPerSecond } = options;
  return [
    {
      provide: DeadLetterIndex,
      useFactory: (database: Database) => new DeadLetterIndex(database, logger),
      inject: [Database],
    },
    { provide: OperationsLog, useFactory: (database: Database) => new OperationsLog(database), inject: [Database] },
    { provide: DeadLetters, useFactory: (database: Database) => new DeadLetters(database), inject: [Database] },
    {
      provide: Redrive,
      useFactory: (database: Database, letters: DeadLetters, dispatcher: EventDispatcher) =>
        new Redrive(database, letters, dispatcher, logger, redrivesPerSecond),
      inject: [Database, DeadLetters, EventDispatcher],
    },
    {
      provide: EventStories,
      useFactory: (database: Database, letters: DeadLetters) => new EventStories(service, database, letters),
      inject: [Database, DeadLetters],
    },
    {
      provide: RefusedAnnouncements,
      useFactory: (database: Database, relay: OutboxRelay) => new RefusedAnnouncements(database, relay),
      inject: [Database, OutboxRelay],
    },
    {
      provide: Replays,
      useFactory: (database: Database, dispatcher: EventDispatcher) => new Replays(service, database, dispatcher),
      inject: [Database, EventDispatcher],
    },
    {
      provide: Replaying,
      useFactory: (database: Database, replays: Replays, broker: KafkaBroker, dispatcher: EventDispatcher) =>
        new Replaying(service, database, replays, broker, dispatcher, logger),
      inject: [Database, Replays, KafkaBroker, EventDispatcher],
    },
    {
      provide: OperatingLifecycle,
      useFactory: (server: KafkaEventServer, index: DeadLetterIndex, replaying: Replaying, broker: KafkaBroker) =>
        new OperatingLifecycle(service, server, index, replaying, broker, logger),
      inject: [KafkaEventServer, DeadLetterIndex, Replaying, KafkaBroker],
    },
  ];
}

/** Those of them that the routes use. */
export const operatingExports = [DeadLetters, Redrive, EventStories, OperationsLog, RefusedAnnouncements, Replays];
