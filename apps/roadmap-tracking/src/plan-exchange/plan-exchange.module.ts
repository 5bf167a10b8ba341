import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.js';
import { DependenciesModule } from '../dependencies/dependencies.module.js';
import { InitiativesModule } from '../initiatives/initiatives.module.js';
import { MilestonesModule } from '../milestones/milestones.module.js';
import { PlanBodies } from './plan-bodies.js';
import { PlanExchangeController } from './plan-exchange.controller.js';
import { PlanExchangeQuery } from './plan-exchange.query.js';
import { PlanExchangeService } from './plan-exchange.service.js';
import { PlanImportPass } from './plan-import-pass.service.js';

/** The plan as a file that people keep in a spreadsheet. */
@Module({
  imports: [InitiativesModule, ActivitiesModule, MilestonesModule, DependenciesModule],
  controllers: [PlanExchangeController],
  providers: [PlanExchangeService, PlanExchangeQuery, PlanImportPass, PlanBodies],
})
export class PlanExchangeModule {}
