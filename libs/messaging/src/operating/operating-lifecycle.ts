import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { deadLetterTopic } from '../consuming/dead-letter.js';
import type { KafkaEventServer } from '../consuming/kafka-event-server.js';
import type { DeadLetterIndex } from './dead-letter-index.js';
import type { Replaying } from './replaying.js';

const pauses = { look: 5_000, prune: 3_600_000 };

/** What the reader does for operators: it indexes the dead letters, and begins anew when somebody asks for a replay. */
export class OperatingLifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly topic: string;
  private indexing = false;
  private timers: NodeJS.Timeout[] = [];

  constructor(
    service: string,
    private readonly server: KafkaEventServer,
    private readonly index: DeadLetterIndex,
    private readonly replaying: Replaying,
    private readonly broker: { hasTopic(topic: string): Promise<boolean> },
    private readonly logger: { warn(message: string): void },
  ) {
    this.topic = deadLetterTopic(service);
    server.beforeReading = async (stopped) => {
      await replaying.settle(stopped);
      await this.indexIfThere();
    };
    replaying.onRequest(() => server.reopen('a replay was asked for'));
  }

  onApplicationBootstrap(): void {
    this.timers = [
      setInterval(() => void this.look(), pauses.look).unref(),
      setInterval(() => void this.prune(), pauses.prune).unref(),
    ];
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  // Events are read also where provisioning has forgotten the topic: then the first dead letter waits, and not every event.
  private async indexIfThere(): Promise<boolean> {
    if (this.indexing || !(await this.broker.hasTopic(this.topic))) return false;
    this.server.alsoRead(this.topic, (messages) => this.index.add(messages));
    return (this.indexing = true);
  }

  private async look(): Promise<void> {
    if (this.server.state !== 'reading') return; // before the next opening both are asked anyway
    try {
      if (await this.replaying.isAskedFor()) this.server.reopen('a replay was asked for');
      else if (await this.indexIfThere()) this.server.reopen('there is a dead-letter topic now');
    } catch {
      // Without PostgreSQL or Kafka nobody can ask; the next look will tell.
    }
  }

  private async prune(): Promise<void> {
    await this.index.prune().catch((error: unknown) => {
      this.logger.warn(`The index of dead letters stays as it is: ${String(error)}`);
    });
  }
}
