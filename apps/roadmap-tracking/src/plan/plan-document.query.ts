import type { Database } from '@capdev/persistence';
import { healthGroundColumns, type HealthGroundRow } from '../health/health-ground.query.js';
import type { PlannedItem } from '../schedule/plan-network.query.js';
import type { ScheduledDependency } from '../schedule/schedule.js';

/** An item as the document tells it. */
export interface DocumentItem extends PlannedItem {
  readonly parentId: string | null;
  readonly focalPoint: string | null;
  readonly progress: number | null;
  readonly version: number;
}

/** Decimal numbers as text, by currency. */
export type Amounts = Record<string, string>;
export interface Cost {
  readonly allocated: string;
  readonly committed: string;
  readonly spent: string;
}

/** An item as a baseline has kept it. */
export interface BaselineItem {
  readonly id: string;
  readonly kind: PlannedItem['kind'];
  readonly code: string;
  readonly title: PlannedItem['title'];
  readonly initiativeId: string;
  readonly owningUnit: string;
  readonly state: string;
  readonly plannedStart: string | null;
  readonly plannedFinish: string | null;
  readonly cost: Amounts;
}

export interface PlanDocumentRow extends HealthGroundRow {
  readonly revision: string;
  readonly items: DocumentItem[];
  readonly dependencies: (ScheduledDependency & { readonly id: string })[];
  readonly weekdays: number[];
  readonly daysOff: { readonly day: string }[];
  readonly costs: Record<string, Record<string, Cost>>;
  readonly evidence: Record<string, { readonly proposed: number; readonly confirmed: number }>;
  /** Undefined when there is none with the identifier that was asked for. */
  readonly baseline: { readonly id: string; readonly name: string; readonly takenOn: string } | null;
  readonly baselineItems: BaselineItem[];
}

// One statement, so that all of it is of one moment, the revision included. $1 is today, $2 a baseline or null.
const read = {
  name: 'plan-document',
  text: `
    SELECT (SELECT revision::text FROM plan_state) AS revision,
      (SELECT coalesce(json_agg(item), '[]')
         FROM (SELECT id, kind, code, parent_id AS "parentId", initiative_id AS "initiativeId", title,
                      owning_unit AS "owningUnit", focal_point AS "focalPoint", state, planned_start AS "plannedStart",
                      planned_finish AS "plannedFinish", forecast_start AS "forecastStart",
                      forecast_finish AS "forecastFinish", actual_start AS "actualStart", actual_finish AS "actualFinish",
                      deadline, progress, version
                 FROM plan_item ORDER BY code COLLATE "C") item) AS items,
      (SELECT coalesce(json_agg(tie), '[]')
         FROM (SELECT id, predecessor_id AS "predecessorId", successor_id AS "successorId", kind, lag_days AS "lagDays"
                 FROM dependency ORDER BY id) tie) AS dependencies,
      weekdays, days_off AS "daysOff",
      (SELECT coalesce(json_object_agg(item_id, of_item), '{}')
         FROM (SELECT item_id, json_object_agg(currency, json_build_object(
                        'allocated', allocated::text, 'committed', committed::text, 'spent', spent::text)
                        ORDER BY currency) AS of_item
                 FROM plan_item_cost GROUP BY item_id) cost) AS costs,
      (SELECT coalesce(json_object_agg(milestone_id, counted), '{}')
         FROM (SELECT milestone_id, json_build_object('proposed', count(*) FILTER (WHERE state = 'proposed'),
                        'confirmed', count(*) FILTER (WHERE state = 'confirmed')) AS counted
                 FROM evidence GROUP BY milestone_id) evidence) AS evidence,
      (SELECT row_to_json(taken) FROM (SELECT id, name, taken_on AS "takenOn" FROM baseline WHERE id = $2::uuid) taken)
        AS baseline,
      (SELECT coalesce(json_agg(kept), '[]')
         FROM (SELECT item_id AS id, kind, code, title, initiative_id AS "initiativeId", owning_unit AS "owningUnit", state,
                      planned_start AS "plannedStart", planned_finish AS "plannedFinish", cost
                 FROM baseline_item WHERE baseline_id = $2::uuid ORDER BY code COLLATE "C") kept) AS "baselineItems",
      ${healthGroundColumns}
      FROM working_calendar`,
};

/** Everything that the document of a plan is made of. */
export async function readPlanDocument(
  database: Database,
  today: string,
  baseline: string | undefined,
): Promise<PlanDocumentRow> {
  const [row] = await database.query<PlanDocumentRow>(read, [today, baseline ?? null]);
  return row!;
}
