import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { MessagingHealth } from '@capdev/messaging';
import { Database, pendingMigrations } from '@capdev/persistence';
import type { Reading, ServiceOptions } from '@capdev/service-kit';
import { DueWorkOperations } from '../due-work/due-work-operations.js';
import { type Ground, groundModules } from './ground.js';
import { migrateService } from './migrating.js';
import type { ServiceConfig } from './service-config.js';

/** What one service says of itself; the rest is the same for all of them. */
export interface ServiceFrame extends Ground {
  /** The title and text of the API page. */
  readonly title: string;
  readonly description: string;
  readonly module: DynamicModule;
  /** Besides `migrate`, or in its place. */
  readonly commands?: ServiceOptions['commands'];
  /** What hears other services. */
  readonly microservices?: ServiceOptions['microservices'];
}

/** Sends what a service announces, in a process of its own. */
@Module({})
class RelayModule {
  static forRoot(ground: Ground, config: ServiceConfig): DynamicModule {
    return { module: RelayModule, imports: groundModules(ground, config, { relay: true }) };
  }
}

/**
 * Everything that starting and serving need to know of a service: where it listens, what has to be up for it to be ready,
 * the commands `migrate` and `openapi`, and the process `relay`.
 *
 * @example
 * serviceOptionsOf({ ...catalogue, title: 'Course catalogue', description: '…', module: AppModule.forRoot(config) }, config)
 */
export function serviceOptionsOf(frame: ServiceFrame, config: ServiceConfig): ServiceOptions {
  const { service, title, description, module, commands, microservices } = frame;
  const http = {
    host: config.HOST,
    port: config.PORT,
    managementPort: config.MANAGEMENT_PORT,
    managementHost: config.MANAGEMENT_HOST,
    rateLimitPerMinute: config.RATE_LIMIT_PER_MINUTE,
    bodyLimitBytes: config.BODY_LIMIT_BYTES,
    ...(config.TRUSTED_PROXIES.length > 0 && { trustProxy: config.TRUSTED_PROXIES }),
  };
  const shared = {
    title,
    description,
    log: { level: config.LOG_LEVEL },
    ...(config.OTEL_EXPORTER_OTLP_ENDPOINT && {
      tracing: { endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT, ratio: config.OTEL_TRACES_SAMPLER_ARG },
    }),
    readiness: (app: INestApplicationContext) => [
      { name: 'database', required: true, check: () => databaseAnswers(app.get(Database)) },
      { name: 'migrations', required: true, check: () => nothingPending(app.get(Database)) },
      // The outbox carries what the broker cannot take: its absence degrades the service and no more.
      { name: 'broker', required: false, check: () => app.get(MessagingHealth).check() },
    ],
    readings: (app: INestApplicationContext) => app.get(MessagingHealth).readings(),
  } satisfies Partial<ServiceOptions>;
  return {
    ...shared,
    name: service,
    module,
    http,
    ...(frame.dueWork && { readings: allReadings }),
    ...(microservices && { microservices }),
    commands: { migrate: () => migrateService(frame, config), ...commands },
    // The relay alone has no public side, and hears nobody.
    processes: {
      relay: () => ({
        ...shared,
        name: `${service}-relay`,
        module: RelayModule.forRoot(frame, config),
        http: { ...http, port: undefined },
      }),
    },
  };
}

/** Of the bus, and of what waits for its time. */
async function allReadings(app: INestApplicationContext): Promise<Reading[]> {
  const [bus, dueWork] = await Promise.all([
    app.get(MessagingHealth).readings(),
    app.get(DueWorkOperations).readings(),
  ]);
  return [...bus, ...dueWork];
}

async function databaseAnswers(database: Database): Promise<void> {
  await database.query({ name: 'ping', text: 'SELECT 1' });
}

async function nothingPending(database: Database): Promise<void> {
  const pending = await pendingMigrations(database);
  if (pending.length > 0) throw new Error(`Migrations are pending: ${pending.join(', ')}`);
}
