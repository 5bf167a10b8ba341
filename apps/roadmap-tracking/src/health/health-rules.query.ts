import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isText, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import { HealthRuleNotFound } from './health.errors.js';
import {
  type HealthRulePage,
  type HealthRuleRecord,
  type HealthRuleResponse,
  healthRuleResponse,
} from './health-rules.dto.js';

const columns = 'id, version, measure, worse, amber, red, updated_at AS "updatedAt"';
const byId = { name: 'health-rule-by-id', text: `SELECT ${columns} FROM health_rule WHERE id = $1` };
const scope = 'health-rules';

/** Reads the rules; they belong to no unit. */
@Injectable()
export class HealthRulesQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string): Promise<HealthRuleResponse> {
    return healthRuleResponse(await this.existing(id));
  }

  async list(query: ListQuery, address: string): Promise<HealthRulePage> {
    const [after] = query.after === undefined ? [] : decodeCursor(query.after, scope, [isText]);
    const filtered = new Filtered('health-rule-list').where('after', 'measure > ?', after);
    const statement = filtered.statement(`SELECT ${columns} FROM health_rule`, 'measure', query.limit + 1);
    const rows = await this.database.records<HealthRuleRecord>(statement, filtered.values);
    const page = pageOf(rows, query.limit, healthRuleResponse, ({ measure }) => encodeCursor([measure], scope));
    return listed(page, address) as HealthRulePage;
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    await this.existing(id);
    return this.histories.of(id, caller.unit, caller, query, address);
  }

  private async existing(id: string): Promise<HealthRuleRecord> {
    const [row] = await this.database.records<HealthRuleRecord>(byId, [id]);
    if (!row) throw new HealthRuleNotFound(id);
    return row;
  }
}
