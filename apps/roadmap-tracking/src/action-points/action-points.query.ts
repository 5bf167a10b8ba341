import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import type { LanguagePreference } from '@capdev/service-kit';
import { ActionPointNotFound } from './action-point.errors.js';
import {
  type ActionPointListQuery,
  type ActionPointPage,
  type ActionPointRecord,
  type ActionPointResponse,
  actionPointResponse,
} from './action-points.dto.js';

const columns = `id, version, task_force_id AS "taskForceId", meeting_id AS "meetingId", decision_id AS "decisionId", title,
  owning_unit AS "owningUnit", owner, verifier, due_on AS "dueOn", state, done_on AS "doneOn",
  verified_on AS "verifiedOn", created_at AS "createdAt", updated_at AS "updatedAt"`;
const byId = { name: 'action-point-by-id', text: `SELECT ${columns} FROM action_point WHERE id = $1` };

/** Reads action points. */
@Injectable()
export class ActionPointsQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string, languages: LanguagePreference): Promise<ActionPointResponse> {
    const speaker = new Speaker(languages);
    return speaker.done(actionPointResponse(await this.existing(id), speaker));
  }

  /** In the order in which they were agreed. */
  async list(query: ActionPointListQuery, languages: LanguagePreference, address: string): Promise<ActionPointPage> {
    const { unit, state, taskForce } = query;
    const scope = JSON.stringify(['action-points', unit, state, taskForce]);
    const [after] = query.after === undefined ? [] : decodeCursor(query.after, scope, [isUuid]);
    const filtered = new Filtered('action-points')
      .where('unit', 'owning_unit = ?', unit)
      .where('state', 'state = ?', state)
      .where('task-force', 'task_force_id = ?', taskForce)
      .where('after', 'id > ?', after);
    const statement = filtered.statement(`SELECT ${columns} FROM action_point`, 'id', query.limit + 1);
    const rows = await this.database.records<ActionPointRecord>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      query.limit,
      (row) => actionPointResponse(row, speaker),
      (row) => encodeCursor([row.id], scope),
    );
    return speaker.done(listed(page, address) as ActionPointPage);
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { owningUnit } = await this.existing(id);
    return this.histories.of(id, owningUnit, caller, query, address);
  }

  private async existing(id: string): Promise<ActionPointRecord> {
    const [row] = await this.database.records<ActionPointRecord>(byId, [id]);
    if (!row) throw new ActionPointNotFound(id);
    return row;
  }
}
