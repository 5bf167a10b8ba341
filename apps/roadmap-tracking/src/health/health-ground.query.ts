import type { ActiveOverride, HealthGround } from './plan-health.js';
import type { Rule } from './verdict.js';

/** As columns of a statement that reads the plan; `$1` is today. */
export const healthGroundColumns = `
  (SELECT json_agg(rule ORDER BY created_at, measure) FROM (SELECT measure, worse, amber, red, created_at FROM health_rule) rule)
    AS rules,
  (SELECT coalesce(json_object_agg(item_id, share), '{}')
     FROM (SELECT item_id, max(round(100 * spent / allocated))::int AS share
             FROM plan_item_cost WHERE allocated > 0 GROUP BY item_id) share) AS spent,
  (SELECT coalesce(json_object_agg(item_id, score), '{}')
     FROM (SELECT item_id, max(likelihood * impact) AS score FROM risk WHERE state = 'open' GROUP BY item_id) risk) AS risks,
  (SELECT coalesce(json_object_agg(id, progress), '{}') FROM plan_item WHERE progress IS NOT NULL) AS progress,
  (SELECT coalesce(json_object_agg(item_id, missed), '{}')
     FROM (SELECT item_id, count(*) AS missed
             FROM milestone, LATERAL (VALUES (id), (activity_id)) counted (item_id)
            WHERE state = 'missed' AND item_id IS NOT NULL GROUP BY item_id) missed) AS missed,
  (SELECT coalesce(json_object_agg(item_id, said), '{}')
     FROM (SELECT item_id, json_build_object('id', id, 'status', status, 'reason', reason, 'expiresOn', expires_on) AS said
             FROM health_override WHERE state = 'active' AND expires_on >= $1::date) override) AS overrides`;

export interface HealthGroundRow {
  readonly rules: Rule[];
  readonly spent: Record<string, number>;
  readonly risks: Record<string, number>;
  readonly progress: Record<string, number>;
  readonly missed: Record<string, number>;
  readonly overrides: Record<string, ActiveOverride>;
}

export function healthGroundOf(row: HealthGroundRow): HealthGround {
  const mapOf = <Value>(values: Record<string, Value>): Map<string, Value> => new Map(Object.entries(values));
  return {
    rules: row.rules,
    spent: mapOf(row.spent),
    risks: mapOf(row.risks),
    progress: mapOf(row.progress),
    missed: mapOf(row.missed),
    overrides: mapOf(row.overrides),
  };
}
