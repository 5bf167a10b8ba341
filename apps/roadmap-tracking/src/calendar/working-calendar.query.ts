import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import type { ListQuery } from '@capdev/service-frame/lists';
import { type CalendarResponse, calendarResponse } from './working-calendar.dto.js';
import type { WorkingCalendar } from './working-calendar.entity.js';

const read = {
  name: 'working-calendar',
  text: 'SELECT id, version, weekdays, days_off AS "daysOff", updated_at AS "updatedAt" FROM working_calendar',
};

/** Reads the calendar: its row is there from the first migration on. */
@Injectable()
export class WorkingCalendarQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  async one(): Promise<CalendarResponse> {
    const [row] = await this.database.records<WorkingCalendar>(read);
    return calendarResponse(row!);
  }

  async history(query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const [row] = await this.database.records<WorkingCalendar>(read);
    return this.histories.of(row!.id, caller.unit, caller, query, address);
  }
}
