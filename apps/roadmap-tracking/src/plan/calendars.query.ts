import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '@capdev/persistence';
import { Speaker } from '@capdev/service-frame/fields';
import type { Bytes, LanguagePreference } from '@capdev/service-kit';
import type { MultilingualText } from '@capdev/taxonomy';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { CalendarNotFound } from './calendar-link.errors.js';
import { digestOf } from './calendar-links.service.js';

interface MilestoneRow {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly title: MultilingualText;
  readonly description: MultilingualText | null;
  readonly owningUnit: string;
  readonly state: 'planned' | 'missed' | 'reached' | 'cancelled';
  readonly day: string;
  readonly updatedAt: string;
}

const byKey = {
  name: 'calendar-link-by-key',
  text: `SELECT unit FROM calendar_link WHERE key_digest = $1 AND state = 'active'`,
};
const milestones = {
  name: 'calendar-milestones',
  text: `SELECT id, code, version, title, description, owning_unit AS "owningUnit", state,
                coalesce(reached_on, forecast_on, planned_on) AS day, updated_at AS "updatedAt"
           FROM milestone WHERE $1::text IS NULL OR owning_unit = $1
          ORDER BY coalesce(reached_on, forecast_on, planned_on), id`,
};

const statuses: Readonly<Record<MilestoneRow['state'], ICalEventStatus>> = {
  planned: ICalEventStatus.TENTATIVE,
  missed: ICalEventStatus.TENTATIVE,
  reached: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
};

/** Milestones as an iCalendar (RFC 5545): an event for each, that a program knows again when it has moved. */
@Injectable()
export class CalendarsQuery {
  constructor(private readonly database: Database) {}

  async file(key: string, languages: LanguagePreference): Promise<Bytes> {
    const [link] = await this.database.query<{ unit: string | null }>(byKey, [digestOf(key)]);
    if (!link) throw new CalendarNotFound();
    const rows = await this.database.records<MilestoneRow>(milestones, [link.unit]);
    const body = Buffer.from(calendarOf(rows, link.unit, new Speaker(languages === '*' ? [] : languages)));
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    return {
      body,
      headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-cache', etag },
    };
  }
}

function calendarOf(rows: readonly MilestoneRow[], unit: string | null, speaker: Speaker): string {
  const calendar = ical({
    name: unit === null ? 'Milestones of the roadmap' : `Milestones of ${unit}`,
    prodId: { company: 'ITU', product: 'CapDev roadmap tracking', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { id, code, version, title, description, owningUnit, state, day, updatedAt } of rows) {
    calendar.createEvent({
      id: `milestone-${id}@roadmap-tracking.capdev`,
      sequence: version - 1,
      stamp: new Date(updatedAt),
      start: new Date(`${day}T00:00:00Z`),
      timezone: 'UTC',
      allDay: true,
      summary: `${code} ${speaker.say(title) as string}`,
      description: description === null ? null : (speaker.say(description) as string),
      categories: [{ name: owningUnit }],
      status: statuses[state],
    });
  }
  return `${calendar.toString()}\r\n`; // RFC 5545 ends every line, also the last one
}
