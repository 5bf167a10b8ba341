import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isText, isUuid, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import type { LanguagePreference } from '@capdev/service-kit';
import { calendarOf } from '../schedule/plan-network.query.js';
import { BaselineNotFound, BaselineUnknown } from './baseline.errors.js';
import {
  type BaselineItemPage,
  type BaselineItemRecord,
  baselineItemResponse,
  type BaselinePage,
  type BaselineRecord,
  type BaselineResponse,
  baselineResponse,
  type ComparisonListQuery,
  type ComparisonPage,
  comparisonResponse,
} from './baselines.dto.js';
import { comparedItems } from './comparison.query.js';

const select = `SELECT id, version, name, note, taken_on AS "takenOn", item_count AS "itemCount", created_at AS "createdAt" FROM baseline`;
const byId = { name: 'baseline-by-id', text: `${select} WHERE id = $1` };
const items = {
  name: 'baseline-items',
  text: `
SELECT item_id AS "itemId", kind, code, title, parent_id AS "parentId", initiative_id AS "initiativeId",
       owning_unit AS "owningUnit", state, planned_start AS "plannedStart", planned_finish AS "plannedFinish",
       forecast_start AS "forecastStart", forecast_finish AS "forecastFinish", actual_start AS "actualStart",
       actual_finish AS "actualFinish", progress, cost
  FROM baseline_item WHERE baseline_id = $1 AND ($2::text IS NULL OR code > $2) ORDER BY code LIMIT $3`,
};
const calendar = { name: 'baseline-calendar', text: 'SELECT weekdays, days_off AS "daysOff" FROM working_calendar' };

/** Reads baselines, and compares them. */
@Injectable()
export class BaselinesQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string): Promise<BaselineResponse> {
    return baselineResponse(await this.existing(id));
  }

  /** In the order in which they were taken. */
  async list({ after, limit }: ListQuery, address: string): Promise<BaselinePage> {
    const [last] = after === undefined ? [] : decodeCursor(after, 'baselines', [isUuid]);
    const filtered = new Filtered('baseline-list').where('after', 'id > ?', last);
    const rows = await this.database.records<BaselineRecord>(
      filtered.statement(select, 'id', limit + 1),
      filtered.values,
    );
    const page = pageOf(rows, limit, baselineResponse, (row) => encodeCursor([row.id], 'baselines'));
    return listed(page, address) as BaselinePage;
  }

  /** What it keeps, in the order of the codes. */
  async items(
    id: string,
    { after, limit }: ListQuery,
    languages: LanguagePreference,
    address: string,
  ): Promise<BaselineItemPage> {
    await this.existing(id);
    const scope = `baseline-items/${id}`;
    const [last = null] = after === undefined ? [] : decodeCursor(after, scope, [isText]);
    const rows = await this.database.records<BaselineItemRecord>(items, [id, last, limit + 1]);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      limit,
      (row) => baselineItemResponse(row, speaker),
      (row) => encodeCursor([row.code], scope),
    );
    return speaker.done(listed(page, address) as BaselineItemPage);
  }

  async comparison(
    id: string,
    { after, limit, with: other }: ComparisonListQuery,
    languages: LanguagePreference,
    address: string,
  ): Promise<ComparisonPage> {
    await this.existing(id);
    if (other !== undefined && !(await this.found(other))) throw new BaselineUnknown(other);
    const scope = JSON.stringify(['comparison', id, other]);
    const [last = null] = after === undefined ? [] : decodeCursor(after, scope, [isText]);
    const [rows, [week]] = await Promise.all([
      comparedItems(this.database, id, other, { after: last as string | null, limit: limit + 1 }),
      this.database.query<Parameters<typeof calendarOf>[0]>(calendar),
    ]);
    const [speaker, worked] = [new Speaker(languages), calendarOf(week!)];
    const page = pageOf(
      rows,
      limit,
      (row) => comparisonResponse(row, worked, speaker),
      (row) => encodeCursor([row.code], scope),
    );
    return speaker.done(listed(page, address) as ComparisonPage);
  }

  /** A baseline is of the whole roadmap and of no unit: whoever may read histories may read this one. */
  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    await this.existing(id);
    return this.histories.of(id, caller.unit, caller, query, address);
  }

  private async existing(id: string): Promise<BaselineRecord> {
    const row = await this.found(id);
    if (!row) throw new BaselineNotFound(id);
    return row;
  }

  private async found(id: string): Promise<BaselineRecord | undefined> {
    const [row] = await this.database.records<BaselineRecord>(byId, [id]);
    return row;
  }
}
