import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf, type Transaction } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import type { LanguagePreference } from '@capdev/service-kit';
import { ConcernNotFound } from './concern.errors.js';
import { type ConcernPage, type ConcernRecord, type ConcernResponse, concernResponse } from './concerns.dto.js';
import { RecommendationNotFound } from './recommendation.errors.js';

const columns = `id, version, recommendation_id AS "recommendationId", kind, raised_by AS "raisedBy", raised_on AS "raisedOn",
  text, answer, answered_on AS "answeredOn", state, created_at AS "createdAt", updated_at AS "updatedAt"`;
const byId = { name: 'concern-by-id', text: `SELECT ${columns} FROM concern WHERE id = $1` };
const unitOf = { name: 'recommendation-unit', text: 'SELECT owning_unit AS unit FROM recommendation WHERE id = $1' };
// Locked against another unit or source until the transaction that relies on them has ended.
const about = {
  name: 'concern-recommendation',
  text: `SELECT recommendation.owning_unit AS unit, dated_on::text AS "datedOn"
    FROM recommendation JOIN source ON source.id = source_id WHERE recommendation.id = $1 FOR SHARE`,
};

/** What a concern needs to know of its recommendation. */
interface ConcernedRecommendation {
  readonly unit: string;
  /** Of its source. */
  readonly datedOn: string;
}

export async function concerned(tx: Transaction, recommendationId: string): Promise<ConcernedRecommendation> {
  const [row] = await tx.query<ConcernedRecommendation>(about, [recommendationId]);
  if (!row) throw new RecommendationNotFound(recommendationId);
  return row;
}

/** Reads concerns. */
@Injectable()
export class ConcernsQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string, languages: LanguagePreference): Promise<ConcernResponse> {
    const speaker = new Speaker(languages);
    return speaker.done(concernResponse(await this.existing(id), speaker));
  }

  /** In the order in which they were recorded. */
  async list(
    recommendationId: string,
    query: ListQuery,
    languages: LanguagePreference,
    address: string,
  ): Promise<ConcernPage> {
    await this.unit(recommendationId);
    const scope = JSON.stringify(['concerns', recommendationId]);
    const [after] = query.after === undefined ? [] : decodeCursor(query.after, scope, [isUuid]);
    const filtered = new Filtered('concern-list')
      .where('recommendation', 'recommendation_id = ?', recommendationId)
      .where('after', 'id > ?', after);
    const statement = filtered.statement(`SELECT ${columns} FROM concern`, 'id', query.limit + 1);
    const rows = await this.database.records<ConcernRecord>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      query.limit,
      (row) => concernResponse(row, speaker),
      (row) => encodeCursor([row.id], scope),
    );
    return speaker.done(listed(page, address) as ConcernPage);
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { recommendationId } = await this.existing(id);
    return this.histories.of(id, await this.unit(recommendationId), caller, query, address);
  }

  private async unit(recommendationId: string): Promise<string> {
    const [row] = await this.database.query<{ unit: string }>(unitOf, [recommendationId]);
    if (!row) throw new RecommendationNotFound(recommendationId);
    return row.unit;
  }

  private async existing(id: string): Promise<ConcernRecord> {
    const [row] = await this.database.records<ConcernRecord>(byId, [id]);
    if (!row) throw new ConcernNotFound(id);
    return row;
  }
}
