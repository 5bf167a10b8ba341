import type { Socket } from 'node:net';
import type { EntityManager, EntityTarget, ObjectLiteral, QueryRunner } from 'typeorm';
import type { PoolClient, QueryResult } from 'pg';

/** One SQL text under a name; PostgreSQL parses and plans it once per connection. Names are unique in a service. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/**
 * An open transaction, always passed as a visible parameter. Obtained from {@link Database.runInTransaction} only.
 *
 * Writes whose result nobody reads may be queued with {@link write} and {@link insert}: they leave at once and travel
 * in one round trip with the commit (PostgreSQL pipelining); a failure of any of them fails the transaction.
 */
export class Transaction {
  private readonly pending: Promise<unknown>[] = [];
  private readonly afterCommitActions: (() => void)[] = [];
  private open = true;
  private firstFailure: { readonly reason: unknown } | undefined;
  private lostWrite: { readonly reason: unknown } | undefined;

  /** @internal */
  constructor(
    private readonly runner: QueryRunner,
    private readonly client: PoolClient,
  ) {
    sendTogether(client);
    this.queue(client.query('BEGIN'));
  }

  /** For loading and changing entities. Everything done through it belongs to this transaction. */
  get manager(): EntityManager {
    this.refuseWhenClosed();
    return this.runner.manager;
  }

  /** True until the transaction has been committed or rolled back. */
  get isOpen(): boolean {
    return this.open;
  }

  /** Runs a named statement and waits for its rows. */
  query<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    this.refuseWhenClosed();
    const sent = this.client.query<Row>({ ...statement, values: wireValues(values) });
    return this.watch(sent.then((result) => result.rows));
  }

  /** Queues a named statement; its failure surfaces when the transaction commits. */
  write(statement: Statement, values: readonly unknown[] = []): void {
    this.refuseWhenClosed();
    this.queue(this.client.query({ ...statement, values: wireValues(values) }));
  }

  /** Queues the insertion of a new entity whose key is already known. */
  insert<Entity extends ObjectLiteral>(target: EntityTarget<Entity>, entity: Entity): void {
    const [text, values] = this.manager
      .createQueryBuilder()
      .insert()
      .into(target)
      .values(entity)
      .updateEntity(false)
      .getQueryAndParameters();
    this.queue(this.client.query(text, wireValues(values as unknown[])));
  }

  /** Runs after the commit, and never when the transaction is rolled back. For waking a relay, not for effects that must happen. */
  afterCommit(action: () => void): void {
    this.refuseWhenClosed();
    this.afterCommitActions.push(action);
  }

  /** @internal */
  async commit(): Promise<void> {
    this.close();
    // What the driver refuses without sending it, it says on the next tick, and its promise takes another to pass that
    // on: the last moment to hold back the commit.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    await new Promise<void>((resolve) => process.nextTick(resolve));
    this.refuseWhenWriteLost();
    const [committed] = await Promise.all([this.client.query('COMMIT'), Promise.allSettled(this.pending)]);
    this.refuseWhenWriteLost();
    if (committed.command !== 'COMMIT') {
      throw (
        this.firstFailure?.reason ?? new Error('The transaction had already failed and was rolled back by PostgreSQL.')
      );
    }
    for (const action of this.afterCommitActions) {
      try {
        action();
      } catch (error) {
        process.emitWarning(`After a commit: ${String(error)}`); // what was committed stays committed
      }
    }
  }

  /** @internal */
  async rollback(): Promise<void> {
    this.close();
    await Promise.allSettled([...this.pending, this.client.query('ROLLBACK')]);
  }

  /**
   * What made the work fail. A statement after a failed one only hears that the transaction is aborted (25P02); whoever
   * wants to know whether a name was taken needs the first failure.
   *
   * @internal
   */
  causeOf(error: unknown): unknown {
    return isAborted(error) ? (this.firstFailure?.reason ?? error) : error;
  }

  // A branch of the work that still runs after the rest has failed must not write outside the transaction.
  private close(): void {
    this.open = false;
    (this.runner as { isReleased: boolean }).isReleased = true;
  }

  private queue(sent: Promise<QueryResult>): void {
    this.watch(sent).catch((reason: unknown) => (this.lostWrite ??= { reason }));
  }

  /** Keeps an eye on what was sent: the commit waits for it, and a failure nobody awaits does not end the process. */
  private watch<Result>(sent: Promise<Result>): Promise<Result> {
    this.pending.push(sent);
    sent.catch((reason: unknown) => (this.firstFailure ??= { reason }));
    return sent;
  }

  private refuseWhenWriteLost(): void {
    if (this.lostWrite) throw this.lostWrite.reason;
  }

  private refuseWhenClosed(): void {
    if (!this.open) throw new Error('This transaction has ended. Do the work inside runInTransaction and await it.');
  }
}

function isAborted(error: unknown): boolean {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  return code === '25P02' || driverError?.code === '25P02';
}

/**
 * Objects as JSON text. The driver would do the same, but when that fails (a cycle, a BigInt) it has already told
 * PostgreSQL to forget the statement, while it goes on believing that the connection knows it.
 */
export function wireValues(values: readonly unknown[]): unknown[] {
  return values.map((value) => (isPlainObject(value) ? JSON.stringify(value) : value));
}

function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return !Array.isArray(value) && !(value instanceof Date) && !ArrayBuffer.isView(value);
}

/**
 * Holds back what is queued in this turn of the event loop, so that a transaction of writes alone leaves in one system
 * call instead of one for each statement.
 */
function sendTogether(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  setImmediate(() => stream.uncork());
}
