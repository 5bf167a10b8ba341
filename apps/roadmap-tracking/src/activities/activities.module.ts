import { Module } from '@nestjs/common';
import { PlanItemsModule } from '../plan/plan-items.module.js';
import { ActivitiesController } from './activities.controller.js';
import { ActivitiesQuery } from './activities.query.js';
import { ActivitiesService } from './activities.service.js';

@Module({
  imports: [PlanItemsModule],
  controllers: [ActivitiesController],
  providers: [ActivitiesService, ActivitiesQuery],
  exports: [ActivitiesService],
})
export class ActivitiesModule {}
