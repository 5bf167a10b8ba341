import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf, type Transaction } from '@capdev/persistence';
import { Clock, type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import type { LanguagePreference } from '@capdev/service-kit';
import {
  type MemberListQuery,
  type MemberPage,
  type MemberRecord,
  memberResponse,
  type MemberResponse,
} from './members.dto.js';
import { type Representation, representationOn, type Term } from './representation.js';
import { MemberNotFound, TaskForceNotFound } from './task-force.errors.js';
import {
  type RepresentationResponse,
  type TaskForceListQuery,
  type TaskForcePage,
  type TaskForceRecord,
  type TaskForceResponse,
  taskForceResponse,
} from './task-forces.dto.js';

const columns = `id, version, name, terms, required_units AS "requiredUnits", state, state_since AS "stateSince",
  owning_unit AS "owningUnit", created_at AS "createdAt", updated_at AS "updatedAt"`;
const byId = { name: 'task-force-by-id', text: `SELECT ${columns} FROM task_force WHERE id = $1` };
const memberColumns = `id, version, task_force_id AS "taskForceId", unit, person, role, starts_on AS "startsOn",
  ends_on AS "endsOn", erased_at AS "erasedAt", created_at AS "createdAt", updated_at AS "updatedAt"`;
const oneMember = {
  name: 'task-force-member-by-id',
  text: `SELECT ${memberColumns} FROM task_force_member WHERE task_force_id = $1 AND id = $2`,
};
const terms = {
  name: 'task-force-terms',
  text: 'SELECT unit, starts_on AS "startsOn", ends_on AS "endsOn" FROM task_force_member WHERE task_force_id = $1',
};

/** Who was represented on a day, for what a task force decides then. */
export async function representedOn(
  tx: Transaction,
  { id, requiredUnits }: { readonly id: string; readonly requiredUnits: readonly string[] },
  day: string,
): Promise<Representation> {
  return representationOn(day, await tx.query<Term>(terms, [id]), requiredUnits);
}

/** Reads task forces and their members. */
@Injectable()
export class TaskForcesQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
    private readonly clock: Clock,
  ) {}

  async one(id: string, languages: LanguagePreference): Promise<TaskForceResponse> {
    const speaker = new Speaker(languages);
    return speaker.done(taskForceResponse(await this.existing(id), speaker));
  }

  /** In the order in which they were founded. */
  async list(query: TaskForceListQuery, languages: LanguagePreference, address: string): Promise<TaskForcePage> {
    const scope = JSON.stringify(['task-forces', query.state]);
    const [after] = query.after === undefined ? [] : decodeCursor(query.after, scope, [isUuid]);
    const filtered = new Filtered('task-forces')
      .where('state', 'state = ?', query.state)
      .where('after', 'id > ?', after);
    const statement = filtered.statement(`SELECT ${columns} FROM task_force`, 'id', query.limit + 1);
    const rows = await this.database.records<TaskForceRecord>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      query.limit,
      (row) => taskForceResponse(row, speaker),
      (row) => encodeCursor([row.id], scope),
    );
    return speaker.done(listed(page, address) as TaskForcePage);
  }

  /** @param day today unless told */
  async representation(id: string, day = this.clock.today()): Promise<RepresentationResponse> {
    const { requiredUnits } = await this.existing(id);
    return { day, ...representationOn(day, await this.database.query<Term>(terms, [id]), requiredUnits) };
  }

  /** In the order in which they were appointed. */
  async members(id: string, query: MemberListQuery, address: string): Promise<MemberPage> {
    await this.existing(id);
    const scope = JSON.stringify(['task-force-members', id, query.unit, query.on]);
    const [after] = query.after === undefined ? [] : decodeCursor(query.after, scope, [isUuid]);
    const filtered = new Filtered('task-force-members')
      .where('task-force', 'task_force_id = ?', id)
      .where('unit', 'unit = ?', query.unit)
      .where('on', "?::date BETWEEN starts_on AND coalesce(ends_on, 'infinity')", query.on)
      .where('after', 'id > ?', after);
    const statement = filtered.statement(`SELECT ${memberColumns} FROM task_force_member`, 'id', query.limit + 1);
    const rows = await this.database.records<MemberRecord>(statement, filtered.values);
    const page = pageOf(rows, query.limit, memberResponse, (row) => encodeCursor([row.id], scope));
    return listed(page, address) as MemberPage;
  }

  async member(taskForceId: string, id: string): Promise<MemberResponse> {
    const [row] = await this.database.records<MemberRecord>(oneMember, [taskForceId, id]);
    if (!row) throw new MemberNotFound(id, taskForceId);
    return memberResponse(row);
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { owningUnit } = await this.existing(id);
    return this.histories.of(id, owningUnit, caller, query, address);
  }

  /** @throws TaskForceNotFound */
  async existing(id: string): Promise<TaskForceRecord> {
    const [row] = await this.database.records<TaskForceRecord>(byId, [id]);
    if (!row) throw new TaskForceNotFound(id);
    return row;
  }
}
