import { Injectable } from '@nestjs/common';
import { Database } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import type { MultilingualText } from '@capdev/taxonomy';
import { type Schedule, scheduleOf, type ScheduledDependency, type ScheduledItem } from './schedule.js';
import { WorkingCalendar } from './working-days.js';

/** An item with what a reader knows it by. */
export interface PlannedItem extends ScheduledItem {
  readonly code: string;
  readonly title: MultilingualText;
  readonly owningUnit: string;
  readonly initiativeId: string;
}

/** The whole plan at one moment, and what follows from it. */
export interface ScheduledPlan {
  readonly items: ReadonlyMap<string, PlannedItem>;
  readonly schedule: Schedule;
  readonly today: string;
}

interface PlanRow {
  readonly items: PlannedItem[];
  readonly dependencies: ScheduledDependency[];
  readonly weekdays: number[];
  readonly daysOff: { readonly day: string }[];
}

// One statement, so that all of it is of one moment.
const read = {
  name: 'plan-network',
  text: `
    SELECT (SELECT coalesce(json_agg(item), '[]')
              FROM (SELECT id, kind, code, title, owning_unit AS "owningUnit", initiative_id AS "initiativeId", state,
                           planned_start AS "plannedStart", planned_finish AS "plannedFinish",
                           forecast_start AS "forecastStart", forecast_finish AS "forecastFinish",
                           actual_start AS "actualStart", actual_finish AS "actualFinish", deadline
                      FROM plan_item ORDER BY code COLLATE "C") item) AS items,
           (SELECT coalesce(json_agg(tie), '[]')
              FROM (SELECT predecessor_id AS "predecessorId", successor_id AS "successorId", kind, lag_days AS "lagDays"
                      FROM dependency) tie) AS dependencies,
           weekdays, days_off AS "daysOff"
      FROM working_calendar`,
};

/** Reads the plan and schedules it. */
@Injectable()
export class PlanNetworkQuery {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async scheduled(): Promise<ScheduledPlan> {
    const today = this.clock.today();
    const [row] = await this.database.query<PlanRow>(read);
    const { items, dependencies } = row!;
    return {
      items: new Map(items.map((item) => [item.id, item])),
      schedule: scheduleOf(items, dependencies, calendarOf(row!), today),
      today,
    };
  }
}

/** The calendar as its row tells it. */
export function calendarOf({ weekdays, daysOff }: Pick<PlanRow, 'weekdays' | 'daysOff'>): WorkingCalendar {
  return new WorkingCalendar({ weekdays, daysOff: daysOff.map(({ day }) => day) });
}
