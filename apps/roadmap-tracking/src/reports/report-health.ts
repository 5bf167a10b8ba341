import { type Health, type HealthGround, healthOfPlan } from '../health/plan-health.js';
import { calendarOf } from '../schedule/plan-network.query.js';
import { scheduleOf } from '../schedule/schedule.js';
import type { HealthPart, HealthReason, HealthStatus } from './report-content.js';
import type { PlanRow, ReportFacts } from './report-facts.query.js';

const worstFirst: readonly HealthStatus[] = ['red', 'amber', 'green'];

/** The health of everything at the end of a day, as the plan itself judges it; of what is cancelled there is none. */
export function healthPartsOf(
  rows: readonly PlanRow[],
  { dependencies, calendar, rules }: ReportFacts,
  asOf: string,
): ReadonlyMap<string, HealthPart> {
  const byCode = [...rows].sort((a, b) => (a.code < b.code ? -1 : 1));
  const plan = {
    items: new Map(byCode.map((row) => [row.id, row])),
    schedule: scheduleOf(rows, dependencies, calendarOf(calendar), asOf),
    today: asOf,
  };
  const found = healthOfPlan(plan, { rules, ...groundOf(rows, asOf) });
  return new Map([...found].map(([id, health]) => [id, partOf(health)]));
}

function groundOf(rows: readonly PlanRow[], asOf: string): Omit<HealthGround, 'rules'> {
  const known = <Value>(valueOf: (row: PlanRow) => Value | null): Map<string, Value> =>
    new Map(
      rows.flatMap((row) => {
        const value = valueOf(row);
        return value === null ? [] : [[row.id, value] as const];
      }),
    );
  const missed = new Map<string, number>();
  for (const row of rows.filter((row) => isMissed(row, asOf))) {
    for (const id of [row.id, row.parentId]) if (id !== null) missed.set(id, (missed.get(id) ?? 0) + 1);
  }
  return {
    spent: known(({ spentShare }) => spentShare),
    risks: known(({ riskScore }) => riskScore),
    progress: known(({ progress }) => progress),
    overrides: known(({ override }) => override),
    missed,
  };
}

const isMissed = (row: PlanRow, asOf: string): boolean =>
  row.kind === 'milestone' && row.state === 'planned' && (row.forecastFinish ?? row.plannedFinish!) < asOf;

/** What it says of itself, and of the item whose health it has; what is well needs no reason. */
function partOf({ status, parts, because, override }: Health): HealthPart {
  const reasons = parts
    .filter((part) => part.status !== 'green')
    .map(({ measure, status, value, threshold }): HealthReason => ({ code: measure, status, value, threshold }));
  reasons.sort((a, b) => worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status) || (a.code < b.code ? -1 : 1));
  const said: HealthReason[] =
    override === null
      ? []
      : [{ code: 'override', status: override.status, reason: override.reason, expiresOn: override.expiresOn }];
  return { status, because: because?.code ?? null, reasons: [...said, ...reasons] };
}
