import {
  type Database,
  decodeCursor,
  encodeCursor,
  isUuid,
  type JsonRow,
  newId,
  type Page,
  pageOf,
  type Transaction,
} from '@capdev/persistence';

/** Who asks for something to be done to the bus. */
export interface Operator {
  readonly subject: string;
  readonly unit: string;
}

/** What operators do. */
export type BusAction =
  'letter-redriven' | 'letter-discarded' | 'refused-retried' | 'refused-discarded' | 'replay-requested';

/** One line of what operators did, as it is shown. */
export interface BusOperation {
  /** What it was done to: `dead-letter/0-17`, `refused/4711`, `replay/<id>`. */
  readonly subject: string;
  readonly action: BusAction;
  readonly actor: string;
  readonly unit: string;
  readonly at: string;
  readonly reason: string | null;
  readonly outcome: Readonly<Record<string, unknown>>;
}

const append = {
  name: 'bus-operation-append',
  text: `INSERT INTO bus_operation (id, action, subject, actor, unit, reason, outcome) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
};

/** Records what an operator did, in the transaction that does it. */
export function recordOperation(
  tx: Transaction,
  operation: {
    readonly action: BusAction;
    readonly subject: string;
    readonly operator: Operator;
    readonly reason?: string | undefined;
    readonly outcome?: Readonly<Record<string, unknown>>;
  },
): void {
  const { action, subject, operator, reason = null, outcome = {} } = operation;
  tx.write(append, [newId(), action, subject, operator.subject, operator.unit, reason, JSON.stringify(outcome)]);
}

/** For {@link Database.records}: what was done to a thing, oldest first. */
export const operationsOn = {
  name: 'bus-operations-on',
  text: 'SELECT subject, action, actor, unit, at, reason, outcome FROM bus_operation WHERE subject = $1 ORDER BY id',
};

const list = {
  name: 'bus-operations-list',
  text: `SELECT id, subject, action, actor, unit, at, reason, outcome FROM bus_operation
          WHERE ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`,
};

/** What operators did, newest first. */
export class OperationsLog {
  constructor(private readonly database: Database) {}

  /** @throws CursorInvalid */
  async list(page: {
    readonly after?: string | undefined;
    readonly limit: number;
  }): Promise<Page<JsonRow<BusOperation>>> {
    const scope = 'operations';
    const [before = null] = page.after === undefined ? [] : decodeCursor(page.after, scope, [isUuid]);
    const rows = await this.database.records<BusOperation & { id: string }>(list, [before, page.limit + 1]);
    return pageOf(
      rows,
      page.limit,
      ({ id: _, ...operation }) => operation,
      ({ id }) => encodeCursor([id], scope),
    );
  }
}
