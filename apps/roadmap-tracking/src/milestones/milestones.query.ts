import { Injectable } from '@nestjs/common';
import type { Speaker } from '@capdev/service-frame/fields';
import type { LanguagePreference } from '@capdev/service-kit';
import { ItemQuery } from '../plan/plan-item.query.js';
import {
  type MilestoneListQuery,
  type MilestonePage,
  type MilestoneRecord,
  type MilestoneResponse,
  milestoneResponse,
} from './milestones.dto.js';

/** Reads milestones. */
@Injectable()
export class MilestonesQuery extends ItemQuery<MilestoneRecord, MilestoneResponse> {
  protected readonly kind = 'milestone';
  protected readonly columns = `initiative_id AS "initiativeId", activity_id AS "activityId", planned_on AS "plannedOn",
    forecast_on AS "forecastOn", reached_on AS "reachedOn", deadline`;

  async list(query: MilestoneListQuery, languages: LanguagePreference, address: string): Promise<MilestonePage> {
    const { initiative, activity, unit, state, code } = query;
    const filters = [
      ['initiative', 'initiative_id = ?', initiative],
      ['activity', 'activity_id = ?', activity],
      ['unit', 'owning_unit = ?', unit],
      ['state', 'state = ?', state],
      ['code', 'code = ?', code],
    ] as const;
    return (await this.listOf(filters, query, languages, address)) as MilestonePage;
  }

  protected responseOf(row: MilestoneRecord, speaker: Speaker): MilestoneResponse {
    return milestoneResponse(row, speaker);
  }
}
