import type { ServiceClient } from '../../local/service-client.js';
import type { Keeping, Thing } from './keeping.js';
import type { Origins } from './load-origins.js';
import { academy } from './plan-academy.js';
import { centres } from './plan-centres.js';
import { partners } from './plan-partners.js';
import type { DemoActivity, DemoInitiative, DemoMilestone } from './plan-parts.js';
import { dependencies } from './plan-ties.js';
import { exampleNote, text } from './texts.js';

export const initiatives: readonly DemoInitiative[] = [academy, centres, partners];

interface Item extends Thing {
  readonly code: string;
  readonly state: string;
  readonly progress?: number;
}

/** Those who enter the plan, and those who confirm what others say. */
export interface Planners {
  readonly keeping: Keeping;
  readonly confirming: ServiceClient;
}

/** The plan with how far it is; identifiers by code. What a unit has changed since stays as the unit has it. */
export async function loadPlan(planners: Planners, origins: Origins): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const initiative of initiatives) await loadInitiative(planners, initiative, origins, ids);
  for (const [predecessor, kind, successor, lagDays] of dependencies) {
    const [predecessorId, successorId] = [ids.get(predecessor)!, ids.get(successor)!];
    await planners.keeping.ensure<Thing & { predecessorId: string; successorId: string; kind: string }>(
      `/dependencies?item=${predecessorId}`,
      (one) => one.predecessorId === predecessorId && one.successorId === successorId && one.kind === kind,
      { predecessorId, successorId, kind, lagDays },
    );
  }
  return ids;
}

async function loadInitiative(
  planners: Planners,
  { code, title, description, unit, startedOn, activities, ...follows }: DemoInitiative,
  { recommendations, goals }: Origins,
  ids: Map<string, string>,
): Promise<void> {
  const { keeping } = planners;
  const { id, state } = await itemOf(keeping, 'initiatives', code, {
    title,
    description,
    owningUnit: unit,
    recommendationIds: follows.recommendations.map((reference) => recommendations.get(reference)!),
    goalIds: follows.goals.flatMap((key) => goals.get(key) ?? []),
  });
  ids.set(code, id);
  if (state === 'planned') await keeping.act(`/initiatives/${id}`, 'start', { on: startedOn });
  for (const activity of activities) await loadActivity(planners, activity, id, ids);
}

async function loadActivity(
  planners: Planners,
  { code, title, unit, startedOn, completedOn, percent, milestones, ...days }: DemoActivity,
  initiativeId: string,
  ids: Map<string, string>,
): Promise<void> {
  const { keeping } = planners;
  const about = { title, description: exampleNote, owningUnit: unit, ...days };
  const { id, state } = await itemOf(keeping, 'activities', code, { initiativeId, ...about });
  ids.set(code, id);
  const path = `/activities/${id}`;
  if (state === 'planned' && startedOn) await keeping.act(path, 'start', { on: startedOn });
  for (const milestone of milestones) await loadMilestone(planners, milestone, { id, unit }, ids);
  const { body } = await keeping.client.get<Item>(path);
  if (body.state !== 'in-progress') return;
  if (completedOn) await keeping.act(path, 'completion', { on: completedOn });
  else if (percent && body.progress === 0) await keeping.act(path, 'progress', { percent });
}

async function loadMilestone(
  { keeping, confirming }: Planners,
  { code, title, note, reachedOn, ...days }: DemoMilestone,
  activity: { readonly id: string; readonly unit: string },
  ids: Map<string, string>,
): Promise<void> {
  const about = { activityId: activity.id, title, description: note, owningUnit: activity.unit, ...days };
  const { id, state } = await itemOf(keeping, 'milestones', code, about);
  ids.set(code, id);
  if (!reachedOn || !['planned', 'missed'].includes(state)) return;
  const path = `/milestones/${id}`;
  // Somebody else confirms what the first proposes, as it has to be.
  const evidence = await keeping.ensure<Thing & { kind: string; state: string }>(
    `${path}/evidence`,
    ({ kind, state }) => kind === 'link' && ['proposed', 'confirmed'].includes(state),
    { kind: 'link', title: `Example of evidence for ${code}`, url: `https://example.org/roadmap/${code}` },
  );
  if (evidence.state === 'proposed') await keeping.act(`/evidence/${evidence.id}`, 'confirmation', {}, confirming);
  await keeping.act(path, 'reaching', { on: reachedOn });
}

function itemOf(keeping: Keeping, kind: string, code: string, about: object): Promise<Item> {
  return keeping.ensure<Item>(`/${kind}?code=${code}`, () => true, { code, ...about });
}

/** How it would be said that something threatens the plan. */
export const risk = {
  item: '1.7',
  title: text('Too few translators for six languages at once (example)'),
  likelihood: 3,
  impact: 4,
  response: 'reduce',
  measures: text('Example: translate the shortest courses first.'),
} as const;
