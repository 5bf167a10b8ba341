import type { Statement, Transaction } from '@capdev/persistence';

/** The columns of an item that a baseline keeps. */
const keptColumns = `item_id, kind, code, title, parent_id, initiative_id, owning_unit, state, planned_start, planned_finish,
  forecast_start, forecast_finish, actual_start, actual_finish, progress, cost`;

/** The plan of this moment in the form in which a baseline keeps it, so that the two can be laid side by side. */
export const presentItems = `
SELECT id AS item_id, kind, code, title, parent_id, initiative_id, owning_unit, state, planned_start, planned_finish,
       forecast_start, forecast_finish, actual_start, actual_finish, progress, coalesce(costs.cost, '{}') AS cost
  FROM plan_item
  LEFT JOIN (SELECT item_id, jsonb_object_agg(currency, allocated::text) AS cost
               FROM plan_item_cost WHERE allocated > 0 GROUP BY item_id) AS costs ON costs.item_id = plan_item.id`;

/** The items of the baseline that the placeholder names, in the same form. */
export const itemsOfBaseline = (placeholder: string): string =>
  `SELECT ${keptColumns} FROM baseline_item WHERE baseline_id = ${placeholder}::uuid`;

const count: Statement = { name: 'plan-count', text: 'SELECT count(*)::int AS count FROM plan_item' };
const keep: Statement = {
  name: 'baseline-keep',
  text: `INSERT INTO baseline_item (baseline_id, ${keptColumns}) SELECT $1::uuid, items.* FROM (${presentItems}) AS items`,
};

/** How many items the plan has; it stays so while the transaction holds the plan. */
export async function countItems(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ count: number }>(count);
  return row!.count;
}

/** Keeps every item of the plan as it is; inside PostgreSQL, however many there are. */
export function keepItems(tx: Transaction, baselineId: string): void {
  tx.write(keep, [baselineId]);
}
