import { Module } from '@nestjs/common';
import { CalendarLinksService } from './calendar-links.service.js';
import { CalendarsController } from './calendars.controller.js';
import { CalendarsQuery } from './calendars.query.js';
import { DueQuery } from './due.query.js';
import { PlanController } from './plan.controller.js';
import { PlanService } from './plan.service.js';
import { TimelineQuery } from './timeline.query.js';

@Module({
  controllers: [PlanController, CalendarsController],
  providers: [PlanService, TimelineQuery, DueQuery, CalendarLinksService, CalendarsQuery],
})
export class PlanModule {}
