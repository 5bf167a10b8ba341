import { Module } from '@nestjs/common';
import { ReportComposition } from './report-composition.query.js';
import { ReportsController } from './reports.controller.js';
import { ReportsQuery } from './reports.query.js';
import { ReportsService } from './reports.service.js';

@Module({
  controllers: [ReportsController],
  providers: [ReportsService, ReportsQuery, ReportComposition],
  exports: [ReportsQuery],
})
export class ReportsModule {}
