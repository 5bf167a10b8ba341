import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf, type Transaction } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import { OverriddenItemNotFound, OverrideNotFound } from './health.errors.js';
import {
  type OverrideListQuery,
  type OverridePage,
  type OverrideRecord,
  type OverrideResponse,
  overrideResponse,
} from './overrides.dto.js';

const columns = `id, version, item_id AS "itemId", owning_unit AS "owningUnit", status, reason, expires_on AS "expiresOn", state,
  created_at AS "createdAt", updated_at AS "updatedAt"`;
const byId = { name: 'health-override-by-id', text: `SELECT ${columns} FROM health_override WHERE id = $1` };

/** Reads what was said of items in spite of their measures. */
@Injectable()
export class OverridesQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string): Promise<OverrideResponse> {
    return overrideResponse(await this.existing(id));
  }

  /** Newest first. */
  async list({ item, state, after, limit }: OverrideListQuery, address: string): Promise<OverridePage> {
    const scope = JSON.stringify(['overrides', item ?? null, state ?? null]);
    const [before] = after === undefined ? [] : decodeCursor(after, scope, [isUuid]);
    const filtered = new Filtered('health-override-list')
      .where('item', 'item_id = ?', item)
      .where('state', 'state = ?', state)
      .where('after', 'id < ?', before);
    const statement = filtered.statement(`SELECT ${columns} FROM health_override`, 'id DESC', limit + 1);
    const rows = await this.database.records<OverrideRecord>(statement, filtered.values);
    return listed(
      pageOf(rows, limit, overrideResponse, ({ id }) => encodeCursor([id], scope)),
      address,
    ) as OverridePage;
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { owningUnit } = await this.existing(id);
    return this.histories.of(id, owningUnit, caller, query, address);
  }

  private async existing(id: string): Promise<OverrideRecord> {
    const [row] = await this.database.records<OverrideRecord>(byId, [id]);
    if (!row) throw new OverrideNotFound(id);
    return row;
  }
}

const item = { name: 'health-override-item', text: 'SELECT owning_unit AS unit FROM plan_item WHERE id = $1' };
const active = {
  name: 'health-override-active',
  text: `SELECT id, expires_on::text AS "expiresOn" FROM health_override WHERE item_id = $1 AND state = 'active'`,
};

/** The unit that answers for an item. */
export async function unitOfOverridden(tx: Transaction, itemId: string): Promise<string> {
  const [row] = await tx.query<{ unit: string }>(item, [itemId]);
  if (!row) throw new OverriddenItemNotFound(itemId);
  return row.unit;
}

export async function activeOverrideOf(
  tx: Transaction,
  itemId: string,
): Promise<{ id: string; expiresOn: string } | undefined> {
  const [row] = await tx.query<{ id: string; expiresOn: string }>(active, [itemId]);
  return row;
}
