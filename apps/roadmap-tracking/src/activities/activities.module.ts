import { Module } from '@nestjs/common';
import { MilestonesModule } from '../milestones/milestones.module.js';
import { PlanItemsModule } from '../plan/plan-items.module.js';
import { ActivitiesController } from './activities.controller.js';
import { ActivitiesQuery } from './activities.query.js';
import { ActivitiesService } from './activities.service.js';

@Module({
  imports: [PlanItemsModule, MilestonesModule],
  controllers: [ActivitiesController],
  providers: [ActivitiesService, ActivitiesQuery],
  exports: [ActivitiesService],
})
export class ActivitiesModule {}
