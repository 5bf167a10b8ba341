import { Module } from '@nestjs/common';
import { ReportsModule } from '../reports/reports.module.js';
import { ReportRenderingsController } from './report-renderings.controller.js';
import { ReportRenderingsService } from './report-renderings.service.js';

@Module({
  imports: [ReportsModule],
  controllers: [ReportRenderingsController],
  providers: [ReportRenderingsService],
})
export class ReportRenderingsModule {}
