import { Injectable } from '@nestjs/common';
import type { Speaker } from '@capdev/service-frame/fields';
import type { LanguagePreference } from '@capdev/service-kit';
import { ItemQuery } from '../plan/plan-item.query.js';
import {
  type ActivityListQuery,
  type ActivityPage,
  type ActivityRecord,
  type ActivityResponse,
  activityResponse,
} from './activities.dto.js';

/** Reads activities. */
@Injectable()
export class ActivitiesQuery extends ItemQuery<ActivityRecord, ActivityResponse> {
  protected readonly kind = 'activity';
  protected readonly columns = `initiative_id AS "initiativeId", planned_start AS "plannedStart",
    planned_finish AS "plannedFinish", forecast_start AS "forecastStart", forecast_finish AS "forecastFinish",
    actual_start AS "actualStart", actual_finish AS "actualFinish", deadline, progress`;

  async list(query: ActivityListQuery, languages: LanguagePreference, address: string): Promise<ActivityPage> {
    const { initiative, unit, state, code } = query;
    const filters = [
      ['initiative', 'initiative_id = ?', initiative],
      ['unit', 'owning_unit = ?', unit],
      ['state', 'state = ?', state],
      ['code', 'code = ?', code],
    ] as const;
    return (await this.listOf(filters, query, languages, address)) as ActivityPage;
  }

  protected responseOf(row: ActivityRecord, speaker: Speaker): ActivityResponse {
    return activityResponse(row, speaker);
  }
}
