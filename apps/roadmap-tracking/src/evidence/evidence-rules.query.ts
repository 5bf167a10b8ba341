import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import { EvidenceRuleNotFound } from './evidence-rule.errors.js';
import {
  type EvidenceRuleListQuery,
  type EvidenceRulePage,
  type EvidenceRuleRecord,
  type EvidenceRuleResponse,
  evidenceRuleResponse,
} from './evidence-rules.dto.js';

const columns = `id, version, milestone_id AS "milestoneId", event_type AS "eventType", conditions, once, state,
  ended_reason AS "endedReason", created_at AS "createdAt", updated_at AS "updatedAt"`;
const byId = { name: 'evidence-rule-by-id', text: `SELECT ${columns} FROM evidence_rule WHERE id = $1` };
const unitOf = {
  name: 'evidence-rule-unit',
  text: `SELECT owning_unit AS unit FROM evidence_rule JOIN milestone ON milestone.id = milestone_id
          WHERE evidence_rule.id = $1`,
};

/** Reads evidence rules. */
@Injectable()
export class EvidenceRulesQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string): Promise<EvidenceRuleResponse> {
    const [row] = await this.database.records<EvidenceRuleRecord>(byId, [id]);
    if (!row) throw new EvidenceRuleNotFound(id);
    return evidenceRuleResponse(row);
  }

  /** In the order in which they were made. */
  async list(query: EvidenceRuleListQuery, address: string): Promise<EvidenceRulePage> {
    const { after, limit, ...filters } = query;
    const scope = JSON.stringify(['evidence-rules', filters]);
    const [last] = after === undefined ? [] : decodeCursor(after, scope, [isUuid]);
    const filtered = new Filtered('evidence-rule-list')
      .where('milestone', 'milestone_id = ?', filters.milestoneId)
      .where('type', 'event_type = ?', filters.eventType)
      .where('state', 'state = ?', filters.state)
      .where('after', 'id > ?', last);
    const statement = filtered.statement(`SELECT ${columns} FROM evidence_rule`, 'id', limit + 1);
    const rows = await this.database.records<EvidenceRuleRecord>(statement, filtered.values);
    const page = pageOf(rows, limit, evidenceRuleResponse, (row) => encodeCursor([row.id], scope));
    return listed(page, address) as EvidenceRulePage;
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const [row] = await this.database.query<{ unit: string }>(unitOf, [id]);
    if (!row) throw new EvidenceRuleNotFound(id);
    return this.histories.of(id, row.unit, caller, query, address);
  }
}
