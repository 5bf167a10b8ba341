import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import {
  type EvidenceListQuery,
  type EvidencePage,
  type EvidenceRecord,
  type EvidenceResponse,
  evidenceResponse,
} from './evidence.dto.js';
import { EvidenceMilestoneNotFound, EvidenceNotFound } from './evidence.errors.js';

const rows = `SELECT evidence.id, evidence.version, milestone_id AS "milestoneId", milestone.code AS "milestoneCode",
    milestone.owning_unit AS "owningUnit", kind, evidence.state, evidence.title, url, symbol, sha256,
    decision_id AS "decisionId", event, rule_id AS "ruleId", proposed_by AS "proposedBy",
    proposed_by_unit AS "proposedByUnit", reason, evidence.created_at AS "createdAt", evidence.updated_at AS "updatedAt"
  FROM evidence JOIN milestone ON milestone.id = milestone_id`;
const byId = { name: 'evidence-by-id', text: `${rows} WHERE evidence.id = $1` };
const milestone = { name: 'evidence-milestone-there', text: 'SELECT 1 FROM milestone WHERE id = $1' };

/** Reads evidence. */
@Injectable()
export class EvidenceQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string): Promise<EvidenceResponse> {
    return evidenceResponse(await this.existing(id));
  }

  /** In the order in which it was proposed. */
  async list(query: EvidenceListQuery, address: string): Promise<EvidencePage> {
    return this.page(query, undefined, address);
  }

  async ofMilestone(milestoneId: string, query: EvidenceListQuery, address: string): Promise<EvidencePage> {
    const found = await this.database.query(milestone, [milestoneId]);
    if (found.length === 0) throw new EvidenceMilestoneNotFound(milestoneId);
    return this.page(query, milestoneId, address);
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { owningUnit } = await this.existing(id);
    return this.histories.of(id, owningUnit, caller, query, address);
  }

  private async page(
    { after, limit, ...filters }: EvidenceListQuery,
    milestoneId: string | undefined,
    address: string,
  ): Promise<EvidencePage> {
    const scope = JSON.stringify(['evidence', milestoneId, filters]);
    const [last] = after === undefined ? [] : decodeCursor(after, scope, [isUuid]);
    const filtered = new Filtered('evidence-list')
      .where('milestone', 'milestone_id = ?', milestoneId)
      .where('state', 'evidence.state = ANY(?)', filters.state)
      .where('kind', 'kind = ANY(?)', filters.kind)
      .where('unit', 'milestone.owning_unit = ?', filters.unit)
      .where('after', 'evidence.id > ?', last);
    const statement = filtered.statement(rows, 'evidence.id', limit + 1);
    const found = await this.database.records<EvidenceRecord>(statement, filtered.values);
    const page = pageOf(found, limit, evidenceResponse, (row) => encodeCursor([row.id], scope));
    return listed(page, address) as EvidencePage;
  }

  private async existing(id: string): Promise<EvidenceRecord> {
    const [row] = await this.database.records<EvidenceRecord>(byId, [id]);
    if (!row) throw new EvidenceNotFound(id);
    return row;
  }
}
