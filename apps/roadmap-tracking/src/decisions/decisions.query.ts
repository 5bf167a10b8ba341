import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import type { LanguagePreference } from '@capdev/service-kit';
import { TaskForcesQuery } from '../task-force/task-forces.query.js';
import { DecisionNotFound } from './decision.errors.js';
import {
  type DecisionListQuery,
  type DecisionPage,
  type DecisionRecord,
  type DecisionResponse,
  decisionResponse,
} from './decisions.dto.js';

const columns = `id, version, task_force_id AS "taskForceId", meeting_id AS "meetingId", number, title, text, state,
  adopted_on AS "adoptedOn", supersedes_id AS "supersedesId", superseded_by_id AS "supersededById",
  superseded_on AS "supersededOn", created_at AS "createdAt", updated_at AS "updatedAt"`;
const byId = { name: 'decision-by-id', text: `SELECT ${columns} FROM decision WHERE id = $1` };

/** Reads decisions. */
@Injectable()
export class DecisionsQuery {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesQuery,
    private readonly histories: HistoryQuery,
  ) {}

  /** @param taskForceId whose it has to be, if given */
  async one(id: string, languages: LanguagePreference, taskForceId?: string): Promise<DecisionResponse> {
    const decision = await this.existing(id);
    if (taskForceId !== undefined && decision.taskForceId !== taskForceId) throw new DecisionNotFound(id);
    const speaker = new Speaker(languages);
    return speaker.done(decisionResponse(decision, speaker));
  }

  /** In the order in which they were proposed. */
  async list(
    taskForceId: string,
    query: DecisionListQuery,
    languages: LanguagePreference,
    address: string,
  ): Promise<DecisionPage> {
    await this.taskForces.existing(taskForceId);
    const scope = JSON.stringify(['decisions', taskForceId, query.state]);
    const [after] = query.after === undefined ? [] : decodeCursor(query.after, scope, [isUuid]);
    const filtered = new Filtered('decisions')
      .where('task-force', 'task_force_id = ?', taskForceId)
      .where('state', 'state = ?', query.state)
      .where('after', 'id > ?', after);
    const statement = filtered.statement(`SELECT ${columns} FROM decision`, 'id', query.limit + 1);
    const rows = await this.database.records<DecisionRecord>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      query.limit,
      (row) => decisionResponse(row, speaker),
      (row) => encodeCursor([row.id], scope),
    );
    return speaker.done(listed(page, address) as DecisionPage);
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { taskForceId } = await this.existing(id);
    const { owningUnit } = await this.taskForces.existing(taskForceId);
    return this.histories.of(id, owningUnit, caller, query, address);
  }

  private async existing(id: string): Promise<DecisionRecord> {
    const [row] = await this.database.records<DecisionRecord>(byId, [id]);
    if (!row) throw new DecisionNotFound(id);
    return row;
  }
}
