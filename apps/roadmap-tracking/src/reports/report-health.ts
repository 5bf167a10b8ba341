import type { Measure } from '../health/measures.js';
import { calendarOf } from '../schedule/plan-network.query.js';
import { scheduleOf } from '../schedule/schedule.js';
import type { WorkingCalendar } from '../schedule/working-days.js';
import type { HealthPart, HealthReason, HealthStatus } from './report-content.js';
import type { HealthRuleRow, PlanRow, ReportFacts } from './report-facts.query.js';

const worstFirst: readonly HealthStatus[] = ['red', 'amber', 'green'];

/** The health of every item at the end of a day, by the rules of the bureau; of what is cancelled there is none. */
export function healthPartsOf(
  rows: readonly PlanRow[],
  { dependencies, calendar: week, rules }: ReportFacts,
  asOf: string,
): ReadonlyMap<string, HealthPart> {
  const calendar = calendarOf(week);
  const schedule = scheduleOf(rows, dependencies, calendar, asOf);
  const own = rows
    .filter(({ state }) => state !== 'cancelled')
    .map((row): readonly [PlanRow, HealthPart] => {
      const placement = schedule.placementOf(row.id);
      const expected = row.actualFinish ?? placement?.earliestFinish ?? null;
      const values = { ...measured(row, expected, asOf, calendar), slack: placement?.slackDays ?? undefined };
      const missed = row.kind === 'initiative' ? missedIn(row, rows, asOf) : isMissed(row, asOf) ? 1 : 0;
      return [row, judged({ ...values, 'milestones-missed': missed }, rules, row)];
    });
  return new Map(own.map(([row, health]) => [row.id, health]));
}

type Measured = Partial<Record<Measure, number | undefined>>;

function measured(row: PlanRow, expected: string | null, asOf: string, calendar: WorkingCalendar): Measured {
  const { plannedFinish, actualFinish, spentShare, progress, riskScore } = row;
  return {
    ...(plannedFinish !== null &&
      expected !== null && { 'finish-variance': calendar.variance(plannedFinish, expected) }),
    ...(plannedFinish !== null &&
      actualFinish === null &&
      plannedFinish < asOf && { 'days-overdue': calendar.variance(plannedFinish, asOf) }),
    ...(spentShare !== null && { 'spending-ahead': spentShare - (progress ?? 0) }),
    ...(riskScore !== null && { 'risk-score': riskScore }),
  };
}

const isMissed = (row: PlanRow, asOf: string): boolean =>
  row.kind === 'milestone' && row.state === 'planned' && (row.forecastFinish ?? row.plannedFinish!) < asOf;

const missedIn = ({ id }: PlanRow, rows: readonly PlanRow[], asOf: string): number =>
  rows.filter((row) => row.initiativeId === id && isMissed(row, asOf)).length;

/** The worst that a rule says; an override stands before all of them, and its reason with it. */
function judged(values: Measured, rules: readonly HealthRuleRow[], { override }: PlanRow): HealthPart {
  const reasons = rules.flatMap((rule): HealthReason[] => {
    const value = values[rule.measure];
    const status = value === undefined ? undefined : statusBy(rule, value);
    if (value === undefined || status === undefined) return [];
    return [{ code: rule.measure, status, value, threshold: rule[status] }];
  });
  reasons.sort((a, b) => worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status) || (a.code < b.code ? -1 : 1));
  if (override !== null) return { status: override.status, reasons: [{ code: 'override', ...override }, ...reasons] };
  return { status: reasons[0]?.status ?? 'green', reasons };
}

function statusBy({ worse, amber, red }: HealthRuleRow, value: number): 'amber' | 'red' | undefined {
  const reaches = (threshold: number): boolean => (worse === 'above' ? value >= threshold : value <= threshold);
  if (reaches(red)) return 'red';
  return reaches(amber) ? 'amber' : undefined;
}
