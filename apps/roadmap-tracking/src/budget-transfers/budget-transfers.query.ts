import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import { BudgetTransferNotFound } from './budget-transfer.errors.js';
import {
  type BudgetTransferListQuery,
  type BudgetTransferPage,
  type BudgetTransferRecord,
  type BudgetTransferResponse,
  budgetTransferResponse,
} from './budget-transfers.dto.js';

const select = `
SELECT transfer.id, transfer.version, from_line_id AS "fromLineId", to_line_id AS "toLineId", transfer.currency,
       transfer.amount::text, dated_on AS "datedOn", reason, transfer.created_at AS "createdAt", line.owning_unit AS unit
  FROM budget_transfer transfer JOIN budget_line line ON line.id = from_line_id`;
const byId = { name: 'budget-transfer-by-id', text: `${select} WHERE transfer.id = $1` };

/** Reads what was moved between lines. */
@Injectable()
export class BudgetTransfersQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string): Promise<BudgetTransferResponse> {
    return budgetTransferResponse(await this.existing(id));
  }

  /** In the order in which they were made. */
  async list({ after, limit, line }: BudgetTransferListQuery, address: string): Promise<BudgetTransferPage> {
    const scope = JSON.stringify(['budget-transfers', line]);
    const [last] = after === undefined ? [] : decodeCursor(after, scope, [isUuid]);
    const filtered = new Filtered('budget-transfer-list')
      .where('line', '?::uuid IN (from_line_id, to_line_id)', line)
      .where('after', 'transfer.id > ?', last);
    const statement = filtered.statement(select, 'transfer.id', limit + 1);
    const rows = await this.database.records<BudgetTransferRecord>(statement, filtered.values);
    const page = pageOf(rows, limit, budgetTransferResponse, (row) => encodeCursor([row.id], scope));
    return listed(page, address) as BudgetTransferPage;
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { unit } = await this.existing(id);
    return this.histories.of(id, unit, caller, query, address);
  }

  private async existing(id: string): Promise<BudgetTransferRecord & { unit: string }> {
    const [row] = await this.database.records<BudgetTransferRecord & { unit: string }>(byId, [id]);
    if (!row) throw new BudgetTransferNotFound(id);
    return row;
  }
}
