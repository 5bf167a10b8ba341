import { Module } from '@nestjs/common';
import { PlanItemsModule } from '../plan/plan-items.module.js';
import { MilestoneDays } from './milestone-days.js';
import { MilestonesController } from './milestones.controller.js';
import { MilestonesQuery } from './milestones.query.js';
import { MilestonesService } from './milestones.service.js';

@Module({
  imports: [PlanItemsModule],
  controllers: [MilestonesController],
  providers: [MilestonesService, MilestonesQuery, MilestoneDays],
  exports: [MilestonesService],
})
export class MilestonesModule {}
