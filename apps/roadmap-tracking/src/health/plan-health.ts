import type { PlannedItem, ScheduledPlan } from '../schedule/plan-network.query.js';
import { type HealthStatus, isWorse, type Judgement, judged, type Rule, sentenceOf, worstOf } from './verdict.js';

/** What health is judged by besides the schedule. */
export interface HealthGround {
  readonly rules: readonly Rule[];
  /** Of each item: the share of its money that is spent, in per cent; of several currencies the highest. */
  readonly spent: ReadonlyMap<string, number>;
  /** The gravest open risk of each item. */
  readonly risks: ReadonlyMap<string, number>;
  readonly progress: ReadonlyMap<string, number>;
  readonly missed: ReadonlyMap<string, number>;
  readonly overrides: ReadonlyMap<string, ActiveOverride>;
}

export interface ActiveOverride {
  readonly id: string;
  readonly status: HealthStatus;
  readonly reason: string;
  readonly expiresOn: string;
}

/** How an item is, and why. */
export interface Health {
  /** What holds: what somebody has said while that lasts, else what the measures tell. */
  readonly status: HealthStatus;
  readonly sentence: string;
  /** What the measures tell. */
  readonly computed: HealthStatus;
  readonly parts: readonly Judgement[];
  /** The item inside an initiative whose status it has; null for its own. */
  readonly because: { readonly id: string; readonly code: string } | null;
  readonly override: ActiveOverride | null;
}

type Verdict = Pick<Health, 'computed' | 'sentence' | 'parts' | 'because'>;

/** The health of everything in the plan that is not cancelled. */
export function healthOfPlan(plan: ScheduledPlan, ground: HealthGround): Map<string, Health> {
  const found = new Map<string, Health>();
  const inside = new Map<string, PlannedItem[]>();
  for (const item of plan.items.values()) {
    if (item.kind === 'initiative' || item.state === 'cancelled') continue;
    found.set(item.id, overridden(verdictOf(item, plan, ground), ground.overrides.get(item.id)));
    const siblings = inside.get(item.initiativeId);
    if (siblings) siblings.push(item);
    else inside.set(item.initiativeId, [item]);
  }
  for (const item of plan.items.values()) {
    if (item.kind !== 'initiative' || item.state === 'cancelled') continue;
    const own = worstFirst(partsOf(item, plan, ground), 'Nothing in it is late, over its money or in danger.');
    const verdict = ofInitiative(own, inside.get(item.id) ?? [], found);
    found.set(item.id, overridden(verdict, ground.overrides.get(item.id)));
  }
  return found;
}

/** What is done is past harm: it is green, and says how it came out. */
function verdictOf(item: PlannedItem, plan: ScheduledPlan, ground: HealthGround): Verdict {
  const parts = partsOf(item, plan, ground);
  if (item.actualFinish === null) return worstFirst(parts, 'No measure reaches amber.');
  const green = parts.map((part): Judgement => ({ ...part, status: 'green' }));
  return { computed: 'green', sentence: `Finished on ${item.actualFinish}.`, parts: green, because: null };
}

function worstFirst(parts: readonly Judgement[], allWell: string): Verdict {
  const worst = worstOf(parts);
  if (worst === undefined || worst.status === 'green') {
    return { computed: 'green', sentence: allWell, parts, because: null };
  }
  return { computed: worst.status, sentence: sentenceOf(worst), parts, because: null };
}

/** Worst wins; of several that are equally bad, the first by code, after what the initiative has of its own. */
function ofInitiative(own: Verdict, items: readonly PlannedItem[], found: ReadonlyMap<string, Health>): Verdict {
  const worst = worstOf(items.map(({ id, code }) => ({ id, code, ...found.get(id)! })));
  if (worst === undefined || !isWorse(worst.status, own.computed)) return own;
  const { id, code, status, sentence, parts } = worst;
  return { computed: status, sentence: `Because of ${code}: ${sentence}`, parts, because: { id, code } };
}

function overridden(verdict: Verdict, override: ActiveOverride | undefined): Health {
  if (!override) return { ...verdict, status: verdict.computed, override: null };
  const { status, reason, expiresOn } = override;
  const said = `Set to ${status} until ${expiresOn}: ${reason}`;
  const computed = `By its measures it is ${verdict.computed}: ${verdict.sentence}`;
  return { ...verdict, status, sentence: `${said}${/[.!?]$/.test(reason) ? '' : '.'} ${computed}`, override };
}

function partsOf(item: PlannedItem, plan: ScheduledPlan, ground: HealthGround): Judgement[] {
  const values = measured(item, plan, ground);
  return ground.rules.flatMap((rule) => {
    const value = values[rule.measure];
    return value === undefined ? [] : judged(rule, value);
  });
}

/** What can be said of an item: an initiative has its own risks, what is done nothing but how it came out. */
function measured(
  item: PlannedItem,
  { schedule, today }: ScheduledPlan,
  ground: HealthGround,
): Partial<Record<Rule['measure'], number>> {
  const { id, plannedFinish } = item;
  const risk = { 'risk-score': ground.risks.get(id) ?? 0 };
  const placement = schedule.placementOf(id);
  if (!placement || plannedFinish === null) return risk;
  const variance = { 'finish-variance': schedule.calendar.variance(plannedFinish, placement.earliestFinish) };
  if (item.actualFinish !== null) return variance;
  const spent = ground.spent.get(id);
  return {
    ...variance,
    ...risk,
    'days-overdue': Math.max(0, schedule.calendar.variance(plannedFinish, today)),
    slack: placement.slackDays!,
    ...(spent !== undefined && { 'spending-ahead': spent - (ground.progress.get(id) ?? 0) }),
    'milestones-missed': ground.missed.get(id) ?? 0,
  };
}
