import { Database } from '@capdev/persistence';
import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Global,
  Logger,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { KafkaBroker, type MessageSender } from './broker/kafka.broker.js';
import { EventDispatcher } from './consuming/event-dispatcher.js';
import { KafkaEventServer } from './consuming/kafka-event-server.js';
import { MessagingHealth } from './messaging-health.js';
import { pruneInbox } from './inbox/prune-inbox.js';
import type { MessagingOptions } from './messaging-options.js';
import { DeadLetters } from './operating/dead-letters.js';
import { operatingExports, operatingProviders } from './operating/operating-providers.js';
import { Outbox } from './outbox/outbox.js';
import { OutboxRelay } from './outbox/outbox-relay.js';

const everyHour = 3_600_000;

/** Begins with the service and ends before Nest closes the pool (`onApplicationShutdown` comes after this hook). */
class RelayLifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly relay: OutboxRelay,
    private readonly server: KafkaEventServer,
    private readonly enabled: boolean,
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  private pruning: NodeJS.Timeout | undefined;

  onApplicationBootstrap(): void {
    if (this.enabled) this.relay.start();
    this.pruning = setInterval(() => {
      pruneInbox(this.database).catch((error: unknown) =>
        this.logger.warn(`The inbox stays as it is: ${String(error)}`),
      );
    }, everyHour).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.pruning);
    await this.server.close(); // first: what its last handler announces is still sent
    await this.relay.stop();
  }
}

const deadLetterSender = Symbol('dead-letter sender');

/** Gives every provider of the service the {@link Outbox}, and the service its side of the bus. */
@Global()
@Module({})
export class MessagingModule {
  /**
   * @example
   * MessagingModule.forRoot({ service: 'course-catalogue', slug: 'catalogue', ...kafkaOptions(config) })
   */
  static forRoot(options: MessagingOptions): DynamicModule {
    const { service, brokers, security, clientId = service } = options;
    const logger = new Logger('Messaging');
    return {
      module: MessagingModule,
      providers: [
        {
          provide: KafkaBroker,
          useFactory: () =>
            new KafkaBroker({ brokers, security, clientId, log: (level, message) => logger[level](message) }),
        },
        { provide: deadLetterSender, useFactory: (broker: KafkaBroker) => broker.sender(), inject: [KafkaBroker] },
        {
          provide: OutboxRelay,
          useFactory: (database: Database, broker: KafkaBroker) => new OutboxRelay(database, broker, logger, options),
          inject: [Database, KafkaBroker],
        },
        { provide: Outbox, useFactory: (relay: OutboxRelay) => new Outbox(options, relay), inject: [OutboxRelay] },
        {
          provide: EventDispatcher,
          useFactory: (database: Database, sender: MessageSender) =>
            new EventDispatcher(service, database, sender, logger),
          inject: [Database, deadLetterSender],
        },
        {
          provide: KafkaEventServer,
          useFactory: (broker: KafkaBroker, dispatcher: EventDispatcher, sender: MessageSender, database: Database) =>
            new KafkaEventServer(service, broker, dispatcher, sender, logger, database, options.consuming),
          inject: [KafkaBroker, EventDispatcher, deadLetterSender, Database],
        },
        {
          provide: MessagingHealth,
          useFactory: (...parts: ConstructorParameters<typeof MessagingHealth>) => new MessagingHealth(...parts),
          inject: [KafkaBroker, OutboxRelay, EventDispatcher, KafkaEventServer, DeadLetters],
        },
        ...operatingProviders(options, logger),
        {
          provide: RelayLifecycle,
          useFactory: (relay: OutboxRelay, server: KafkaEventServer, database: Database) =>
            new RelayLifecycle(relay, server, options.relay ?? true, database, logger),
          inject: [OutboxRelay, KafkaEventServer, Database],
        },
      ],
      exports: [Outbox, OutboxRelay, EventDispatcher, KafkaEventServer, MessagingHealth, ...operatingExports],
    };
  }
}
