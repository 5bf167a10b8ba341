import { Injectable } from '@nestjs/common';
import type { Speaker } from '@capdev/service-frame/fields';
import type { LanguagePreference } from '@capdev/service-kit';
import { ItemQuery } from '../plan/plan-item.query.js';
import {
  type InitiativeListQuery,
  type InitiativePage,
  type InitiativeRecord,
  type InitiativeResponse,
  initiativeResponse,
} from './initiatives.dto.js';

/** Reads initiatives. */
@Injectable()
export class InitiativesQuery extends ItemQuery<InitiativeRecord, InitiativeResponse> {
  protected readonly kind = 'initiative';
  protected readonly columns = `started_on AS "startedOn", completed_on AS "completedOn",
    recommendation_ids AS "recommendationIds", goal_ids AS "goalIds"`;

  async list(query: InitiativeListQuery, languages: LanguagePreference, address: string): Promise<InitiativePage> {
    const { unit, state, code, recommendation } = query;
    const filters = [
      ['unit', 'owning_unit = ?', unit],
      ['state', 'state = ?', state],
      ['code', 'code = ?', code],
      ['recommendation', 'recommendation_ids @> ARRAY[?::uuid]', recommendation],
    ] as const;
    return (await this.listOf(filters, query, languages, address)) as InitiativePage;
  }

  protected responseOf(row: InitiativeRecord, speaker: Speaker): InitiativeResponse {
    return initiativeResponse(row, speaker);
  }
}
