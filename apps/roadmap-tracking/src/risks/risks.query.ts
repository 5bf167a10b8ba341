import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf, type Transaction } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import type { LanguagePreference } from '@capdev/service-kit';
import { RiskItemUnknown, RiskNotFound } from './risk.errors.js';
import { type RiskListQuery, type RiskPage, type RiskRecord, type RiskResponse, riskResponse } from './risks.dto.js';

const columns = `id, version, item_id AS "itemId", title, owning_unit AS "owningUnit", likelihood, impact, response,
  measures, state, created_at AS "createdAt", updated_at AS "updatedAt"`;
const byId = { name: 'risk-by-id', text: `SELECT ${columns} FROM risk WHERE id = $1` };
// Upside down, so that both sort keys rise and one comparison of pairs finds what comes after.
const order = '-(likelihood * impact)';
const isUpsideDownScore = (key: unknown): boolean => Number.isInteger(key) && Number(key) <= -1 && Number(key) >= -25;

/** Reads risks. */
@Injectable()
export class RisksQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string, languages: LanguagePreference): Promise<RiskResponse> {
    const speaker = new Speaker(languages);
    return speaker.done(riskResponse(await this.existing(id), speaker));
  }

  /** The gravest first; those that are equally grave in the order in which they were entered. */
  async list(query: RiskListQuery, languages: LanguagePreference, address: string): Promise<RiskPage> {
    const { item, unit, state } = query;
    const scope = JSON.stringify(['risks', item ?? null, unit ?? null, state ?? null]);
    const after = query.after === undefined ? undefined : decodeCursor(query.after, scope, [isUpsideDownScore, isUuid]);
    const filtered = new Filtered('risk-list')
      .where('item', 'item_id = ?', item)
      .where('unit', 'owning_unit = ?', unit)
      .where('state', 'state = ?', state)
      .where('after', `(${order}, id) > ((?::text[])[1]::int, (?::text[])[2]::uuid)`, after?.map(String));
    const statement = filtered.statement(`SELECT ${columns} FROM risk`, `${order}, id`, query.limit + 1);
    const rows = await this.database.records<RiskRecord>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      query.limit,
      (row) => riskResponse(row, speaker),
      (row) => encodeCursor([-(row.likelihood * row.impact), row.id], scope),
    );
    return speaker.done(listed(page, address) as RiskPage);
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { owningUnit } = await this.existing(id);
    return this.histories.of(id, owningUnit, caller, query, address);
  }

  private async existing(id: string): Promise<RiskRecord> {
    const [row] = await this.database.records<RiskRecord>(byId, [id]);
    if (!row) throw new RiskNotFound(id);
    return row;
  }
}

const item = { name: 'risk-item-unit', text: 'SELECT owning_unit AS unit FROM plan_item WHERE id = $1' };

/** The unit that answers for what a risk threatens. */
export async function unitOfItem(tx: Transaction, itemId: string): Promise<string> {
  const [row] = await tx.query<{ unit: string }>(item, [itemId]);
  if (!row) throw new RiskItemUnknown(itemId);
  return row.unit;
}
