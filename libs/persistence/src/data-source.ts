import pg from 'pg';
import { DataSource, type EntityTarget, type MigrationInterface } from 'typeorm';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

// pg would turn a `date` into a local-time Date and shift it by a day west of Greenwich: keep the text (OID 1082).
pg.types.setTypeParser(1082, (text) => text);

type EntityClass = Exclude<EntityTarget<object>, string>;

/** How a service reaches its own database. */
export interface PersistenceOptions {
  /** `postgres://role:password@host:port/database` */
  readonly url: string;
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Largest number of connections; 10 unless told. */
  readonly poolSize?: number;
  /** A statement that takes longer is given up; 30 seconds unless told, 0 for no limit. */
  readonly statementTimeoutMs?: number;
  /** Shown by PostgreSQL beside every connection: the service's name. */
  readonly applicationName: string;
}

/** A data source that never synchronises the schema; migrations are a step of their own. */
export function createDataSource(options: PersistenceOptions): DataSource {
  const patience = options.statementTimeoutMs ?? 30_000;
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: [...options.entities] as never[],
    migrations: [...options.migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    applicationName: options.applicationName,
    connectTimeoutMS: 5_000,
    extra: {
      max: options.poolSize ?? 10,
      // Statements of one transaction travel together instead of one round trip each (decision 0007).
      pipeline: true,
      statement_timeout: patience,
      // PostgreSQL gives up first; this is for one that has stopped answering altogether.
      query_timeout: patience === 0 ? 0 : patience + 5_000,
      keepAlive: true,
      idle_in_transaction_session_timeout: 30_000,
    },
  });
}
