import { type Database, type JsonRow, type Statement, translateDatabaseError } from '@capdev/persistence';
import type { PoolClient } from 'pg';

/**
 * One moment of the catalogue, on a connection of its own: however many statements read it, none sees what others change
 * meanwhile. Whoever begins one must end it.
 */
export class Moment {
  private constructor(private readonly client: PoolClient) {
    // Without a listener a connection that is lost between two statements would end the process.
    client.on('error', ignore);
  }

  /** @throws DatabaseUnavailable when PostgreSQL cannot be reached */
  static async begin({ pool }: Database): Promise<Moment> {
    try {
      const moment = new Moment(await pool.connect());
      try {
        await moment.client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
        // Between two batches a slow reader is waited for: longer than other transactions may be idle.
        await moment.client.query(`SET LOCAL idle_in_transaction_session_timeout = '150s'`);
        return moment;
      } catch (error) {
        await moment.end();
        throw error;
      }
    } catch (error) {
      throw translateDatabaseError(error);
    }
  }

  /**
   * Reads records as `Database.records` does.
   *
   * @throws DatabaseUnavailable when PostgreSQL has gone, or the statement took longer than statements may
   */
  async records<Row extends object>(
    { name, text }: Statement,
    values: readonly unknown[],
  ): Promise<readonly JsonRow<Row>[]> {
    try {
      const { rows } = await this.client.query<{ records: JsonRow<Row>[] }>({
        name,
        text: `SELECT coalesce(json_agg(record), '[]') AS records FROM (${text}) record`,
        values: [...values],
      });
      return rows[0]?.records ?? [];
    } catch (error) {
      throw translateDatabaseError(error);
    }
  }

  /** Gives the connection back, or away when it no longer works. */
  async end(): Promise<void> {
    const broken = await this.client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    this.client.off('error', ignore);
    this.client.release(broken);
  }
}

const ignore = (): void => undefined;
