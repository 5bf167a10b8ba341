import type { Socket } from 'node:net';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, QueryRunner } from 'typeorm';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { manyRows, together } from './together.js';

/** One SQL text under a name; PostgreSQL parses and plans it once per connection. Names are unique in a service. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  /**
   * The same for many rows at once: `INSERT … SELECT * FROM unnest($1::uuid[], …)`, each parameter the list of what the text
   * has one of; a value that is a list itself cannot go this way. Only for rows that nothing else in a transaction refers
   * to, because they are sent when it reads or commits.
   */
  readonly many?: string;
}

/** A statement that waits to be sent. */
export interface Write {
  readonly statement: Statement;
  readonly values: readonly unknown[];
}

/**
 * An open transaction, always passed as a visible parameter. Obtained from {@link Database.runInTransaction} only.
 *
 * Writes whose result nobody reads are queued with {@link write} and {@link insert}; a failure of any of them fails the
 * transaction. Where the work only inserts rows, they leave as one statement, which is a transaction by itself. Otherwise
 * PostgreSQL is told of the transaction when the work first reads, and the writes travel with what follows (decision 0007).
 */
export class Transaction {
  private readonly waiting: Write[] = [];
  private readonly rows = new Map<Statement, (readonly unknown[])[]>();
  private readonly pending: Promise<unknown>[] = [];
  private readonly afterCommitActions: (() => void)[] = [];
  private open = true;
  private runner: QueryRunner | undefined;
  private connecting: Promise<PoolClient> | undefined;
  private client: PoolClient | undefined;
  private holdsBack = false;
  private firstFailure: { readonly reason: unknown } | undefined;
  private lostWrite: { readonly reason: unknown } | undefined;

  /** @internal */
  constructor(
    /** @internal */
    readonly dataSource: DataSource,
    private readonly pool: Pool,
  ) {}

  /** For loading and changing entities. Everything done through it belongs to this transaction. */
  get manager(): EntityManager {
    this.refuseWhenClosed();
    this.sendRows();
    return this.begin().manager;
  }

  /** True until the transaction has been committed or rolled back. */
  get isOpen(): boolean {
    return this.open;
  }

  /** Runs a named statement and waits for its rows. */
  query<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    this.refuseWhenClosed();
    this.begin();
    this.sendRows();
    const query = { ...statement, values: wireValues(values) };
    const sent = this.client
      ? this.client.query<Row>(query)
      : this.connecting!.then((client) => client.query<Row>(query));
    return this.watch(sent.then((result) => result.rows));
  }

  /** Queues a named statement; its failure surfaces when the transaction commits. */
  write(statement: Statement, values: readonly unknown[] = []): void {
    this.refuseWhenClosed();
    const write = { statement, values: wireValues(values) };
    if (this.client) this.later(this.client, write);
    else this.waiting.push(write);
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
    // Unnamed: which columns it names depends on the entity.
    this.write({ name: '', text }, values as unknown[]);
  }

  /** Runs after the commit, and never when the transaction is rolled back. For waking a relay, not for effects that must happen. */
  afterCommit(action: () => void): void {
    this.refuseWhenClosed();
    this.afterCommitActions.push(action);
  }

  /** @internal */
  async commit(): Promise<void> {
    const single = this.runner === undefined ? together(this.waiting) : undefined;
    if (single) {
      this.close();
      await this.pool.query(single);
    } else if (this.runner !== undefined || this.waiting.length > 0) {
      this.begin();
      const client = await this.connecting!;
      this.sendRows();
      this.close();
      await this.end(client);
    }
    this.close();
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
    await this.connecting?.catch(() => undefined);
    if (this.client) await Promise.allSettled([...this.pending, this.client.query('ROLLBACK')]);
  }

  /** @internal Gives the connection back, if one was used. */
  async release(): Promise<void> {
    if (!this.runner) return;
    (this.runner as { isReleased: boolean }).isReleased = false; // set when the transaction ended
    await this.runner.release();
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

  /** Opens the transaction on a connection of its own. What TypeORM then does waits for the same connection, behind us. */
  private begin(): QueryRunner {
    if (this.runner) return this.runner;
    this.runner = this.dataSource.createQueryRunner();
    // TypeORM must neither open nor close a transaction of its own; the field is public in its base class only.
    (this.runner as { isTransactionActive: boolean }).isTransactionActive = true;
    this.connecting = (this.runner.connect() as Promise<PoolClient>).then((client) => {
      this.client = client;
      this.sendTogether(client);
      this.queue(client.query('BEGIN'));
      for (const write of this.waiting.splice(0)) this.later(client, write);
      this.sendRows();
      return client;
    });
    this.connecting.catch(() => undefined); // whoever needs the connection hears of it
    return this.runner;
  }

  private async end(client: PoolClient): Promise<void> {
    // What the driver refuses without sending it, it says on the next tick, and its promise takes another to pass that
    // on: the last moment to hold back the commit.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    await new Promise<void>((resolve) => process.nextTick(resolve));
    this.refuseWhenWriteLost();
    const [committed] = await Promise.all([client.query('COMMIT'), Promise.allSettled(this.pending)]);
    this.refuseWhenWriteLost();
    if (committed.command !== 'COMMIT') {
      throw (
        this.firstFailure?.reason ?? new Error('The transaction had already failed and was rolled back by PostgreSQL.')
      );
    }
  }

  // A branch of the work that still runs after the rest has failed must not write outside the transaction.
  private close(): void {
    this.open = false;
    if (this.runner) (this.runner as { isReleased: boolean }).isReleased = true;
  }

  /** Sends a write, or keeps it for going with others of its kind. */
  private later(client: PoolClient, write: Write): void {
    const { statement, values } = write;
    if (statement.many === undefined) return this.send(client, write);
    const rows = this.rows.get(statement);
    if (rows) rows.push(values);
    else this.rows.set(statement, [values]);
  }

  private sendRows(): void {
    const { client } = this;
    if (!client) return;
    for (const [statement, rows] of this.rows) {
      const [first = []] = rows;
      this.send(client, rows.length === 1 ? { statement, values: first } : manyRows(statement, rows));
    }
    this.rows.clear();
  }

  private send(client: PoolClient, { statement: { name, text }, values }: Write): void {
    this.sendTogether(client);
    this.queue(client.query(name === '' ? { text, values: [...values] } : { name, text, values: [...values] }));
  }

  private queue(sent: Promise<QueryResult>): void {
    this.watch(sent).catch((reason: unknown) => (this.lostWrite ??= { reason }));
  }

  /**
   * Holds back what is queued in this turn of the event loop, so that many writes leave in one system call instead of one
   * for each statement.
   */
  private sendTogether(client: PoolClient): void {
    if (this.holdsBack) return;
    this.holdsBack = true;
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    setImmediate(() => {
      this.holdsBack = false;
      stream.uncork();
    });
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
