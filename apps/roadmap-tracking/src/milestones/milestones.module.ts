import { Module } from '@nestjs/common';
import { PlanItemsModule } from '../plan/plan-items.module.js';
import { MilestonesController } from './milestones.controller.js';
import { MilestonesQuery } from './milestones.query.js';
import { MilestonesService } from './milestones.service.js';

@Module({
  imports: [PlanItemsModule],
  controllers: [MilestonesController],
  providers: [MilestonesService, MilestonesQuery],
  exports: [MilestonesService],
})
export class MilestonesModule {}
