import { createDataSource, Database, migrate } from '@capdev/persistence';
import { createMessagingTables } from '@capdev/messaging';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class CreateLedger20260101000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createMessagingTables);
    // No constraint on what was applied: what is applied twice must show.
    await runner.query(`
      CREATE TABLE ledger_account (id uuid PRIMARY KEY, version integer NOT NULL DEFAULT 0);
      CREATE TABLE ledger_written (token uuid PRIMARY KEY);
      CREATE TABLE ledger_applied (
        position bigserial PRIMARY KEY, event_id uuid NOT NULL, token text NOT NULL, subject text NOT NULL, sequence integer NOT NULL
      );`);
  }

  async down(): Promise<void> {}
}

/** Makes a database with the outbox, the inbox and the books of a run; returns its address. */
export async function createLedgerDatabase(serverUrl: string, name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  // template1 may be in somebody's use, which PostgreSQL refuses; nobody can be connected to template0.
  await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`).finally(() => admin.end());
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await migrate({ url: url.href, applicationName: 'ledger', entities: [], migrations: [CreateLedger20260101000000] });
  return url.href;
}

/** Connections to a run's database. */
export async function openDatabase(url: string, applicationName: string, poolSize?: number): Promise<Database> {
  const size = poolSize === undefined ? {} : { poolSize };
  const options = { url, entities: [], migrations: [], applicationName, ...size };
  return new Database(await createDataSource(options).initialize());
}
