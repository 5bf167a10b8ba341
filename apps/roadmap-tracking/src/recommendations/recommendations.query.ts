import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isText, isUuid, pageOf } from '@capdev/persistence';
import { Clock, type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import { dayFault } from '@capdev/service-frame/plain';
import type { LanguagePreference } from '@capdev/service-kit';
import { RecommendationDayAhead, RecommendationNotFound, RecommendationNotYet } from './recommendation.errors.js';
import type { StepHistory } from './recommendation-states.js';
import {
  type RecommendationListQuery,
  type RecommendationPage,
  type RecommendationRecord,
  type RecommendationResponse,
  recommendationResponse,
  type StepPage,
  type StepRecord,
  stepResponse,
} from './recommendations.dto.js';

const columns = `id, version, source_id AS "sourceId", reference, title, text, owning_unit AS "owningUnit", acceptance,
  acceptance_since AS "acceptanceSince", implementation, implementation_since AS "implementationSince",
  created_at AS "createdAt", updated_at AS "updatedAt"`;
const byId = { name: 'recommendation-by-id', text: `SELECT ${columns} FROM recommendation WHERE id = $1` };
const lastStep = (history: StepHistory): string => `
  SELECT state, since FROM recommendation_step
   WHERE recommendation_id = $1 AND history = '${history}' AND since <= $2::date ORDER BY since DESC, id DESC LIMIT 1`;
// Before its first step a recommendation is under consideration, and nothing has been started.
const asAt = {
  name: 'recommendation-as-at',
  text: `SELECT source.dated_on AS "datedOn",
      coalesce(acceptance.state, 'under-consideration') AS acceptance, acceptance.since AS "acceptanceSince",
      coalesce(implementation.state, 'not-started') AS implementation, implementation.since AS "implementationSince"
    FROM recommendation JOIN source ON source.id = source_id
      LEFT JOIN LATERAL (${lastStep('acceptance')}) acceptance ON true
      LEFT JOIN LATERAL (${lastStep('implementation')}) implementation ON true
    WHERE recommendation.id = $1`,
};
const steps = `SELECT id, state, since, decided_by AS "decidedBy", reason, recorded_at AS "recordedAt" FROM recommendation_step`;

type States = Pick<
  RecommendationRecord,
  'acceptance' | 'acceptanceSince' | 'implementation' | 'implementationSince'
> & { readonly datedOn: string };

const isDay = (key: unknown): boolean => dayFault(key) === undefined;

/** Reads recommendations; everybody may. */
@Injectable()
export class RecommendationsQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
    private readonly clock: Clock,
  ) {}

  /** @param on the day as at which both states are told; undefined for the present */
  async one(id: string, on: string | undefined, languages: LanguagePreference): Promise<RecommendationResponse> {
    const recommendation = await this.existing(id);
    const states = on === undefined ? {} : await this.statesOn(recommendation, on);
    const speaker = new Speaker(languages);
    return speaker.done(recommendationResponse({ ...recommendation, ...states }, speaker));
  }

  /** In the order of their references. */
  async list(query: RecommendationListQuery, languages: LanguagePreference, address: string) {
    const { after, limit, ...filters } = query;
    const scope = JSON.stringify(['recommendations', filters]);
    const [reference] = after === undefined ? [] : decodeCursor(after, scope, [isText]);
    const filtered = new Filtered('recommendation-list')
      .where('source', 'source_id = ?', filters.sourceId)
      .where('acceptance', 'acceptance = ?', filters.acceptance)
      .where('implementation', 'implementation = ?', filters.implementation)
      .where('unit', 'owning_unit = ?', filters.owningUnit)
      .where('after', 'reference > ?', reference);
    const statement = filtered.statement(`SELECT ${columns} FROM recommendation`, 'reference', limit + 1);
    const rows = await this.database.records<RecommendationRecord>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      limit,
      (row) => recommendationResponse(row, speaker),
      (row) => encodeCursor([row.reference], scope),
    );
    return speaker.done(listed(page, address) as RecommendationPage);
  }

  /** One of the two histories, in the order of its days. */
  async steps(id: string, history: StepHistory, query: ListQuery, address: string): Promise<StepPage> {
    await this.existing(id);
    const scope = JSON.stringify(['recommendation-steps', id, history]);
    const filtered = new Filtered('recommendation-steps')
      .where('recommendation', 'recommendation_id = ?', id)
      .where('history', 'history = ?', history);
    if (query.after !== undefined) {
      const place = decodeCursor(query.after, scope, [isDay, isUuid]);
      filtered.where('after', '(since, id) > ((?::jsonb->>0)::date, (?::jsonb->>1)::uuid)', JSON.stringify(place));
    }
    const statement = filtered.statement(steps, 'since, id', query.limit + 1);
    const rows = await this.database.records<StepRecord>(statement, filtered.values);
    const page = pageOf(rows, query.limit, stepResponse, (row) => encodeCursor([row.since, row.id], scope));
    return listed(page, address) as StepPage;
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { owningUnit } = await this.existing(id);
    return this.histories.of(id, owningUnit, caller, query, address);
  }

  private async statesOn({ id, reference }: RecommendationRecord, on: string): Promise<Omit<States, 'datedOn'>> {
    const today = this.clock.today();
    if (on > today) throw new RecommendationDayAhead(on, today);
    const [{ datedOn, ...states }] = (await this.database.records<States>(asAt, [id, on])) as [States];
    if (on < datedOn) throw new RecommendationNotYet(reference, on, datedOn);
    return states;
  }

  private async existing(id: string): Promise<RecommendationRecord> {
    const [row] = await this.database.records<RecommendationRecord>(byId, [id]);
    if (!row) throw new RecommendationNotFound(id);
    return row;
  }
}
