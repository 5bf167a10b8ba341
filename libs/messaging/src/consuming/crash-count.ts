import type { Database, Transaction } from '@capdev/persistence';

/**
 * What a consumer has in hand, per partition. A row that is there when somebody begins with a partition was left behind by
 * a process that died: whoever comes to an end takes its rows away. `begun` counts how often the message at `at_offset`
 * was begun without an end, including a death when it was one of many. `holder` is also who may handle: a process that was frozen finds
 * another one there, and can do nothing any more. The running role inserts, changes and deletes.
 */
export const createCrashCountTable = `
CREATE TABLE consumer_attempt (
  consumer text NOT NULL,
  topic text NOT NULL,
  partition integer NOT NULL,
  holder uuid NOT NULL,
  at_offset bigint,
  begun integer NOT NULL DEFAULT 0,
  CONSTRAINT consumer_attempt_place PRIMARY KEY (consumer, topic, partition)
);
`;

/** Where a message lies. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

const open = {
  name: 'crash-count-open',
  text: `INSERT INTO consumer_attempt (consumer, topic, partition, holder)
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING begun`,
};
const takeOver = {
  name: 'crash-count-take-over',
  text: `UPDATE consumer_attempt SET holder = $4
          WHERE consumer = $1 AND topic = $2 AND partition = $3 AND holder <> $4 RETURNING begun`,
};
const begin = {
  name: 'crash-count-begin',
  text: `UPDATE consumer_attempt
            SET at_offset = $5, begun = CASE WHEN at_offset = $5 THEN begun + 1 ELSE $6 END
          WHERE consumer = $1 AND topic = $2 AND partition = $3 AND holder = $4 RETURNING begun`,
};
const survive = {
  name: 'crash-count-survive',
  text: `UPDATE consumer_attempt SET begun = 0
          WHERE consumer = $1 AND topic = $2 AND partition = $3 AND holder = $4 AND at_offset = $5 RETURNING begun`,
};
const leave = {
  name: 'crash-count-leave',
  text: `DELETE FROM consumer_attempt
          WHERE consumer = $1 AND holder = $2 AND ($3::text IS NULL OR topic = $3) AND ($4::int IS NULL OR partition = $4)
         RETURNING begun`,
};

// Whoever takes over waits for the transactions of the one before.
const hold = {
  name: 'crash-count-hold',
  text: `SELECT begun FROM consumer_attempt
          WHERE consumer = $1 AND topic = $2 AND partition = $3 AND holder = $4 FOR SHARE`,
};

/** Another process has taken the partition over: this one was frozen, or the group has changed. */
export class HoldLost extends Error {
  override readonly name = 'HoldLost';
  constructor({ topic, partition }: Omit<Place, 'offset'>) {
    super(`Another process handles ${topic}/${partition} now.`);
  }
}

/** Notes, each time in a commit of its own, what is about to be handled: a process that dies cannot say so afterwards. */
export class CrashCount {
  /** @param holder the id of this process; a UUID */
  constructor(
    private readonly database: Database,
    private readonly consumer: string,
    private readonly holder: string,
  ) {}

  /** Begins with a partition. @returns whether somebody died with it in hand */
  async open({ topic, partition }: Omit<Place, 'offset'>): Promise<boolean> {
    const place = [this.consumer, topic, partition, this.holder];
    const inserted = await this.database.query(open, place);
    if (inserted.length > 0) return false;
    return (await this.database.query(takeOver, place)).length > 0;
  }

  /**
   * Begins with a message.
   *
   * @param before deaths that this message may have brought about without being noted, if it is begun for the first time
   * @returns how often it has been begun without an end, this time included
   * @throws HoldLost
   */
  async begin({ topic, partition, offset }: Place, before = 0): Promise<number> {
    const values = [this.consumer, topic, partition, this.holder, offset, before + 1];
    const [row] = await this.database.query<{ begun: number }>(begin, values);
    if (!row) throw new HoldLost({ topic, partition });
    return row.begun;
  }

  /**
   * The first statement of a transaction that handles messages of a partition: until its end nobody takes that over.
   *
   * @throws HoldLost
   */
  async keep(tx: Transaction, { topic, partition }: Omit<Place, 'offset'>): Promise<void> {
    const rows = await tx.query(hold, [this.consumer, topic, partition, this.holder]);
    if (rows.length === 0) throw new HoldLost({ topic, partition });
  }

  /** The message has failed, and the process lives: it is not what kills processes. */
  async survived({ topic, partition, offset }: Place): Promise<void> {
    await this.database.query(survive, [this.consumer, topic, partition, this.holder, offset]);
  }

  /** This process has come to an end with the partition, or with all of them. */
  async leave(of?: { readonly topic: string; readonly partition: number }): Promise<void> {
    await this.database.query(leave, [this.consumer, this.holder, of?.topic, of?.partition]);
  }
}
