import { createDataSource, Database } from '@capdev/persistence';
import { createTestDatabase } from '@capdev/persistence/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createMessagingTables } from '../../src/index.js';

class CreateMessaging20260101000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createMessagingTables);
    await runner.query(
      'CREATE TABLE audit_entry (event_id uuid NOT NULL, subject text NOT NULL, sequence text NOT NULL, entry json NOT NULL, written_at timestamptz NOT NULL DEFAULT clock_timestamp())',
    );
  }

  async down(): Promise<void> {}
}

/** Somebody's database with the two tables, and one for what the audit consumer saw. */
export interface MessagingDatabase {
  readonly url: string;
  readonly database: Database;
  drop(): Promise<void>;
}

export async function messagingDatabase(): Promise<MessagingDatabase> {
  const cluster = process.env['POSTGRES_URL']!;
  const { url, drop } = await createTestDatabase(cluster, {
    entities: [],
    migrations: [CreateMessaging20260101000000],
  });
  const database = await openDatabase(url);
  return {
    url,
    database,
    async drop() {
      await database.dataSource.destroy();
      await drop();
    },
  };
}

/** Another instance's connections to the same database. */
export async function openDatabase(url: string): Promise<Database> {
  const options = { url, entities: [], migrations: [], applicationName: 'messaging-test' };
  return new Database(await createDataSource(options).initialize());
}

/** The subjects and sequences of what is in the outbox now. */
export async function waitingCount(database: Database): Promise<number> {
  const [row] = await database.query<{ n: number }>({
    name: 'test-waiting',
    text: 'SELECT count(*)::int AS n FROM outbox_message',
  });
  return row?.n ?? 0;
}
