import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import { dayFault } from '@capdev/service-frame/plain';
import type { LanguagePreference } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { ReportNotFound } from './report.errors.js';
import {
  type ReportPage,
  type ReportRecord,
  type ReportResponse,
  reportResponse,
  reportSummary,
  type WholeReportRecord,
} from './reports.dto.js';

const columns = `id, version, state, title, body, owning_unit AS "owningUnit", period_start AS "periodStart",
  as_of AS "asOf", edition, series_id AS "seriesId", replaces_id AS "replacesId", baseline_id AS "baselineId",
  content_hash AS "contentHash", approved_at AS "approvedAt", frozen_at AS "frozenAt", created_at AS "createdAt",
  updated_at AS "updatedAt"`;
const byId = {
  name: 'report-by-id',
  text: `SELECT ${columns}, content, differences FROM report WHERE id = $1`,
};
const scope = 'reports';
const isDay = (value: unknown): value is string => dayFault(value) === undefined;

/** Reads reports: frozen ones for everybody, the others for those who may read the roadmap. */
@Injectable()
export class ReportsQuery {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string, languages: LanguagePreference, caller: Caller | undefined): Promise<ReportResponse> {
    const speaker = new Speaker(languages);
    return speaker.done(reportResponse(await this.visible(id, caller), speaker));
  }

  /** The latest days first. */
  async list(
    query: ListQuery,
    languages: LanguagePreference,
    caller: Caller | undefined,
    address: string,
  ): Promise<ReportPage> {
    const state = this.policy.may(caller, 'roadmap:read') ? undefined : 'frozen';
    const place = `${scope} ${state ?? 'all'}`;
    const [asOf, id] = query.after === undefined ? [] : decodeCursor(query.after, place, [isDay, isUuid]);
    const filtered = new Filtered('report-list')
      .where('state', 'state = ?', state)
      .where(
        'after',
        `(as_of, id) < (split_part(?, ' ', 1)::date, split_part(?, ' ', 2)::uuid)`,
        asOf && `${asOf} ${id}`,
      );
    const statement = filtered.statement(
      `SELECT ${columns} FROM report`,
      'report.as_of DESC, report.id DESC',
      query.limit + 1,
    );
    const rows = await this.database.records<ReportRecord>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      query.limit,
      (row) => reportSummary(row, speaker),
      (row) => encodeCursor([row.asOf, row.id], place),
    );
    return speaker.done(listed(page, address) as ReportPage);
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { owningUnit } = await this.existing(id);
    return this.histories.of(id, owningUnit, caller, query, address);
  }

  /** A report that the caller may not see is not there for them. */
  async visible(id: string, caller: Caller | undefined): Promise<WholeReportRecord> {
    const report = await this.existing(id);
    if (report.state !== 'frozen' && !this.policy.may(caller, 'roadmap:read')) throw new ReportNotFound(id);
    return report;
  }

  private async existing(id: string): Promise<WholeReportRecord> {
    const [row] = await this.database.records<WholeReportRecord>(byId, [id]);
    if (!row) throw new ReportNotFound(id);
    return row;
  }
}
