import { MessagingHealth, type MessagingOptions } from '@capdev/messaging';
import { Database, migrate, pendingMigrations, type PersistenceOptions } from '@capdev/persistence';
import type { ServiceOptions } from '@capdev/service-kit';
import { AppModule, RelayModule, service } from './app.module.js';
import type { Config } from './config.js';
import { catalogueSchema } from './data-source.js';
import { reindex } from './search/reindexing.js';

/** Everything that starting and serving need to know of the catalogue. */
export function catalogueService(config: Config, messaging: Partial<MessagingOptions> = {}): ServiceOptions {
  return {
    name: service.service,
    title: 'Course catalogue',
    description: 'Providers, courses and offerings. Published things can be read by everybody; the rest needs a token.',
    module: AppModule.forRoot(config, messaging),
    http: {
      host: config.HOST,
      port: config.PORT,
      managementPort: config.MANAGEMENT_PORT,
      managementHost: config.MANAGEMENT_HOST,
      rateLimitPerMinute: config.RATE_LIMIT_PER_MINUTE,
      bodyLimitBytes: config.BODY_LIMIT_BYTES,
      ...(config.TRUSTED_PROXIES.length > 0 && { trustProxy: config.TRUSTED_PROXIES }),
    },
    log: { level: config.LOG_LEVEL },
    ...(config.OTEL_EXPORTER_OTLP_ENDPOINT && {
      tracing: { endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT, ratio: config.OTEL_TRACES_SAMPLER_ARG },
    }),
    readiness: (app) => [
      { name: 'database', required: true, check: () => databaseAnswers(app.get(Database)) },
      { name: 'migrations', required: true, check: () => nothingPending(app.get(Database)) },
      // The outbox carries what the broker cannot take: its absence degrades the service and no more.
      { name: 'broker', required: false, check: () => app.get(MessagingHealth).check() },
    ],
    readings: (app) => app.get(MessagingHealth).readings(),
    processes: { relay: () => relayOf(config) },
    commands: { migrate: () => migrateCatalogue(config), reindex: () => reindexCatalogue(config) },
  };
}

/** The relay alone, without a public side: for sending apart from serving. */
function relayOf(config: Config): ServiceOptions {
  const { processes: _, commands: __, http, ...shared } = catalogueService(config);
  return {
    ...shared,
    name: `${service.service}-relay`,
    module: RelayModule.forRoot(config),
    http: { ...http, port: undefined },
  };
}

async function databaseAnswers(database: Database): Promise<void> {
  await database.query({ name: 'ping', text: 'SELECT 1' });
}

async function nothingPending(database: Database): Promise<void> {
  const pending = await pendingMigrations(database);
  if (pending.length > 0) throw new Error(`Migrations are pending: ${pending.join(', ')}`);
}

async function migrateCatalogue(config: Config): Promise<void> {
  const applied = await migrate(asOwner(config, 'migrate'));
  process.stdout.write(applied.length === 0 ? 'Nothing to migrate.\n' : `Migrated: ${applied.join(', ')}.\n`);
  // What is searched follows the courses by itself; only a new way of searching has to be applied to those there are.
  await reindexCatalogue(config);
}

async function reindexCatalogue(config: Config): Promise<void> {
  const renewed = await reindex(asOwner(config, 'reindex'), (line) => process.stdout.write(`${line}\n`));
  process.stdout.write(renewed === 0 ? 'The search index is up to date.\n' : `Indexed ${renewed} courses.\n`);
}

/** With the role that owns the schema. */
function asOwner({ MIGRATION_DATABASE_URL: url }: Config, command: string): PersistenceOptions {
  if (!url) throw new Error(`MIGRATION_DATABASE_URL is not set: ${command} needs the role that owns the schema.`);
  return { ...catalogueSchema, url, applicationName: `${service.service} ${command}` };
}
