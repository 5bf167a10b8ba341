import type { Speaker } from '@capdev/service-frame/fields';
import { costVariance, later } from '../baselines/variance.js';
import { healthGroundOf } from '../health/health-ground.query.js';
import { type Health, healthOfPlan } from '../health/plan-health.js';
import { calendarOf, type ScheduledPlan } from '../schedule/plan-network.query.js';
import { scheduleOf } from '../schedule/schedule.js';
import type { BaselineItem, DocumentItem, PlanDocumentRow } from './plan-document.query.js';
import type { PlanDocumentResponse, PlanItemResponse, PlanQuery } from './plan.dto.js';

interface Ground extends ScheduledPlan {
  readonly row: PlanDocumentRow;
  readonly health: ReadonlyMap<string, Health>;
  /** What is directly below an item … */
  readonly children: ReadonlyMap<string, DocumentItem[]>;
  /** … and all that is in an initiative and not cancelled. */
  readonly inside: ReadonlyMap<string, DocumentItem[]>;
  readonly waitsFor: ReadonlyMap<string, PlanDocumentRow['dependencies']>;
  readonly before: ReadonlyMap<string, BaselineItem>;
  readonly insideBefore: ReadonlyMap<string, BaselineItem[]>;
}

/** The plan as one document: every initiative, with its activities, their milestones, and its own milestones behind it. */
export function planDocument(
  row: PlanDocumentRow,
  today: string,
  query: PlanQuery,
  speaker: Speaker,
): PlanDocumentResponse {
  const schedule = scheduleOf(row.items, row.dependencies, calendarOf(row), today);
  const plan = { items: new Map(row.items.map((item) => [item.id, item])), schedule, today };
  const ground: Ground = {
    ...{ ...plan, row, health: healthOfPlan(plan, healthGroundOf(row)) },
    children: grouped(
      row.items.filter(({ parentId }) => parentId !== null),
      ({ parentId }) => parentId!,
    ),
    inside: grouped(row.items.filter(isWork), ({ initiativeId }) => initiativeId),
    waitsFor: grouped(row.dependencies, ({ successorId }) => successorId),
    before: new Map(row.baselineItems.map((item) => [item.id, item])),
    insideBefore: grouped(row.baselineItems.filter(isWork), ({ initiativeId }) => initiativeId),
  };
  const shown = inTreeOrder(ground).filter(shownBy(query, ground));
  const items = shown.map((item) => itemResponse(item, ground, speaker));
  return {
    ...{ asOf: today, revision: row.revision, end: schedule.end, criticalPath: schedule.criticalPath() },
    baseline: row.baseline,
    items,
    removed: removedSince(query, ground, speaker),
  };
}

const isWork = ({ kind, state }: { kind: string; state: string }): boolean =>
  kind !== 'initiative' && state !== 'cancelled';

function inTreeOrder({ row, children }: Ground): DocumentItem[] {
  const ordered: DocumentItem[] = [];
  const add = (item: DocumentItem): void => {
    ordered.push(item);
    const inside = children.get(item.id) ?? [];
    for (const kind of ['activity', 'milestone']) for (const child of inside) if (child.kind === kind) add(child);
  };
  for (const item of row.items) if (item.parentId === null) add(item);
  return ordered;
}

/** A unit sees what it answers for, and what that is a part of. */
function shownBy({ initiative, unit }: PlanQuery, { children }: Ground): (item: DocumentItem) => boolean {
  const isOf = (item: DocumentItem): boolean =>
    unit === undefined || item.owningUnit === unit || (children.get(item.id) ?? []).some(isOf);
  return (item) => (initiative === undefined || item.initiativeId === initiative) && isOf(item);
}

function itemResponse(item: DocumentItem, ground: Ground, speaker: Speaker): PlanItemResponse {
  const { id, kind, code, parentId, initiativeId, owningUnit, focalPoint, state, version } = item;
  const { row, health, waitsFor } = ground;
  return {
    ...{
      id,
      kind,
      code,
      parentId,
      initiativeId,
      title: speaker.say(item.title),
      owningUnit,
      focalPoint,
      state,
      version,
    },
    planned: plannedDays(item, ground.inside),
    forecast: { start: item.forecastStart, finish: item.forecastFinish },
    actual: { start: item.actualStart, finish: item.actualFinish },
    deadline: item.deadline,
    schedule: ground.schedule.placementOf(id) ?? rolledUp(item, ground),
    health: health.get(id) ?? null,
    progress: kind === 'initiative' ? progressOf(item, ground) : (item.progress ?? 0),
    cost: row.costs[id] ?? {},
    dependsOn: (waitsFor.get(id) ?? []).map(({ id, predecessorId, kind, lagDays }) => ({
      id,
      predecessorId,
      kind,
      lagDays,
    })),
    evidence: kind === 'milestone' ? (row.evidence[id] ?? { proposed: 0, confirmed: 0 }) : null,
    baseline: row.baseline === null ? null : comparison(item, ground),
  };
}

/** An initiative lies from the first day to the last of what is in it, and has the least slack of it. */
function rolledUp(item: DocumentItem, ground: Ground): PlanItemResponse['schedule'] {
  if (item.kind !== 'initiative') return null;
  const placements = (ground.inside.get(item.id) ?? []).map(({ id }) => ground.schedule.placementOf(id)!);
  if (placements.length === 0) return null;
  const slacks = placements.flatMap(({ slackDays }) => slackDays ?? []);
  return {
    earliestStart: least(placements.map(({ earliestStart }) => earliestStart)),
    earliestFinish: most(placements.map(({ earliestFinish }) => earliestFinish)),
    latestStart: least(placements.map(({ latestStart }) => latestStart)),
    latestFinish: most(placements.map(({ latestFinish }) => latestFinish)),
    slackDays: slacks.length === 0 ? null : Math.min(...slacks),
    critical: placements.some(({ critical }) => critical),
  };
}

const least = (days: readonly string[]): string => days.reduce((a, b) => (a < b ? a : b));
const most = (days: readonly string[]): string => days.reduce((a, b) => (a > b ? a : b));

interface Days {
  readonly start: string | null;
  readonly finish: string | null;
}
type Planned = Pick<BaselineItem, 'id' | 'kind' | 'plannedStart' | 'plannedFinish'>;

/** An initiative is planned from the first day to the last of what is in it. */
function plannedDays({ id, kind, plannedStart, plannedFinish }: Planned, inside: ReadonlyMap<string, Planned[]>): Days {
  if (kind !== 'initiative') return { start: plannedStart, finish: plannedFinish };
  const parts = inside.get(id) ?? [];
  if (parts.length === 0) return { start: null, finish: null };
  return {
    start: least(parts.map((part) => part.plannedStart!)),
    finish: most(parts.map((part) => part.plannedFinish!)),
  };
}

/** Of an initiative: that of its activities, each as heavy as the working days that it was planned to take. */
function progressOf(item: DocumentItem, ground: Ground): number | null {
  let [done, all] = [0, 0];
  for (const activity of ground.inside.get(item.id) ?? []) {
    if (activity.kind !== 'activity') continue;
    const days = Math.max(1, ground.schedule.calendar.duration(activity.plannedStart!, activity.plannedFinish!));
    done += days * (activity.progress ?? 0);
    all += days;
  }
  return all === 0 ? null : Math.round(done / all);
}

function comparison(item: DocumentItem, ground: Ground): PlanItemResponse['baseline'] {
  const before = ground.before.get(item.id);
  if (!before) return { added: true, planned: null, cost: {}, variance: null };
  const { start, finish } = plannedDays(before, ground.insideBefore);
  const { cost } = before;
  const { calendar } = ground.schedule;
  const now = ground.schedule.placementOf(item.id) ?? rolledUp(item, ground);
  const [starts, finishes] = [later(start, now?.earliestStart, calendar), later(finish, now?.earliestFinish, calendar)];
  const allocated = Object.entries(ground.row.costs[item.id] ?? {}).map(([currency, cost]) => [
    currency,
    cost.allocated,
  ]);
  const costs = costVariance(cost, Object.fromEntries(allocated));
  return {
    ...{ added: false, planned: { start, finish }, cost },
    variance: {
      startCalendarDays: starts.calendarDays,
      finishCalendarDays: finishes.calendarDays,
      finishWorkingDays: finishes.workingDays,
      cost: Object.fromEntries(costs.map(({ currency, difference }) => [currency, difference])),
    },
  };
}

/** What the baseline had and the plan has no more: items are not deleted, they are cancelled. */
function removedSince({ initiative, unit }: PlanQuery, { before, items }: Ground, speaker: Speaker) {
  return [...before.values()]
    .filter(({ id, state }) => state !== 'cancelled' && (items.get(id)?.state ?? 'cancelled') === 'cancelled')
    .filter(
      (item) =>
        (initiative === undefined || item.initiativeId === initiative) &&
        (unit === undefined || item.owningUnit === unit),
    )
    .map(({ id, kind, code, title, owningUnit, plannedStart, plannedFinish, cost }) => ({
      ...{ id, kind, code, title: speaker.say(title), owningUnit, cost },
      planned: { start: plannedStart, finish: plannedFinish },
    }));
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
