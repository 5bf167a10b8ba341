import type { ServiceClient } from '../../local/service-client.js';
import { Keeping, type Thing } from './keeping.js';
import { budgetLines } from './plan-ties.js';
import { text } from './texts.js';

/** Lines of the budget with what is set aside for activities: entered by a budget officer, within what there is. */
export async function loadMoney(officer: ServiceClient, plan: ReadonlyMap<string, string>): Promise<number> {
  const keeping = new Keeping(officer);
  for (const { code, title, unit, year, amount, allocations } of budgetLines) {
    const [periodStart, periodEnd] = [`${year}-01-01`, `${year}-12-31`];
    const about = { code, title: text(`${title} (example)`), owningUnit: unit, currency: 'CHF', amount };
    const isMeant = (line: { code: string }) => line.code === code;
    const line = await keeping.ensure<Thing & { code: string }>(`/budget-lines?unit=${unit}`, isMeant, {
      ...about,
      periodStart,
      periodEnd,
    });
    for (const [activity, share] of Object.entries(allocations)) {
      const activityId = plan.get(activity)!;
      const list = `/allocations?line=${line.id}&activity=${activityId}`;
      const allocation = { lineId: line.id, activityId, amount: share, on: periodStart };
      await keeping.ensure<Thing>(list, () => true, allocation);
    }
  }
  return keeping.created;
}
