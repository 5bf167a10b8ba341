import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from '@capdev/access';
import { kafkaOptions, MessagingModule, type MessagingOptions } from '@capdev/messaging';
import { BusOperationsModule } from '@capdev/messaging/operating';
import { PersistenceModule } from '@capdev/persistence';
import { EventDescriptionsModule } from '@capdev/service-kit';
import { eventDescriptions } from './changes/descriptions.events.js';
import { ChangesModule } from './changes/changes.module.js';
import type { Config } from './config.js';
import { CoordinatorsModule } from './coordinators/coordinators.module.js';
import { CoursesModule } from './courses/courses.module.js';
import { catalogueSchema } from './data-source.js';
import { ExportsModule } from './exports/exports.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { OfferingsModule } from './offerings/offerings.module.js';
import { ProvidersModule } from './providers/providers.module.js';
import { roles } from './roles.js';
import { TaxonomyModule } from './taxonomy/taxonomy.module.js';

/** The folder, and so the consumer group; the slug is that of the events. */
export const service = { service: 'course-catalogue', slug: 'catalogue' } as const;

/** The database and the bus: all that sending what was announced needs. */
function groundModules(config: Config, messaging: Partial<MessagingOptions>): DynamicModule[] {
  return [
    PersistenceModule.forRoot({
      ...catalogueSchema,
      url: config.DATABASE_URL,
      poolSize: config.DATABASE_POOL_SIZE,
      applicationName: service.service,
    }),
    MessagingModule.forRoot({ ...service, ...kafkaOptions(config), publicUrl: config.PUBLIC_URL, ...messaging }),
  ];
}

/** Sends what the catalogue announces, in a process of its own. */
@Module({})
export class RelayModule {
  static forRoot(config: Config): DynamicModule {
    return { module: RelayModule, imports: groundModules(config, { relay: true }) };
  }
}

@Module({})
export class AppModule {
  static forRoot(config: Config, messaging: Partial<MessagingOptions> = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...groundModules(config, messaging),
        AccessModule.forRoot({
          issuer: config.ACCESS_ISSUER,
          audience: config.ACCESS_AUDIENCE,
          jwksUrl: config.ACCESS_JWKS_URL,
          roles,
        }),
        ChangesModule,
        ProvidersModule,
        CoursesModule.forRoot({ usual: config.PASS_MARK, selfPaced: config.PASS_MARK_SELF_PACED }),
        OfferingsModule,
        CoordinatorsModule,
        TaxonomyModule,
        ImportsModule.forRoot({
          fileLimit: config.IMPORT_FILE_LIMIT_BYTES,
          rowsPerSecond: config.IMPORT_ROWS_PER_SECOND,
          passMarks: { usual: config.PASS_MARK, selfPaced: config.PASS_MARK_SELF_PACED },
        }),
        ExportsModule,
        BusOperationsModule,
        EventDescriptionsModule.forRoot(eventDescriptions),
      ],
    };
  }
}
