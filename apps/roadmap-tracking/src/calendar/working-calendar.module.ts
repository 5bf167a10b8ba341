import { Module } from '@nestjs/common';
import { WorkingCalendarController } from './working-calendar.controller.js';
import { WorkingCalendarQuery } from './working-calendar.query.js';
import { WorkingCalendarService } from './working-calendar.service.js';

@Module({ controllers: [WorkingCalendarController], providers: [WorkingCalendarService, WorkingCalendarQuery] })
export class WorkingCalendarModule {}
