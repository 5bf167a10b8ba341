import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isText, isUuid, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import type { LanguagePreference } from '@capdev/service-kit';
import { BudgetLineNotFound } from './budget-line.errors.js';
import {
  type BudgetEntryPage,
  type BudgetEntryRecord,
  budgetEntryResponse,
  type BudgetLineListQuery,
  type BudgetLinePage,
  type BudgetLineRecord,
  type BudgetLineResponse,
  budgetLineResponse,
  type EntryListQuery,
} from './budget-lines.dto.js';

// Amounts as text: a number of JSON would be one of JavaScript on its way to the reader.
const columns = `id, version, code, title, owning_unit AS "owningUnit", period_start AS "periodStart", period_end AS "periodEnd",
  currency, amount::text, allocated::text, committed::text, spent::text, created_at AS "createdAt", updated_at AS "updatedAt"`;
const byId = { name: 'budget-line-by-id', text: `SELECT ${columns} FROM budget_line WHERE id = $1` };
const entryColumns = `entry.id, kind, entry.amount::text, currency, dated_on AS "on", reason, allocation_id AS "allocationId",
  activity_id AS "activityId", transfer_id AS "transferId", corrects_id AS "correctsId", actor, unit, recorded_at AS "recordedAt"`;

/** Reads lines and their ledgers. */
@Injectable()
export class BudgetLinesQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string, languages: LanguagePreference): Promise<BudgetLineResponse> {
    const speaker = new Speaker(languages);
    return speaker.done(budgetLineResponse(await this.existing(id), speaker));
  }

  /** In the order of their codes. */
  async list(query: BudgetLineListQuery, languages: LanguagePreference, address: string): Promise<BudgetLinePage> {
    const { after, limit, ...filters } = query;
    const scope = JSON.stringify(['budget-lines', filters]);
    const [code] = after === undefined ? [] : decodeCursor(after, scope, [isText]);
    const filtered = new Filtered('budget-line-list')
      .where('unit', 'owning_unit = ?', filters.unit)
      .where('currency', 'currency = ?', filters.currency)
      .where('on', '?::date BETWEEN period_start AND period_end', filters.on)
      .where('after', 'code > ?', code);
    const statement = filtered.statement(`SELECT ${columns} FROM budget_line`, 'code', limit + 1);
    const rows = await this.database.records<BudgetLineRecord>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      limit,
      (row) => budgetLineResponse(row, speaker),
      (row) => encodeCursor([row.code], scope),
    );
    return speaker.done(listed(page, address) as BudgetLinePage);
  }

  /** The ledger of a line, in the order in which it was written. */
  async entries(id: string, query: EntryListQuery, address: string): Promise<BudgetEntryPage> {
    await this.existing(id);
    const { after, limit, allocation } = query;
    const scope = JSON.stringify(['budget-entries', id, allocation]);
    const [last] = after === undefined ? [] : decodeCursor(after, scope, [isUuid]);
    const filtered = new Filtered('budget-entries')
      .where('line', 'line_id = ?', id)
      .where('allocation', 'allocation_id = ?', allocation)
      .where('after', 'entry.id > ?', last);
    const select = `SELECT ${entryColumns} FROM budget_entry entry JOIN budget_line line ON line.id = line_id`;
    const statement = filtered.statement(select, 'entry.id', limit + 1);
    const rows = await this.database.records<BudgetEntryRecord>(statement, filtered.values);
    const page = pageOf(rows, limit, budgetEntryResponse, (row) => encodeCursor([row.id], scope));
    return listed(page, address) as BudgetEntryPage;
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { owningUnit } = await this.existing(id);
    return this.histories.of(id, owningUnit, caller, query, address);
  }

  private async existing(id: string): Promise<BudgetLineRecord> {
    const [row] = await this.database.records<BudgetLineRecord>(byId, [id]);
    if (!row) throw new BudgetLineNotFound(id);
    return row;
  }
}
