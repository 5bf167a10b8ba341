import type { KafkaSecurity } from './broker/kafka-security.js';
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
  /** False: announcements wait in the outbox until `OutboxRelay.runOnce()`. For tests that read the outbox. */
  readonly relay?: boolean;
  /** How many dead letters a second an operator's request for many handles again; 50 unless told. */
  readonly redrivesPerSecond?: number;
  /** How events of others are read. */
  readonly consuming?: ConsumingOptions;
}
