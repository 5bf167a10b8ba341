import type { KafkaBroker } from './broker/kafka.broker.js';
import type { DispatchCounts, EventDispatcher } from './consuming/event-dispatcher.js';
import type { ConsumerState, KafkaEventServer } from './consuming/kafka-event-server.js';
import type { DeadLetters } from './operating/dead-letters.js';
import type { OutboxRelay, RelayState } from './outbox/outbox-relay.js';

/** How the service and the bus get on. */
export interface MessagingState {
  /** `degraded`: nothing is lost, announcements wait and events of others come later. */
  readonly status: 'connected' | 'degraded';
  /** What keeps the service from Kafka, in one sentence. */
  readonly trouble: string | undefined;
  readonly relay: RelayState;
  readonly consumer: ConsumerState;
  /** Nothing that was read has come to an end for too long. */
  readonly stalled: boolean;
  /** Partitions whose next event waits for something that is unavailable. */
  readonly waitingPartitions: number;
  readonly counts: Readonly<DispatchCounts>;
}

/** A number for `/metrics`. */
export interface MessagingReading {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** For health and metrics. The bus is never a reason to be unready: the outbox carries what it cannot take. */
export class MessagingHealth {
  constructor(
    private readonly broker: KafkaBroker,
    private readonly relay: OutboxRelay,
    private readonly dispatcher: EventDispatcher,
    private readonly server: KafkaEventServer,
    private readonly deadLetters: DeadLetters,
  ) {}

  async state(): Promise<MessagingState> {
    const trouble = await this.broker.trouble();
    const relay = this.relay.state();
    const { state: consumer, isStalled: stalled, waitingPartitions } = this.server;
    const listens = consumer !== 'connecting' && !stalled && waitingPartitions === 0;
    const well = trouble === undefined && relay.lastError === undefined && listens;
    return {
      status: well ? 'connected' : 'degraded',
      trouble,
      relay,
      consumer,
      stalled,
      waitingPartitions,
      counts: { ...this.dispatcher.counts },
    };
  }

  /** For a readiness check that is not required. Rejects, with the reason, while the bus is degraded. */
  async check(): Promise<void> {
    const { status, trouble, relay, consumer, stalled, waitingPartitions } = await this.state();
    if (status === 'connected') return;
    const waits = `the next event of ${waitingPartitions} partitions waits for something that is unavailable`;
    const listening =
      consumer === 'connecting' ? 'not reading yet' : stalled ? 'no event has come to an end for long' : waits;
    throw new Error(`The bus is degraded: ${trouble ?? relay.lastError ?? listening}.`);
  }

  /** For `/metrics`; asks the database how much waits. */
  async readings(): Promise<MessagingReading[]> {
    const [{ status, relay, counts }, waiting, letters] = await Promise.all([
      this.state(),
      this.relay.waiting(),
      this.deadLetters.depth(),
    ]);
    const ends = ['handled', 'repeated', 'skipped', 'deadLettered', 'retried'] as const;
    return [
      gauge(
        'capdev_bus_connected',
        'Whether Kafka is reachable and nothing is held up',
        status === 'connected' ? 1 : 0,
      ),
      gauge('capdev_outbox_depth', 'Announcements that wait to be sent', waiting.depth),
      gauge('capdev_outbox_oldest_seconds', 'How long the oldest of them has waited', waiting.oldestSeconds),
      gauge('capdev_outbox_lanes', 'How many of the eight lanes of the outbox this instance sends', relay.lanes),
      gauge(
        'capdev_outbox_refused',
        'Announcements that Kafka did not take and somebody has to decide on',
        waiting.refused,
      ),
      gauge('capdev_outbox_blocked_keys', 'Keys whose later announcements wait because of them', waiting.blockedKeys),
      {
        name: 'capdev_outbox_publish_failures_total',
        help: 'Sends that failed and are tried again',
        type: 'counter',
        value: relay.failures,
      },
      {
        name: 'capdev_outbox_published_total',
        help: 'Announcements sent and acknowledged',
        type: 'counter',
        value: relay.published,
      },
      gauge('capdev_dead_letters_open', 'Dead letters that somebody has to decide on', letters.count),
      gauge(
        'capdev_dead_letters_oldest_seconds',
        'How long ago the oldest of them was put aside',
        letters.oldestSeconds,
      ),
      ...ends.map((end) => ({
        name: 'capdev_events_received_total',
        help: 'Events of other services, by how they ended',
        type: 'counter' as const,
        value: counts[end],
        labels: { end: end === 'deadLettered' ? 'dead-lettered' : end },
      })),
      ...this.listening(),
    ];
  }

  private listening(): MessagingReading[] {
    const { isStalled, waitingPartitions } = this.server;
    return [
      ...[...this.dispatcher.deadLetterCodes].map(([reason, value]) => ({
        name: 'capdev_dead_letters_total',
        help: 'Events put aside, by the code of their problem',
        type: 'counter' as const,
        value,
        labels: { reason },
      })),
      gauge('capdev_consumer_stalled', 'Whether no event has come to an end for too long', isStalled ? 1 : 0),
      gauge('capdev_consumer_waiting_partitions', 'Partitions that wait for something unavailable', waitingPartitions),
      ...this.server.lag().flatMap(({ topic, records, seconds }) => [
        gauge('capdev_consumer_lag_records', 'Messages of a topic that are still to be handled here', records, {
          topic,
        }),
        gauge('capdev_consumer_lag_seconds', 'How long ago the oldest of them was written', seconds, { topic }),
      ]),
    ];
  }
}

function gauge(name: string, help: string, value: number, labels: Record<string, string> = {}): MessagingReading {
  return { name, help, type: 'gauge', value, labels };
}
