import { Module } from '@nestjs/common';
import { PlanNetworkQuery } from './plan-network.query.js';
import { ScheduleController } from './schedule.controller.js';
import { ScheduleQuery } from './schedule.query.js';

@Module({
  controllers: [ScheduleController],
  providers: [ScheduleQuery, PlanNetworkQuery],
  exports: [PlanNetworkQuery],
})
export class ScheduleModule {}
