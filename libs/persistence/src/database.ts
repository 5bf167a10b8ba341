import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { translateDatabaseError } from './database-errors.js';
import { type Statement, Transaction, wireValues } from './transaction.js';

/** A row that PostgreSQL has turned into JSON: a moment is a text. */
export type JsonRow<Row> = {
  [Column in keyof Row]: Row[Column] extends Date
    ? string
    : Row[Column] extends Date | null
      ? string | null
      : Row[Column];
};

/** The service's own database: explicit transactions for changing things, named statements for reading them. */
export class Database {
  constructor(readonly dataSource: DataSource) {}

  /**
   * Runs the work in one READ COMMITTED transaction and commits it; any error rolls everything back and is thrown on.
   * Joins `tx` when one is given (a consumer's, or another use case's), and then leaves the commit to its owner.
   *
   * @throws DatabaseUnavailable when PostgreSQL cannot be reached, with nothing changed
   */
  async runInTransaction<Result>(work: (tx: Transaction) => Promise<Result>, tx?: Transaction): Promise<Result> {
    if (tx) return work(tx);
    const own = new Transaction(this.dataSource, this.pool);
    try {
      const result = await work(own);
      await own.commit();
      return result;
    } catch (error) {
      await own.rollback();
      throw translateDatabaseError(own.causeOf(error));
    } finally {
      await own.release();
    }
  }

  /**
   * Reads rows with a named statement, outside a transaction.
   *
   * @throws DatabaseUnavailable when PostgreSQL cannot be reached
   */
  async query<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    try {
      const result = await this.pool.query<Row>({ ...statement, values: wireValues(values) });
      return result.rows;
    } catch (error) {
      throw translateDatabaseError(error);
    }
  }

  /**
   * Reads records as JSON that PostgreSQL makes: for what is shown to callers. Taking one long text apart costs the
   * service half of what many rows of many columns do; a page of twenty courses has over three hundred fields.
   *
   * @returns the rows of the statement in its order; moments are texts (`timestamptz` with its offset), days are days
   * @throws DatabaseUnavailable when PostgreSQL cannot be reached
   */
  async records<Row extends object>(
    { name, text }: Statement,
    values: readonly unknown[] = [],
  ): Promise<JsonRow<Row>[]> {
    const statement = {
      name: name === '' ? '' : `${name} records`,
      text: `SELECT coalesce(json_agg(record), '[]') AS records FROM (${text}) record`,
    };
    const [row] = await this.query<{ records: JsonRow<Row>[] }>(statement, values);
    return row?.records ?? [];
  }

  /** The driver's connection pool, for what needs a connection of its own (advisory locks, streaming). */
  get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }
}
