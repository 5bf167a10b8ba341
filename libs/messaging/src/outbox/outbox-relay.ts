import type { Database } from '@capdev/persistence';
import type { KafkaBroker } from '../broker/kafka.broker.js';
import { Alarm } from './alarm.js';
import { BatchSender, type RefusalPolicy } from './batch-sender.js';
import { CrossWake } from './cross-wake.js';
import { laneCount } from './lanes.js';
import { LaneOwnership, type OwnedLanes, type OwnershipTimes } from './lane-ownership.js';
import {
  batchSize,
  type OutboxReading,
  outboxReading,
  readOldest,
  removeAcknowledged,
  type WaitingMessage,
} from './waiting-messages.js';

/** Between two looks at an empty outbox, in milliseconds. */
const usualPauses = { shortest: 50, longest: 2_000 };
const drainingTime = 4_000;
/** After so long a busy look ends, in milliseconds, so that lanes can change hands and topics in trouble get their turn. */
const longestLook = 1_000;

/** What a relay may be told; everything has its usual value. */
export interface RelayOptions {
  readonly pauses?: { readonly shortest: number; readonly longest: number };
  readonly times?: OwnershipTimes;
  readonly refused?: RefusalPolicy;
}

/** What a relay tells of itself. */
export interface RelayState {
  /** How many of the outbox's lanes this instance relays; all instances together have {@link laneCount}. */
  readonly lanes: number;
  /** Sent and acknowledged since the start. */
  readonly published: number;
  /** Sends that failed since the start. */
  readonly failures: number;
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
  /** There was more than one look takes: another may find more, at least in topics that are not in trouble. */
  readonly full: boolean;
  readonly failure?: unknown;
}

/**
 * Sends what waits in the outbox, in order per aggregate, and forgets it when Kafka has acknowledged it. It is woken
 * after each commit of its own process and of others, and looks by itself for what nobody told. Trouble with Kafka or
 * PostgreSQL makes it wait longer, never end.
 */
export class OutboxRelay {
  private readonly alarm = new Alarm();
  private readonly ownership: LaneOwnership;
  private readonly others: CrossWake;
  private readonly sender: BatchSender;
  private readonly pauses: { readonly shortest: number; readonly longest: number };
  private working: Promise<void> | undefined;
  private stopping = false;
  private published = 0;
  private lastError: string | undefined;

  constructor(
    private readonly database: Database,
    broker: KafkaBroker,
    private readonly logger: RelayLog,
    { pauses = usualPauses, times, refused = 'block' }: RelayOptions = {},
  ) {
    this.ownership = new LaneOwnership(database, () => this.alarm.ring(), times);
    this.others = new CrossWake(database);
    this.sender = new BatchSender(broker.sender(), refused, logger);
    this.pauses = pauses;
  }

  /** Begins to work in the background. */
  start(): void {
    this.working ??= this.work();
  }

  /** There is something to send. */
  wake(): void {
    this.alarm.ring();
    if (this.ownership.lanes.length < laneCount && !this.stopping) this.others.call();
  }

  /** Sends what still waits if that is quickly done, then gives everything back. Rows that remain wait for the next start. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.others.stop();
    this.alarm.ringForGood();
    await this.working;
    const deadline = Date.now() + drainingTime;
    let sent = this.working === undefined || this.lastError !== undefined ? 0 : 1;
    while (sent > 0 && Date.now() < deadline) ({ sent } = await this.attempt());
    this.ownership.release();
    await this.sender.close();
  }

  /**
   * Looks at the outbox until it is empty: reads the oldest rows, sends them, removes the acknowledged ones. For tests,
   * without {@link start}.
   *
   * @returns how many were sent; 0 also while other instances own all lanes
   * @throws the first error, after everything that could be sent has been
   */
  async runOnce(): Promise<number> {
    const { sent, failure } = await this.look([]);
    if (failure !== undefined) throw failure;
    return sent;
  }

  state(): RelayState {
    const { published, lastError } = this;
    return { lanes: this.ownership.lanes.length, published, failures: this.sender.failures, lastError };
  }

  /** How much waits, for how long, and what Kafka would not take. */
  async waiting(): Promise<OutboxReading> {
    const [row] = await this.database.query<OutboxReading>(outboxReading);
    return row ?? { depth: 0, oldestSeconds: 0, refused: 0, blockedKeys: 0 };
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
    try {
      const look = await this.look(this.sender.troubled.atTheMoment());
      if (look.failure !== undefined) this.note(look.failure);
      else if (this.sender.troubled.none) this.recovered();
      return look;
    } catch (error) {
      this.note(error);
      this.ownership.release();
      return { sent: 0, full: false };
    }
  }

  private async look(except: readonly string[]): Promise<Look> {
    const owned = await this.ownership.hold();
    if (owned.lanes.length === 0) {
      this.sender.troubled.clear(); // they are the owners' now
      return { sent: 0, full: false };
    }
    const until = Date.now() + longestLook;
    let batch = await readOldest(owned, except, []);
    // Behind a full batch there may be more of any topic.
    if (batch.length < batchSize) this.sender.troubled.keepOnly([...except, ...batch.map(({ topic }) => topic)]);
    let sent = 0;
    let removing = Promise.resolve();
    for (;;) {
      const full = batch.length >= batchSize;
      const goOn = Date.now() < until && !this.stopping;
      const sending = this.sender.send(owned, batch);
      // On one connection the answers come in order: the next rows are read after the last removal, and both while Kafka works.
      const [next, { acknowledged, failure }] = await allEnded([
        goOn ? this.readAhead(owned, except, batch, sending) : Promise.resolve([]),
        sending,
        removing,
      ]);
      sent += acknowledged.length;
      this.published += acknowledged.length;
      removing = removeAcknowledged(owned, acknowledged);
      removing.catch(() => undefined); // the next round, or whoever waits below, hears of it
      batch = next;
      if (failure === undefined && batch.length === 0 && goOn && this.alarm.heard()) {
        batch = await readOldest(owned, except, []);
      }
      if (!goOn || failure !== undefined || batch.length === 0) {
        await removing;
        return { sent, full, failure };
      }
    }
  }

  /** Reads what follows a batch while that is being sent: at once when there is more, else when somebody commits. */
  private async readAhead(
    owned: OwnedLanes,
    except: readonly string[],
    batch: readonly WaitingMessage[],
    sending: Promise<unknown>,
  ): Promise<WaitingMessage[]> {
    if (batch.length < batchSize && !(await this.alarm.ringsBefore(sending))) return [];
    this.alarm.heard();
    return readOldest(owned, except, batch);
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

/** Like `Promise.all`, but nothing is still under way when it throws. */
async function allEnded<Results extends readonly Promise<unknown>[]>(
  work: readonly [...Results],
): Promise<{ -readonly [Index in keyof Results]: Awaited<Results[Index]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
