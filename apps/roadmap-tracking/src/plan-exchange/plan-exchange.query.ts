import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf, type Transaction } from '@capdev/persistence';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import { PlanImportNotFound } from './plan-exchange.errors.js';
import {
  type ImportedRowListQuery,
  type ImportedRowPage,
  type ImportedRowResponse,
  type PlanImportPage,
  type PlanImportRecord,
  type PlanImportResponse,
  planImportResponse,
} from './plan-exchange.dto.js';
import type { ExchangedItem } from './plan-line.js';

// Every initiative with what belongs to it, each activity with its milestones: the same plan has the same order.
const all = {
  name: 'plan-exchange-items',
  text: `SELECT item.id, item.version, item.kind, item.code, parent.code AS parent, title, owning_unit AS "ownerUnit",
      focal_point AS "focalPoint", planned_start::text AS "plannedStart", planned_finish::text AS "plannedFinish",
      forecast_start::text AS "forecastStart", forecast_finish::text AS "forecastFinish",
      actual_start::text AS "actualStart", actual_finish::text AS "actualFinish", deadline::text, progress, state,
      coalesce((
        SELECT json_agg(json_build_object('id', dependency.id, 'code', before.code, 'kind', dependency.kind, 'lagDays', lag_days))
          FROM dependency JOIN plan_code before ON before.item_id = predecessor_id WHERE successor_id = item.id
      ), '[]') AS predecessors
    FROM plan_item item
      JOIN plan_code top ON top.item_id = item.initiative_id
      LEFT JOIN plan_code parent ON parent.item_id = item.parent_id
    ORDER BY top.code COLLATE "C", item.kind <> 'initiative',
      CASE WHEN item.kind = 'activity' THEN item.code WHEN item.parent_id <> item.initiative_id THEN parent.code ELSE '' END
        COLLATE "C",
      item.kind, item.code COLLATE "C"`,
};

const columns = `id, dry_run AS "dryRun", sha256, bytes, created, updated, unchanged, rejected, actor, unit,
  created_at AS "createdAt"`;
const byId = { name: 'plan-import-by-id', text: `SELECT ${columns} FROM plan_import WHERE id = $1` };

/** Every item of the plan as the transaction sees it, in the order of an export. */
export function itemsIn(tx: Transaction): Promise<ExchangedItem[]> {
  return tx.query<ExchangedItem>(all);
}

/** Reads the plan for its export, and what became of imports. */
@Injectable()
export class PlanExchangeQuery {
  constructor(private readonly database: Database) {}

  /** One statement, and so one moment of the plan. */
  items(): Promise<ExchangedItem[]> {
    return this.database.query<ExchangedItem>(all);
  }

  async one(id: string): Promise<PlanImportResponse> {
    const [row] = await this.database.records<PlanImportRecord>(byId, [id]);
    if (!row) throw new PlanImportNotFound(id);
    return planImportResponse(row);
  }

  /** The latest first. */
  async list({ after, limit }: ListQuery, address: string): Promise<PlanImportPage> {
    const scope = 'plan-imports';
    const [place] = after === undefined ? [] : decodeCursor(after, scope, [isUuid]);
    const filtered = new Filtered('plan-import-list').where('after', 'id < ?', place);
    const statement = filtered.statement(`SELECT ${columns} FROM plan_import`, 'id DESC', limit + 1);
    const rows = await this.database.records<PlanImportRecord>(statement, filtered.values);
    const page = pageOf(rows, limit, planImportResponse, (row) => encodeCursor([row.id], scope));
    return listed(page, address) as PlanImportPage;
  }

  /** What became of each row, in the order of the file. */
  async rows(id: string, { after, limit, action }: ImportedRowListQuery, address: string): Promise<ImportedRowPage> {
    await this.one(id);
    const scope = JSON.stringify(['plan-import-rows', id, action]);
    const [place] = after === undefined ? [] : decodeCursor(after, scope, [Number.isInteger]);
    const filtered = new Filtered('plan-import-rows')
      .where('import', 'import_id = ?', id)
      .where('action', 'action = ?', action)
      .where('after', 'number > ?', place);
    const select = `SELECT number AS row, code, action, reason, detail, coalesce(faults, '[]') AS faults FROM plan_import_row`;
    const statement = filtered.statement(select, 'number', limit + 1);
    const rows = await this.database.records<ImportedRowResponse>(statement, filtered.values);
    const page = pageOf(
      rows,
      limit,
      (row) => row,
      (row) => encodeCursor([row.row], scope),
    );
    return listed(page, address) as ImportedRowPage;
  }
}
