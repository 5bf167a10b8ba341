import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import { dayFault } from '@capdev/service-frame/plain';
import type { LanguagePreference } from '@capdev/service-kit';
import { TaskForcesQuery } from '../task-force/task-forces.query.js';
import { MeetingNotFound } from './meeting.errors.js';
import {
  type MeetingListQuery,
  type MeetingPage,
  type MeetingRecord,
  type MeetingResponse,
  meetingResponse,
} from './meetings.dto.js';

const columns = `id, version, task_force_id AS "taskForceId", state, held_on AS "heldOn", title, minutes, units,
  created_at AS "createdAt", updated_at AS "updatedAt"`;
const byId = { name: 'meeting-by-id', text: `SELECT ${columns} FROM meeting WHERE id = $1` };
const isDay = (key: unknown): boolean => dayFault(key) === undefined;

/** Reads meetings. */
@Injectable()
export class MeetingsQuery {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesQuery,
    private readonly histories: HistoryQuery,
  ) {}

  /** @param taskForceId whose it has to be, if given */
  async one(id: string, languages: LanguagePreference, taskForceId?: string): Promise<MeetingResponse> {
    const meeting = await this.existing(id);
    if (taskForceId !== undefined && meeting.taskForceId !== taskForceId) throw new MeetingNotFound(id);
    const speaker = new Speaker(languages);
    return speaker.done(meetingResponse(meeting, speaker));
  }

  /** By their days. */
  async list(
    taskForceId: string,
    query: MeetingListQuery,
    languages: LanguagePreference,
    address: string,
  ): Promise<MeetingPage> {
    await this.taskForces.existing(taskForceId);
    const scope = JSON.stringify(['meetings', taskForceId, query.state]);
    const place = query.after === undefined ? undefined : decodeCursor(query.after, scope, [isDay, isUuid]);
    const filtered = new Filtered('meetings')
      .where('task-force', 'task_force_id = ?', taskForceId)
      .where('state', 'state = ?', query.state)
      .where('after', '(held_on, id) > ((?::jsonb->>0)::date, (?::jsonb->>1)::uuid)', place && JSON.stringify(place));
    const statement = filtered.statement(`SELECT ${columns} FROM meeting`, 'held_on, id', query.limit + 1);
    const rows = await this.database.records<MeetingRecord>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      query.limit,
      (row) => meetingResponse(row, speaker),
      (row) => encodeCursor([row.heldOn, row.id], scope),
    );
    return speaker.done(listed(page, address) as MeetingPage);
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { taskForceId } = await this.existing(id);
    const { owningUnit } = await this.taskForces.existing(taskForceId);
    return this.histories.of(id, owningUnit, caller, query, address);
  }

  private async existing(id: string): Promise<MeetingRecord> {
    const [row] = await this.database.records<MeetingRecord>(byId, [id]);
    if (!row) throw new MeetingNotFound(id);
    return row;
  }
}
