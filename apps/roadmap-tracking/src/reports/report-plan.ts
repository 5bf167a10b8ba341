import { itemKinds } from '../plan/item-kind.js';
import { calendarDaysBetween, daysAfter } from '../schedule/working-days.js';
import type { HealthPart, PlanItemPart, PlanPart, PlanState, Span } from './report-content.js';
import type { PlanRow } from './report-facts.query.js';

const dueWithinDays = 90;

/** The plan as it stood at the end of a day: what began, finished or was reached only later, had not yet. */
export function rowOn(row: PlanRow, asOf: string): PlanRow {
  const actualStart = until(row.actualStart, asOf);
  const actualFinish = until(row.actualFinish, asOf);
  const state = row.state === 'cancelled' ? 'cancelled' : stateOf({ ...row, actualStart, actualFinish });
  const undone = row.kind === 'milestone' ? 0 : actualStart === null ? 0 : row.progress;
  return {
    ...row,
    state,
    actualStart,
    actualFinish,
    progress: actualFinish === null && row.progress !== null ? undone : row.progress,
  };
}

const until = (day: string | null, asOf: string): string | null => (day !== null && day <= asOf ? day : null);

function stateOf({ kind, actualStart, actualFinish }: PlanRow): string {
  if (kind === 'milestone') return actualFinish === null ? 'planned' : 'reached';
  if (actualFinish !== null) return 'completed';
  return actualStart === null ? 'planned' : 'in-progress';
}

/** @param rows as they stood at the end of the day */
export function planPartOf(
  rows: readonly PlanRow[],
  { asOf, periodStart }: { asOf: string; periodStart: string },
  healthOf: (row: PlanRow) => HealthPart | null,
): PlanPart {
  const initiatives = new Map(rows.filter(({ kind }) => kind === 'initiative').map((row) => [row.id, row]));
  const items = rows.map((row) => {
    const initiative = initiatives.get(row.initiativeId)!;
    const whole = row.kind === 'initiative' ? spannedBy(row, rows) : row;
    return { ...itemPart(whole, asOf), initiative: initiative.code, health: healthOf(row) };
  });
  items.sort(inOrder);
  const milestones = items.filter(({ kind }) => kind === 'milestone');
  const count = (state: PlanState): number => milestones.filter((item) => item.state === state).length;
  return {
    dueWithinDays,
    milestones: {
      reached: count('reached'),
      reachedInPeriod: milestones.filter(({ actual }) => actual.finish !== null && actual.finish >= periodStart).length,
      missed: count('missed'),
      due: count('due'),
      planned: count('planned'),
    },
    items,
  };
}

function itemPart(row: PlanRow, asOf: string): Omit<PlanItemPart, 'initiative' | 'health'> {
  const { id, kind, code, title, owningUnit, deadline, progress } = row;
  const expected = row.actualFinish ?? row.forecastFinish ?? row.plannedFinish;
  const { baselineFinish } = row;
  return {
    ...{ id, kind, code, title, owningUnit, deadline, progress },
    state: kind === 'milestone' && row.state === 'planned' ? milestoneState(expected!, asOf) : (row.state as PlanState),
    baseline: spanOf(row.baselineStart, baselineFinish),
    planned: spanOf(row.plannedStart, row.plannedFinish),
    forecast: spanOf(
      row.forecastStart ?? (row.forecastFinish && (row.actualStart ?? row.plannedStart)),
      row.forecastFinish,
    ),
    actual: { start: row.actualStart, finish: row.actualFinish },
    varianceDays: baselineFinish === null || expected === null ? null : calendarDaysBetween(baselineFinish, expected),
  };
}

/** Of a milestone that is not reached: its day is the forecast one, else the planned one. */
function milestoneState(expected: string, asOf: string): PlanState {
  if (expected < asOf) return 'missed';
  return expected <= daysAfter(asOf, dueWithinDays) ? 'due' : 'planned';
}

const spanOf = (start: string | null, finish: string | null): Span | null =>
  start === null || finish === null ? null : { start, finish };

/** An initiative has no days of its own: it spans what belongs to it. */
function spannedBy(initiative: PlanRow, rows: readonly PlanRow[]): PlanRow {
  const parts = rows.filter(
    ({ kind, initiativeId, state }) => kind !== 'initiative' && initiativeId === initiative.id && state !== 'cancelled',
  );
  const first = (days: readonly (string | null)[]): string | null => known(days)[0] ?? null;
  const last = (days: readonly (string | null)[]): string | null => known(days).at(-1) ?? null;
  const plannedFinish = last(parts.map((part) => part.plannedFinish));
  const expected = last(parts.map((part) => part.actualFinish ?? part.forecastFinish ?? part.plannedFinish));
  const moved = expected !== plannedFinish && initiative.actualFinish === null;
  return {
    ...initiative,
    plannedStart: first(parts.map((part) => part.plannedStart)),
    plannedFinish,
    forecastStart: moved
      ? first(parts.map((part) => part.actualStart ?? part.forecastStart ?? part.plannedStart))
      : null,
    forecastFinish: moved ? expected : null,
    baselineStart: first(parts.map((part) => part.baselineStart)),
    baselineFinish: last(parts.map((part) => part.baselineFinish)),
  };
}

const known = (days: readonly (string | null)[]): string[] => days.filter((day) => day !== null).sort();

/** Initiative by initiative; in each what begins first, and milestones after the activities. */
function inOrder(a: PlanItemPart, b: PlanItemPart): number {
  const key = ({ initiative, kind, planned, code }: PlanItemPart) =>
    [initiative, String(itemKinds.indexOf(kind)), kind === 'initiative' ? '' : (planned?.start ?? ''), code] as const;
  const [one, other] = [key(a), key(b)];
  const place = one.findIndex((part, index) => part !== other[index]);
  return place < 0 ? 0 : one[place]! < other[place]! ? -1 : 1;
}
