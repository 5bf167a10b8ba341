import type { Database } from '@capdev/persistence';
import type { PoolClient } from 'pg';
import { wakeChannel } from './cross-wake.js';
import { laneCount } from './lanes.js';

// Any numbers will do, as long as all instances of a service use the same ones.
const laneLock = 7_203_020;
const memberLock = 7_203_021;

/** The time limits of ownership, in milliseconds. */
export interface OwnershipTimes {
  /** A session that holds lanes and shows no life for so long is ended by whoever notices. */
  readonly lease: number;
  /** A session without work shows life so often; a third of the lease, so that one lost beat is no death. */
  readonly beat: number;
  /** Between two looks at who holds what. */
  readonly look: number;
}

const usualTimes: OwnershipTimes = { lease: 10_000, beat: 3_000, look: 1_000 };

/** The lanes an instance owns at the moment, and the only connection on which it may read and delete their rows. */
export interface OwnedLanes {
  readonly client: PoolClient;
  readonly lanes: readonly number[];
}

// The planner knows an outbox as empty; a plan made for that would sort a hundred thousand rows at each look. What a crash
// of PostgreSQL forgets of the deletions is sent again, which costs less than waiting for the disk each time.
const prepareSession = `
  SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off; SET synchronous_commit = off;
  LISTEN ${wakeChannel}; SELECT pg_advisory_lock_shared(${memberLock}, 0)`;

// The server's clock alone is asked. Who runs a long statement is alive; who lets the server wait for its reader is not.
const holders = {
  name: 'outbox-lane-holders',
  text: `
    SELECT l.classid::int AS lock, l.objid::int AS lane, l.pid, l.pid = pg_backend_pid() AS own,
           coalesce(l.pid <> pg_backend_pid() AND (a.state <> 'active' OR a.wait_event_type = 'Client')
             AND clock_timestamp() - greatest(a.state_change, a.query_start) > $1 * interval '1 millisecond', false) AS silent
      FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.classid IN (${laneLock}, ${memberLock})
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
};
const endSession = { name: 'outbox-end-session', text: 'SELECT pg_terminate_backend($1)' };
const take = { name: 'outbox-take-lane', text: `SELECT pg_try_advisory_lock(${laneLock}, $1) AS taken` };
const give = { name: 'outbox-give-lane', text: `SELECT pg_advisory_unlock(${laneLock}, $1)` };

interface Holder {
  readonly lock: number;
  readonly lane: number;
  readonly pid: number;
  readonly own: boolean;
  readonly silent: boolean;
}

/**
 * Which lanes of the outbox this instance relays: session locks on one connection, a fair share for each instance of the
 * service. When an owner dies PostgreSQL frees its lanes. One that stands still (stopped, swapped out, cut off without a
 * word) loses its session to whoever notices: as it reads and deletes on that very connection, it cannot go on deleting
 * when it wakes up.
 */
export class LaneOwnership {
  private client: PoolClient | undefined;
  private readonly owned = new Set<number>();
  private lookedAt = 0;
  private beating: NodeJS.Timeout | undefined;

  /** @param onWake another instance has committed something for these lanes */
  constructor(
    private readonly database: Database,
    private readonly onWake: () => void,
    private readonly times = usualTimes,
  ) {}

  /** The lanes held at this moment. */
  get lanes(): readonly number[] {
    return [...this.owned];
  }

  /**
   * The lanes to work on; none while other instances have them all. Call it between two batches: lanes above the fair
   * share are given away here.
   */
  async hold(): Promise<OwnedLanes> {
    const client = (this.client ??= await this.open());
    if (Date.now() - this.lookedAt >= this.times.look) await this.share(client);
    return { client, lanes: this.lanes };
  }

  /** Gives everything back by ending the session: nothing of it can linger in the pool. */
  release(): void {
    if (this.client) this.giveUp(this.client);
  }

  private async open(): Promise<PoolClient> {
    const client = await this.database.pool.connect();
    // A connection that breaks while it is out of the pool reports it as an event; unheard, it would end the process.
    client.on('error', () => this.giveUp(client));
    client.on('notification', this.onWake);
    try {
      await client.query(prepareSession);
    } catch (error) {
      client.release(true);
      throw error;
    }
    // Also while Kafka keeps a send waiting, for longer than the lease.
    this.beating = setInterval(() => void client.query('SELECT 1').catch(() => undefined), this.times.beat);
    this.lookedAt = 0;
    return client;
  }

  private async share(client: PoolClient): Promise<void> {
    const { rows } = await client.query<Holder>({ ...holders, values: [this.times.lease] });
    const silent = new Set(rows.filter((row) => row.silent).map(({ pid }) => pid));
    for (const pid of silent) await client.query({ ...endSession, values: [pid] });
    const members = rows.filter(({ lock, pid }) => lock === memberLock && !silent.has(pid)).length;
    const fair = Math.ceil(laneCount / Math.max(members, 1));
    for (const lane of this.lanes.slice(fair)) {
      await client.query({ ...give, values: [lane] });
      this.owned.delete(lane);
    }
    const others = new Set(
      rows.filter(({ lock, own, pid }) => lock === laneLock && !own && !silent.has(pid)).map(({ lane }) => lane),
    );
    for (let lane = 0; lane < laneCount && this.owned.size < fair; lane += 1) {
      if (this.owned.has(lane) || others.has(lane)) continue;
      const { rows: answer } = await client.query<{ taken: boolean }>({ ...take, values: [lane] });
      if (answer[0]?.taken === true && this.client === client) this.owned.add(lane);
    }
    this.lookedAt = Date.now();
  }

  private giveUp(client: PoolClient): void {
    if (this.client !== client) return;
    this.client = undefined;
    this.owned.clear();
    clearInterval(this.beating);
    client.release(true);
  }
}
