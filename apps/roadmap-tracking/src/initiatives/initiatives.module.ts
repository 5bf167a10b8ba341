import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.js';
import { MilestonesModule } from '../milestones/milestones.module.js';
import { PlanItemsModule } from '../plan/plan-items.module.js';
import { InitiativesController } from './initiatives.controller.js';
import { InitiativesQuery } from './initiatives.query.js';
import { InitiativesService } from './initiatives.service.js';

@Module({
  imports: [PlanItemsModule, ActivitiesModule, MilestonesModule],
  controllers: [InitiativesController],
  providers: [InitiativesService, InitiativesQuery],
  exports: [InitiativesService],
})
export class InitiativesModule {}
