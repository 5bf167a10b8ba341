import type { ServiceClient } from '../../local/service-client.js';
import { Keeping, type Thing } from './keeping.js';
import { loadMoney } from './load-money.js';
import { loadOrigins } from './load-origins.js';
import { initiatives, loadPlan, risk } from './load-plan.js';
import { loadTaskForce } from './load-task-force.js';
import { recommendations } from './origins.js';
import { demoBaseline, evidenceRules } from './plan-ties.js';

/** A client that speaks for somebody: subject, unit, role. */
export type Speaking = (subject: string, unit: string, role: string) => Promise<ServiceClient>;

/** What is in the roadmap of the demonstration, and how much of it was new. */
export interface LoadedRoadmap {
  readonly recommendations: number;
  readonly milestones: number;
  readonly created: number;
}

/** Loads the demonstration's roadmap through the API, as the persons who would. What is there already stays as it is. */
export async function loadRoadmap(as: Speaking): Promise<LoadedRoadmap> {
  const keeping = new Keeping(await as('demo-secretariat', 'BDT', 'coordinator'));
  const origins = await loadOrigins(keeping);
  await loadTaskForce(keeping);
  const plan = await loadPlan({ keeping, confirming: await as('demo-confirming', 'GS', 'coordinator') }, origins);
  const { item, ...about } = risk;
  await keeping.ensure<Thing>(
    `/risks?item=${plan.get(item)}`,
    () => true,
    { itemId: plan.get(item), ...about },
    '/risks',
  );
  for (const { milestone, ...rule } of evidenceRules) {
    const milestoneId = plan.get(milestone)!;
    await keeping.ensure<Thing>(`/evidence-rules?milestoneId=${milestoneId}`, () => true, { milestoneId, ...rule });
  }
  const money = await loadMoney(await as('demo-budget', 'BDT', 'budget-officer'), plan);
  const isTaken = ({ name }: { name: string }) => name === demoBaseline.name;
  await keeping.ensure<{ id: string; name: string }>('/baselines', isTaken, demoBaseline);
  return {
    recommendations: recommendations.length,
    milestones: initiatives.flatMap(({ activities }) => activities.flatMap(({ milestones }) => milestones)).length,
    created: keeping.created + money,
  };
}
