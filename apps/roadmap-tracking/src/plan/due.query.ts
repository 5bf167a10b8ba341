import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed } from '@capdev/service-frame/lists';
import { dayFault } from '@capdev/service-frame/plain';
import type { LanguagePreference } from '@capdev/service-kit';
import type { MultilingualText } from '@capdev/taxonomy';
import { calendarDaysBetween, daysAfter } from '../schedule/working-days.js';
import type { DuePage, DueQuery as DueListQuery, DueResponse } from './due.dto.js';

type DueRow = Omit<DueResponse, 'title' | 'daysLeft'> & { readonly title: MultilingualText };

const due = `
  SELECT * FROM (
    SELECT kind, id, code, title, owning_unit AS "owningUnit", state, planned_finish AS "dueOn",
           forecast_finish AS "forecastOn"
      FROM plan_item
     WHERE kind <> 'initiative' AND actual_finish IS NULL AND state <> 'cancelled'
    UNION ALL
    SELECT 'action-point', id, NULL, title, owning_unit, state, due_on, NULL
      FROM action_point WHERE state IN ('open', 'overdue')
  ) due`;

const isDay = (key: unknown): boolean => dayFault(key) === undefined;

/** Finds what a unit has to finish: what is overdue, then what is due soon. */
@Injectable()
export class DueQuery {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(query: DueListQuery, languages: LanguagePreference, address: string): Promise<DuePage> {
    const { unit, within, limit } = query;
    const today = this.clock.today();
    const scope = JSON.stringify(['due', unit ?? null, within]);
    const after = query.after === undefined ? undefined : decodeCursor(query.after, scope, [isDay, isUuid]);
    const filtered = new Filtered('due')
      .where('until', '"dueOn" <= ?::date', daysAfter(today, within))
      .where('unit', '"owningUnit" = ?', unit)
      .where('after', '("dueOn", id) > ((?::text[])[1]::date, (?::text[])[2]::uuid)', after);
    const statement = filtered.statement(due, '"dueOn", id', limit + 1);
    const rows = await this.database.records<DueRow>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      limit,
      (row) => ({ ...row, title: speaker.say(row.title), daysLeft: calendarDaysBetween(today, row.dueOn) }),
      ({ dueOn, id }) => encodeCursor([dueOn, id], scope),
    );
    return speaker.done(listed(page, address) as DuePage);
  }
}
