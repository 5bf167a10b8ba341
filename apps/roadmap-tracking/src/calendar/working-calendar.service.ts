import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database } from '@capdev/persistence';
import { Clock, patched, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import { takePlan } from '../plan/plan-revision.query.js';
import { calendarDetailsOf, CalendarInput, type CalendarResponse, calendarResponse } from './working-calendar.dto.js';
import { WorkingCalendar } from './working-calendar.entity.js';

/** What may be done to the calendar. It is no unit's: whoever has the permission has it for all. */
@Injectable()
export class WorkingCalendarService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly clock: Clock,
  ) {}

  async revise(patch: unknown, seen: number | undefined, caller: Caller): Promise<CalendarResponse> {
    return this.database.runInTransaction(async (tx) => {
      await takePlan(tx);
      const [calendar] = await tx.manager.find(WorkingCalendar, { lock: { mode: 'pessimistic_write' } });
      refuseOutdated('working-calendar', calendar!.version, seen);
      const details = calendarDetailsOf(await patched(CalendarInput, calendar!.details, patch));
      const fact = calendar!.revise(details, this.clock.now());
      if (fact) {
        this.recorder.record(tx, { aggregate: 'working-calendar', record: calendar!, fact, caller });
        await tx.manager.update(WorkingCalendar, { id: calendar!.id }, calendar!);
      }
      return calendarResponse(calendar!);
    });
  }
}
