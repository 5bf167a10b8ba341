import type { KafkaSecurity } from './broker/kafka-security.js';
import type { RefusalPolicy } from './outbox/batch-sender.js';
import type { ConsumingOptions } from './consuming/kafka-event-server.js';

/** Who speaks on the bus, and where the bus is. */
export interface MessagingOptions {
  /** The service's folder name, `course-catalogue`: source of its events, consumer group, owner of its dead letters. */
  readonly service: string;
  /** The service's slug, `catalogue`: it may announce events of this context only. */
  readonly slug: string;
  /** `host:port` of the brokers to ask first. */
  readonly brokers: readonly string[];
  /** TLS and login; `kafkaOptions(config)` gives it with the brokers. Without it, in clear and as nobody. */
  readonly security?: KafkaSecurity | undefined;
  /** How the brokers' logs and quotas name this client; the service unless told. */
  readonly clientId?: string;
  /** Where the service is reached from outside. With it events say where their schema is served: `<publicUrl>/schemas/<type>`. */
  readonly publicUrl?: string | undefined;
  /** False: announcements wait in the outbox for another process of the service, or for `OutboxRelay.runOnce()`. */
  readonly relay?: boolean;
  /** How many dead letters a second an operator's request for many handles again; 50 unless told. */
  readonly redrivesPerSecond?: number;
  /** When Kafka will never take an announcement: `block` (the usual) makes the later ones of its key wait until somebody decides. */
  readonly refused?: RefusalPolicy;
  /** How events of others are read. */
  readonly consuming?: ConsumingOptions;
}
