import type { Database, Transaction } from '@capdev/persistence';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Replays } from './replays.js';

/** What a broker does with the places of a group. */
export interface GroupPlaces {
  /** Whether nobody reads as this group. */
  isGroupEmpty(groupId: string): Promise<boolean>;
  /** Puts an empty group back to a moment in a topic, and never forward of where it is. */
  rewind(groupId: string, topic: string, from: Date): Promise<void>;
}

const claim = {
  name: 'replay-claim',
  text: `SELECT id, from_at AS "from" FROM inbox_replay WHERE consumer = $1 AND applied_at IS NULL FOR UPDATE SKIP LOCKED`,
};
const applied = {
  name: 'replay-applied',
  text: 'UPDATE inbox_replay SET applied_at = clock_timestamp() WHERE id = $1 RETURNING id',
};
const stillHere = { name: 'replay-still-here', text: 'SELECT 1 AS here' };

const askEvery = 500;
const tellEvery = 30_000;

/**
 * Carries replays out. Every instance of the service gives its place in the group up when one is asked for, and takes
 * none while one waits; then one of them puts the group back. Killed in the middle, it is done again at the next start.
 */
export class Replaying {
  constructor(
    private readonly service: string,
    private readonly database: Database,
    private readonly replays: Replays,
    private readonly places: GroupPlaces,
    private readonly consumer: { topics(): string[] },
    private readonly logger: { log(message: string): void; warn(message: string): void },
  ) {}

  /** Calls it when somebody asks for a replay in this instance, which need not look for it. */
  onRequest(reopen: () => void): void {
    this.replays.onRequest = reopen;
  }

  /** Whether a replay waits: then the reader has to open anew. */
  async isAskedFor(): Promise<boolean> {
    return (await this.replays.pending()) !== undefined;
  }

  /**
   * Resolves when no replay waits. Before each opening of the reader.
   *
   * @throws when Kafka or PostgreSQL cannot be asked
   */
  async settle(stopped: AbortSignal): Promise<void> {
    const began = Date.now();
    let told = began;
    while (!stopped.aborted && (await this.replays.pending())) {
      if (await this.attempt()) continue;
      if (Date.now() - told > tellEvery) {
        told = Date.now();
        this.logger.warn(
          `A replay has waited ${Math.round((told - began) / 1_000)} s for every instance to stop reading.`,
        );
      }
      await sleep(askEvery, undefined, { signal: stopped }).catch(() => undefined);
    }
  }

  /** @returns whether the replay is applied; false while another instance is at it, or still reads */
  private attempt(): Promise<boolean> {
    return this.database.runInTransaction(async (tx) => {
      const [replay] = await tx.query<{ id: string; from: Date }>(claim, [this.service]);
      if (!replay || !(await this.places.isGroupEmpty(this.service))) return false;
      await this.rewind(tx, replay.from);
      // Who has joined meanwhile may have asked for its place before and would write the old one over ours. It leaves when it
      // sees the wish; then once more.
      if (!(await this.places.isGroupEmpty(this.service))) return false;
      await tx.query(applied, [replay.id]);
      this.logger.log(`Replay ${replay.id}: reading again from ${replay.from.toISOString()}.`);
      return true;
    });
  }

  private async rewind(tx: Transaction, from: Date): Promise<void> {
    for (const topic of this.consumer.topics()) {
      await this.places.rewind(this.service, topic, from);
      await tx.query(stillHere); // a transaction that says nothing for long is ended by PostgreSQL
    }
  }
}
