import type { DynamicModule } from '@nestjs/common';
import { AccessModule, type RoleTable } from '@capdev/access';
import { kafkaOptions, MessagingModule, type MessagingOptions } from '@capdev/messaging';
import { PersistenceModule, type PersistenceOptions } from '@capdev/persistence';
import { ChangesModule } from '../changes/changes.module.js';
import { DueWorkModule } from '../due-work/due-work.module.js';
import type { ServiceConfig } from './service-config.js';

/** What a service is on its database and on the bus. */
export interface Ground {
  /** The folder's name, `course-catalogue`, and so the consumer group. */
  readonly service: string;
  /** The slug of its events, `catalogue`. */
  readonly slug: string;
  /** What its database holds, and how it came to that. */
  readonly schema: Pick<PersistenceOptions, 'entities' | 'migrations'>;
  /** Whether its database has the table `due_work`, and so whether something happens because time passes. */
  readonly dueWork?: boolean;
}

/** What a test sets, or a process that leaves a part to others; as a service gets it, it is handed on. */
export interface FrameChoices extends Partial<MessagingOptions> {
  /** False: what is due is done when `DueWorkRunner.runDue` is called, and never by itself. */
  readonly runsDueWork?: boolean;
}

/** The database and the bus: all that sending what was announced needs. */
export function groundModules(
  { service, slug, schema }: Ground,
  config: ServiceConfig,
  messaging: Partial<MessagingOptions> = {},
): DynamicModule[] {
  return [
    PersistenceModule.forRoot({
      ...schema,
      url: config.DATABASE_URL,
      poolSize: config.DATABASE_POOL_SIZE,
      applicationName: service,
    }),
    MessagingModule.forRoot({ service, slug, ...kafkaOptions(config), publicUrl: config.PUBLIC_URL, ...messaging }),
  ];
}

/** What the nouns of a service stand on: the database, the bus, who may do what, and what every change needs. */
export function frameModules(
  ground: Ground & { readonly roles: RoleTable },
  config: ServiceConfig,
  { runsDueWork = true, ...messaging }: FrameChoices = {},
): (DynamicModule | typeof ChangesModule)[] {
  return [
    ...groundModules(ground, config, messaging),
    AccessModule.forRoot({
      issuer: config.ACCESS_ISSUER,
      audience: config.ACCESS_AUDIENCE,
      jwksUrl: config.ACCESS_JWKS_URL,
      roles: ground.roles,
    }),
    ChangesModule,
    ...(ground.dueWork ? [DueWorkModule.forRoot(runsDueWork)] : []),
  ];
}
