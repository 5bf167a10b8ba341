import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import { AllocationNotFound } from './budget-allocation.errors.js';
import {
  type AllocationListQuery,
  type AllocationPage,
  type AllocationRecord,
  type AllocationResponse,
  allocationResponse,
} from './budget-allocations.dto.js';

const select = `
SELECT allocation.id, allocation.version, line_id AS "lineId", activity_id AS "activityId", currency, allocation.amount::text,
       allocation.committed::text, allocation.spent::text, allocation.created_at AS "createdAt",
       allocation.updated_at AS "updatedAt"
  FROM budget_allocation allocation JOIN budget_line line ON line.id = line_id`;
const byId = { name: 'budget-allocation-by-id', text: `${select} WHERE allocation.id = $1` };
const unitOf = {
  name: 'budget-allocation-unit',
  text: `SELECT owning_unit AS unit FROM budget_allocation allocation JOIN activity ON activity.id = activity_id
          WHERE allocation.id = $1`,
};

/** Reads what activities are given. */
@Injectable()
export class BudgetAllocationsQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string): Promise<AllocationResponse> {
    const [row] = await this.database.records<AllocationRecord>(byId, [id]);
    if (!row) throw new AllocationNotFound(id);
    return allocationResponse(row);
  }

  /** In the order in which they were made. */
  async list({ after, limit, line, activity }: AllocationListQuery, address: string): Promise<AllocationPage> {
    const scope = JSON.stringify(['allocations', line, activity]);
    const [last] = after === undefined ? [] : decodeCursor(after, scope, [isUuid]);
    const filtered = new Filtered('budget-allocation-list')
      .where('line', 'line_id = ?', line)
      .where('activity', 'activity_id = ?', activity)
      .where('after', 'allocation.id > ?', last);
    const statement = filtered.statement(select, 'allocation.id', limit + 1);
    const rows = await this.database.records<AllocationRecord>(statement, filtered.values);
    const page = pageOf(rows, limit, allocationResponse, (row) => encodeCursor([row.id], scope));
    return listed(page, address) as AllocationPage;
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const [row] = await this.database.query<{ unit: string }>(unitOf, [id]);
    if (!row) throw new AllocationNotFound(id);
    return this.histories.of(id, row.unit, caller, query, address);
  }
}
