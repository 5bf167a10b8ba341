import { type DynamicModule, Module } from '@nestjs/common';
import type { MessagingOptions } from '@capdev/messaging';
import { BusOperationsModule } from '@capdev/messaging/operating';
import { frameModules } from '@capdev/service-frame';
import { EventDescriptionsModule } from '@capdev/service-kit';
import { eventDescriptions } from './descriptions.events.js';
import type { Config } from './config.js';
import { CoordinatorsModule } from './coordinators/coordinators.module.js';
import { CoursesModule } from './courses/courses.module.js';
import { catalogue } from './data-source.js';
import { ExportsModule } from './exports/exports.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { OfferingsModule } from './offerings/offerings.module.js';
import { ProvidersModule } from './providers/providers.module.js';
import { roles } from './roles.js';
import { TaxonomyModule } from './taxonomy/taxonomy.module.js';

@Module({})
export class AppModule {
  static forRoot(config: Config, messaging: Partial<MessagingOptions> = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...frameModules({ ...catalogue, roles }, config, messaging),
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
