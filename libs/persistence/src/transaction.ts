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
  private readonly pending: Promise<QueryResult>[] = [];
  private readonly afterCommitActions: (() => void)[] = [];
  private open = true;

  /** @internal */
  constructor(
    private readonly runner: QueryRunner,
    private readonly client: PoolClient,
  ) {
    this.queue(client.query('BEGIN'));
  }

  /** For loading and changing entities. Everything done through it belongs to this transaction. */
  get manager(): EntityManager {
    return this.runner.manager;
  }

  /** True until the transaction has been committed or rolled back. */
  get isOpen(): boolean {
    return this.open;
  }

  /** Runs a named statement and waits for its rows. */
  async query<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    this.refuseWhenClosed();
    const result = await this.client.query<Row>({ ...statement, values: [...values] });
    return result.rows;
  }

  /** Queues a named statement; its failure surfaces when the transaction commits. */
  write(statement: Statement, values: readonly unknown[] = []): void {
    this.refuseWhenClosed();
    this.queue(this.client.query({ ...statement, values: [...values] }));
  }

  /** Queues the insertion of a new entity whose key is already known. */
  insert<Entity extends ObjectLiteral>(target: EntityTarget<Entity>, entity: Entity): void {
    this.refuseWhenClosed();
    const [text, values] = this.manager
      .createQueryBuilder()
      .insert()
      .into(target)
      .values(entity)
      .updateEntity(false)
      .getQueryAndParameters();
    this.queue(this.client.query(text, values as unknown[]));
  }

  /** Runs after the commit, and never when the transaction is rolled back. For waking a relay, not for effects that must happen. */
  afterCommit(action: () => void): void {
    this.afterCommitActions.push(action);
  }

  /** @internal */
  async commit(): Promise<void> {
    this.open = false;
    const outcomes = await Promise.allSettled([...this.pending, this.client.query('COMMIT')]);
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure) throw failure.reason;
    const last = outcomes.at(-1);
    if (last?.status === 'fulfilled' && last.value.command !== 'COMMIT') {
      throw new Error('The transaction had already failed and was rolled back by PostgreSQL.');
    }
    for (const action of this.afterCommitActions) action();
  }

  /** @internal */
  async rollback(): Promise<void> {
    this.open = false;
    await Promise.allSettled([...this.pending, this.client.query('ROLLBACK')]);
  }

  private queue(sent: Promise<QueryResult>): void {
    sent.catch(() => undefined); // reported by commit(); without this Node would end the process first
    this.pending.push(sent);
  }

  private refuseWhenClosed(): void {
    if (!this.open) throw new Error('This transaction has ended. Do the work inside runInTransaction and await it.');
  }
}
