import type { Database } from '@capdev/persistence';
import type { KafkaBroker, MessageSender } from '../broker/kafka.broker.js';
import { Alarm } from './alarm.js';
import { RelayOwnership } from './relay-ownership.js';
import {
  batchSize,
  inSends,
  outboxDepth,
  readOldest,
  removeAcknowledged,
  type WaitingMessage,
} from './waiting-messages.js';

/** Between two looks at an empty outbox, in milliseconds. */
const usualPauses = { shortest: 50, longest: 2_000 };
const longestTopicPause = 5_000;
const drainingTime = 4_000;

/** What a relay tells of itself. */
export interface RelayState {
  /** Whether this instance is the one that relays. */
  readonly owner: boolean;
  /** Sent and acknowledged since the start. */
  readonly published: number;
  /** Why nothing, or not everything, can be sent at the moment. */
  readonly lastError: string | undefined;
}

/** Says something in the service's log. */
export interface RelayLog {
  log(message: string): void;
  warn(message: string): void;
}

/** What came of one look at the outbox. */
interface Look {
  readonly sent: number;
  /** There was as much as one look takes: another may find more, at least in topics that are not in trouble. */
  readonly full: boolean;
  readonly failure?: unknown;
}

interface TroubledTopic {
  until: number;
  pause: number;
}

/**
 * Sends what waits in the outbox, in order per aggregate, and forgets it when Kafka has acknowledged it. It is woken
 * after each commit of its own process and looks by itself for what others committed. Trouble with Kafka or PostgreSQL
 * makes it wait longer, never end.
 */
export class OutboxRelay {
  private readonly alarm = new Alarm();
  private readonly ownership: RelayOwnership;
  private readonly sender: MessageSender;
  private readonly troubled = new Map<string, TroubledTopic>();
  private working: Promise<void> | undefined;
  private stopping = false;
  private published = 0;
  private lastError: string | undefined;

  constructor(
    private readonly database: Database,
    broker: KafkaBroker,
    private readonly logger: RelayLog,
    private readonly pauses = usualPauses,
  ) {
    this.ownership = new RelayOwnership(database);
    this.sender = broker.sender();
  }

  /** Begins to work in the background. */
  start(): void {
    this.working ??= this.work();
  }

  /** There is something to send. */
  wake(): void {
    this.alarm.ring();
  }

  /** Sends what still waits if that is quickly done, then gives everything back. Rows that remain wait for the next start. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.alarm.ringForGood();
    await this.working;
    const deadline = Date.now() + drainingTime;
    let sent = this.working === undefined || this.lastError !== undefined ? 0 : 1;
    while (sent > 0 && Date.now() < deadline) ({ sent } = await this.attempt());
    this.ownership.release();
    await this.sender.close();
  }

  /**
   * One look at the outbox: reads the oldest rows, sends them, removes the acknowledged ones. For tests, without {@link start}.
   *
   * @returns how many were sent; 0 also while another instance is the owner
   * @throws the first error, after everything that could be sent has been
   */
  async runOnce(): Promise<number> {
    const { sent, failure } = await this.pass([]);
    if (failure !== undefined) throw failure;
    return sent;
  }

  state(): RelayState {
    return { owner: this.ownership.held, published: this.published, lastError: this.lastError };
  }

  /** How many rows wait, and for how many seconds the oldest has. */
  async waiting(): Promise<{ depth: number; oldestSeconds: number }> {
    const [row] = await this.database.query<{ depth: number; oldestSeconds: number }>(outboxDepth);
    return row ?? { depth: 0, oldestSeconds: 0 };
  }

  private async work(): Promise<void> {
    const { shortest, longest } = this.pauses;
    let pause = shortest;
    while (!this.stopping) {
      const { sent, full } = await this.attempt();
      if (full) continue;
      pause = sent > 0 ? shortest : Math.min(pause * 2, longest);
      // In trouble every commit would cause another futile look at a growing table: then the sleep is sound.
      const inTrouble = this.lastError !== undefined;
      if ((await this.alarm.sleep(pause, inTrouble)) && !inTrouble) pause = shortest;
    }
  }

  private async attempt(): Promise<Look> {
    const now = Date.now();
    const left = [...this.troubled].filter(([, trouble]) => trouble.until > now).map(([topic]) => topic);
    try {
      const look = await this.pass(left);
      if (look.failure !== undefined) this.note(look.failure);
      else if (this.troubled.size === 0) this.recovered();
      return look;
    } catch (error) {
      this.note(error);
      this.ownership.release();
      return { sent: 0, full: false };
    }
  }

  private async pass(except: readonly string[]): Promise<Look> {
    const client = await this.ownership.obtain();
    if (!client) {
      this.troubled.clear(); // they are the owner's now
      return { sent: 0, full: false };
    }
    const waiting = await readOldest(client, except);
    const topics = new Set([...except, ...waiting.map((message) => message.topic)]);
    for (const topic of this.troubled.keys()) if (!topics.has(topic)) this.troubled.delete(topic);
    let sent = 0;
    let failure: unknown;
    for (const topic of new Set(waiting.map((message) => message.topic))) {
      const messages = waiting.filter((message) => message.topic === topic);
      for (const part of inSends(messages)) {
        const trouble = await this.send(topic, part);
        failure ??= trouble;
        if (trouble !== undefined) break; // what follows in this topic must not overtake
        await removeAcknowledged(client, part);
        sent += part.length;
        this.published += part.length;
      }
    }
    return { sent, full: waiting.length >= batchSize, failure };
  }

  /** Sends rows of one topic; the error, if Kafka did not take them all. */
  private async send(topic: string, messages: readonly WaitingMessage[]): Promise<unknown> {
    try {
      await this.sender.send(topic, messages.map(outgoing));
      this.troubled.delete(topic);
      return undefined;
    } catch (error) {
      this.leaveAlone(topic);
      return error;
    }
  }

  // A topic that cannot be written (missing, forbidden) must not hold up the others.
  private leaveAlone(topic: string): void {
    const pause = Math.min((this.troubled.get(topic)?.pause ?? usualPauses.shortest) * 2, longestTopicPause);
    this.troubled.set(topic, { pause, until: Date.now() + pause });
  }

  private note(error: unknown): void {
    const message = error instanceof Error ? error.message || error.name : String(error);
    if (this.lastError === undefined) this.logger.warn(`Announcements wait in the outbox: ${message}`);
    this.lastError = message;
  }

  private recovered(): void {
    if (this.lastError !== undefined) this.logger.log('Announcements are being sent again.');
    this.lastError = undefined;
  }
}

function outgoing({ key, data, headers }: WaitingMessage): {
  key: string;
  value: string;
  headers: Record<string, string>;
} {
  return { key, value: data, headers: { ...headers } };
}
