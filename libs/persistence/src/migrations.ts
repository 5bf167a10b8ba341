import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource, type PersistenceOptions } from './data-source.js';
import type { Database } from './database.js';
import { translateDatabaseError } from './database-errors.js';

// Any number will do, as long as every migrating process of the same database asks for the same one.
const migrationLock = 7_203_011;

/**
 * Applies the pending migrations, one transaction each, one process at a time (a second one waits for the first).
 *
 * @param options with the address of the *owner* role; the running role may not change the schema
 * @returns the names of the migrations that were applied, in order
 */
export async function migrate(options: PersistenceOptions): Promise<string[]> {
  const gate = new pg.Client({ connectionString: options.url, application_name: options.applicationName });
  gate.on('error', () => undefined); // without a listener a lost connection would end the process before it is reported
  let dataSource: DataSource | undefined;
  try {
    await gate.connect();
    await gate.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    dataSource = await createDataSource({ ...options, poolSize: 2, statementTimeoutMs: 0 }).initialize();
    const applied = await dataSource.runMigrations();
    return applied.map((migration) => migration.name);
  } catch (error) {
    throw translateDatabaseError(error);
  } finally {
    await dataSource?.destroy();
    await gate.end();
  }
}

const appliedMigrations = { name: 'applied-migrations', text: 'SELECT name FROM migration' };

/** The names of the migrations this build knows and the database has not had yet. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const applied = new Set((await database.query<{ name: string }>(appliedMigrations)).map((row) => row.name));
  return database.dataSource.migrations
    .map((migration) => migration.name ?? migration.constructor.name)
    .filter((name) => !applied.has(name));
}
