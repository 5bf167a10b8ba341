import { type DynamicModule, Module } from '@nestjs/common';
import { HarmonisationController } from './harmonisation.controller.js';
import { completeFrom, HarmonisationQuery } from './harmonisation.query.js';

@Module({})
export class HarmonisationModule {
  /** @param least per cent from which on a course's record counts as complete */
  static forRoot(least: number): DynamicModule {
    return {
      module: HarmonisationModule,
      // What was measured belongs into reports, too.
      global: true,
      controllers: [HarmonisationController],
      providers: [HarmonisationQuery, { provide: completeFrom, useValue: least }],
      exports: [HarmonisationQuery],
    };
  }
}
