import {
  type Database,
  decodeCursor,
  encodeCursor,
  type Page,
  pageOf,
  type Transaction,
  violatedConstraint,
} from '@capdev/persistence';
import { RefusedNotFound, RefusedWaitsAlready } from './operating.errors.js';
import { type Operator, recordOperation } from './operations-log.js';

/** An announcement that Kafka will never take as it is. Moments are RFC 3339. */
export interface RefusedAnnouncement {
  /** Its place in the order of this service's announcements; a whole number, as text. */
  readonly position: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly topic: string;
  /** The aggregate's identifier. */
  readonly key: string;
  /** The aggregate's announcement counter. */
  readonly sequence: number;
  readonly announcedAt: string;
  readonly refusedAt: string;
  /** What Kafka said. */
  readonly reason: string;
  /** Whether later announcements of the same key wait for it. */
  readonly blocks: boolean;
  /** Of its data. */
  readonly bytes: number;
}

type Row = Omit<RefusedAnnouncement, 'announcedAt' | 'refusedAt'> & { announcedAt: Date; refusedAt: Date };

const columns = `position::text, id AS "eventId", type AS "eventType", topic, key, sequence, created_at AS "announcedAt",
  refused_at AS "refusedAt", reason, blocks, octet_length(data) AS bytes`;
const list = {
  name: 'outbox-refused-list',
  text: `SELECT ${columns} FROM outbox_refused WHERE position > $1 ORDER BY position LIMIT $2`,
};
const retry = {
  name: 'outbox-refused-retry',
  text: `WITH back AS (DELETE FROM outbox_refused WHERE position = $1 RETURNING *)
         INSERT INTO outbox_message (id, topic, key, sequence, type, headers, data, created_at, position)
         SELECT id, topic, key, sequence, type, headers, data, created_at, position FROM back
         RETURNING id AS "eventId", type AS "eventType", topic, key, sequence`,
};
const discard = {
  name: 'outbox-refused-discard',
  text: `DELETE FROM outbox_refused WHERE position = $1
         RETURNING id AS "eventId", type AS "eventType", topic, key, sequence, headers, data`,
};

/** What was done with a refused announcement. */
export interface RefusedOutcome {
  readonly position: string;
  readonly eventId: string;
  readonly outcome: 'waits-again' | 'discarded';
}

/** What operators do with announcements that Kafka refused. */
export class RefusedAnnouncements {
  constructor(
    private readonly database: Database,
    private readonly relay: { wake(): void },
  ) {}

  /** In the order of announcing. @throws CursorInvalid */
  async list(page: {
    readonly after?: string | undefined;
    readonly limit: number;
  }): Promise<Page<RefusedAnnouncement>> {
    const scope = 'refused';
    const [after = '0'] = page.after === undefined ? [] : decodeCursor(page.after, scope, [isPosition]);
    const rows = await this.database.query<Row>(list, [after, page.limit + 1]);
    return pageOf(rows, page.limit, shown, ({ position }) => encodeCursor([position], scope));
  }

  /**
   * Puts it back to where it was in the outbox: for when what refused it has been mended, such as a topic's limit.
   *
   * @throws RefusedNotFound
   */
  async retry(position: string, operator: Operator): Promise<RefusedOutcome> {
    try {
      return await this.settle(position, async (tx) => {
        const [row] = await tx.query<{ eventId: string }>(retry, [position]);
        if (!row) throw new RefusedNotFound(position);
        recordOperation(tx, { action: 'refused-retried', subject: `refused/${position}`, operator, outcome: row });
        return { position, eventId: row.eventId, outcome: 'waits-again' };
      });
    } catch (error) {
      if (violatedConstraint(error) !== undefined) throw new RefusedWaitsAlready(position);
      throw error;
    }
  }

  /**
   * Gives the announcement up, so that later ones of its key go on. Readers find a gap in `sequence`. What it said stays
   * in the log of operations.
   *
   * @throws RefusedNotFound
   */
  discard(position: string, operator: Operator, reason: string): Promise<RefusedOutcome> {
    return this.settle(position, async (tx) => {
      const [row] = await tx.query<{ eventId: string }>(discard, [position]);
      if (!row) throw new RefusedNotFound(position);
      const subject = `refused/${position}`;
      recordOperation(tx, { action: 'refused-discarded', subject, operator, reason, outcome: row });
      return { position, eventId: row.eventId, outcome: 'discarded' };
    });
  }

  private async settle(position: string, work: (tx: Transaction) => Promise<RefusedOutcome>): Promise<RefusedOutcome> {
    if (!isPosition(position)) throw new RefusedNotFound(position);
    return this.database.runInTransaction((tx) => {
      tx.afterCommit(() => this.relay.wake());
      return work(tx);
    });
  }
}

function shown(row: Row): RefusedAnnouncement {
  return { ...row, announcedAt: row.announcedAt.toISOString(), refusedAt: row.refusedAt.toISOString() };
}

function isPosition(key: unknown): boolean {
  return typeof key === 'string' && /^\d{1,18}$/.test(key);
}
