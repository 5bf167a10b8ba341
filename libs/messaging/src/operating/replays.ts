import {
  type Database,
  decodeCursor,
  encodeCursor,
  isUuid,
  newId,
  type Page,
  pageOf,
  violatedConstraint,
} from '@capdev/persistence';
import { type Operator, recordOperation } from './operations-log.js';
import {
  NothingToReplay,
  ReplayFromFuture,
  ReplayNotFound,
  ReplayOfAnother,
  ReplayPending,
} from './operating.errors.js';

/** A request to handle events again that have taken effect. Moments are RFC 3339. */
export interface Replay {
  readonly id: string;
  readonly consumer: string;
  /** Events that came into Kafka then or later take effect again. */
  readonly from: string;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  /** When the consumer began again at `from`; null while its instances are still leaving their places. */
  readonly appliedAt: string | null;
}

interface Row extends Omit<Replay, 'from' | 'requestedAt' | 'appliedAt'> {
  readonly from: Date;
  readonly requestedAt: Date;
  readonly appliedAt: Date | null;
}

const columns = `id, consumer, from_at AS "from", reason, requested_by AS "requestedBy", requested_at AS "requestedAt",
  applied_at AS "appliedAt"`;
const request = {
  name: 'replay-request',
  text: `INSERT INTO inbox_replay (id, consumer, from_at, requested_by, reason) VALUES ($1, $2, $3, $4, $5) RETURNING ${columns}`,
};
const list = {
  name: 'replay-list',
  text: `SELECT ${columns} FROM inbox_replay WHERE consumer = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
};
const one = { name: 'replay-one', text: `SELECT ${columns} FROM inbox_replay WHERE consumer = $1 AND id = $2` };
const pending = {
  name: 'replay-pending',
  text: `SELECT ${columns} FROM inbox_replay WHERE consumer = $1 AND applied_at IS NULL`,
};

/** Takes requests for replays, and tells what became of them; `Replaying` carries them out. */
export class Replays {
  /** Told when one was asked for in this instance, which need not wait for its next look. */
  onRequest: () => void = () => undefined;

  constructor(
    private readonly service: string,
    private readonly database: Database,
    private readonly consumer: { topics(): string[] },
  ) {}

  /**
   * Asks for a replay; it begins within seconds, in every instance of the service.
   *
   * @param consumer the service that is meant, when the request says so
   * @throws ReplayOfAnother
   * @throws NothingToReplay
   * @throws ReplayFromFuture
   * @throws ReplayPending
   */
  async request(from: Date, operator: Operator, reason: string, consumer = this.service): Promise<Replay> {
    if (consumer !== this.service) throw new ReplayOfAnother(consumer, this.service);
    if (this.consumer.topics().length === 0) throw new NothingToReplay(this.service);
    if (from.getTime() > Date.now()) throw new ReplayFromFuture();
    try {
      return await this.database.runInTransaction(async (tx) => {
        const [row] = await tx.query<Row>(request, [newId(), this.service, from, operator.subject, reason]);
        const outcome = { from: from.toISOString() };
        const subject = `replay/${row!.id}`;
        recordOperation(tx, { action: 'replay-requested', subject, operator, reason, outcome });
        tx.afterCommit(() => this.onRequest());
        return shown(row!);
      });
    } catch (error) {
      if (violatedConstraint(error) === undefined) throw error;
      throw new ReplayPending((await this.pending())?.id ?? 'of another operator');
    }
  }

  /** Newest first. @throws CursorInvalid */
  async list(page: { readonly after?: string | undefined; readonly limit: number }): Promise<Page<Replay>> {
    const scope = 'replays';
    const [before = null] = page.after === undefined ? [] : decodeCursor(page.after, scope, [isUuid]);
    const rows = await this.database.query<Row>(list, [this.service, before, page.limit + 1]);
    return pageOf(rows, page.limit, shown, ({ id }) => encodeCursor([id], scope));
  }

  /** @throws ReplayNotFound */
  async one(id: string): Promise<Replay> {
    const [row] = isUuid(id) ? await this.database.query<Row>(one, [this.service, id]) : [];
    if (!row) throw new ReplayNotFound(id);
    return shown(row);
  }

  /** The one that has not begun. */
  async pending(): Promise<Replay | undefined> {
    const [row] = await this.database.query<Row>(pending, [this.service]);
    return row && shown(row);
  }
}

function shown(row: Row): Replay {
  return {
    ...row,
    from: row.from.toISOString(),
    requestedAt: row.requestedAt.toISOString(),
    appliedAt: row.appliedAt?.toISOString() ?? null,
  };
}
