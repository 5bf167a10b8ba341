import type { Transaction } from '@capdev/persistence';
import { ledgerSums } from '../budget/ledger.query.js';
import type {
  ActionPointPart,
  BaselinePart,
  BudgetLinePart,
  BudgetTotal,
  ConcernPart,
  DecisionPart,
  RecommendationPart,
  RiskPart,
  SourcePart,
} from './report-content.js';
import type { ActiveOverride } from '../health/plan-health.js';
import type { Rule } from '../health/verdict.js';
import type { PlannedItem } from '../schedule/plan-network.query.js';
import type { ScheduledDependency } from '../schedule/schedule.js';

/** An item with its present days, and those that it had in the baseline. */
export interface PlanRow extends PlannedItem {
  readonly progress: number | null;
  readonly baselineStart: string | null;
  readonly baselineFinish: string | null;
  /** The share of its money that is spent, in per cent; of several currencies the highest. */
  readonly spentShare: number | null;
  readonly riskScore: number | null;
  readonly override: ActiveOverride | null;
  /** Of a milestone: the activity that it closes. */
  readonly parentId: string | null;
}

/** Everything that a report is made of, as the database tells it, of one moment. */
export interface ReportFacts {
  readonly baseline: BaselinePart | null;
  readonly sources: SourcePart[];
  readonly recommendations: (Omit<RecommendationPart, 'concerns'> & { readonly concerns: ConcernPart[] })[];
  readonly plan: PlanRow[];
  readonly dependencies: ScheduledDependency[];
  readonly calendar: { readonly weekdays: number[]; readonly daysOff: { readonly day: string }[] };
  readonly rules: Rule[];
  readonly budgetLines: Omit<BudgetLinePart, 'withinCeiling'>[];
  readonly budgetTotals: BudgetTotal[];
  readonly decisions: DecisionPart[];
  readonly actionPoints: ActionPointPart[];
  readonly risks: RiskPart[];
}

/** For the day, from the beginning of the period, against a baseline. */
export interface Asked {
  readonly asOf: string;
  readonly periodStart: string;
  readonly baselineId: string | null;
}

const mostRisks = 10;

// $1 is the day, $2 the first day of the period, $3 the baseline. What has a day of its own counts by it, whenever it was
// written down; what has none, by the day on which it was.
const writtenBy = (table: string) => `${table}.created_at < ($1::date + 1)::timestamp AT TIME ZONE 'UTC'`;

const stepOf = (history: string, first: string) => `
  coalesce(
    (SELECT json_build_object('state', step.state, 'since', step.since)
       FROM recommendation_step step
      WHERE step.recommendation_id = recommendation.id AND step.history = '${history}' AND step.since <= $1
      ORDER BY step.since DESC, step.id DESC LIMIT 1),
    json_build_object('state', '${first}', 'since', NULL))`;

const amount = (sum: string) => `(${sum})::numeric(15, 2)::text`;
const sums = `${amount(ledgerSums.ceiling)} AS ceiling, ${amount(ledgerSums.allocated)} AS allocated,
  ${amount(ledgerSums.committed)} AS committed, ${amount(ledgerSums.spent)} AS spent`;
const lines = `
  budget_line line JOIN budget_entry entry ON entry.line_id = line.id AND entry.dated_on <= $1
  WHERE line.period_start <= $1 AND line.period_end >= $2`;

const parts: Readonly<Record<Exclude<keyof ReportFacts, 'baseline' | 'calendar'>, string>> = {
  sources: `
    SELECT id, kind, symbol, title, dated_on AS "datedOn",
           CASE WHEN comment_deadline IS NULL THEN 'not-invited' WHEN received > 0 THEN 'received'
                WHEN comments = 'none-received' AND comment_deadline < $1 THEN 'none-received' ELSE 'awaited' END AS comments,
           comment_deadline AS "commentDeadline", received AS "commentCount"
      FROM source, LATERAL (SELECT count(*)::int AS received FROM source_comment
                             WHERE source_id = source.id AND received_on <= $1) AS comment
     WHERE dated_on <= $1 ORDER BY dated_on, id`,
  recommendations: `
    SELECT recommendation.id, reference, recommendation.title, recommendation.owning_unit AS "owningUnit",
           source_id AS "sourceId", ${stepOf('acceptance', 'under-consideration')} AS acceptance,
           ${stepOf('implementation', 'not-started')} AS implementation,
           (SELECT coalesce(json_agg(concern ORDER BY "raisedOn", id), '[]')
              FROM (SELECT id, kind, raised_by AS "raisedBy", raised_on AS "raisedOn", text,
                           CASE WHEN answered_on <= $1 THEN answer END AS answer,
                           CASE WHEN answered_on <= $1 THEN answered_on END AS "answeredOn"
                      FROM concern
                     WHERE recommendation_id = recommendation.id AND raised_on <= $1) concern) AS concerns
      FROM recommendation JOIN source ON source.id = source_id
     WHERE source.dated_on <= $1 ORDER BY reference COLLATE "C"`,
  plan: `
    SELECT item.id, item.kind, item.code, item.title, item.owning_unit AS "owningUnit",
           item.initiative_id AS "initiativeId", item.state, item.planned_start AS "plannedStart",
           item.planned_finish AS "plannedFinish", item.forecast_start AS "forecastStart",
           item.forecast_finish AS "forecastFinish", item.actual_start AS "actualStart",
           item.actual_finish AS "actualFinish", item.deadline, item.progress,
           before.planned_start AS "baselineStart", before.planned_finish AS "baselineFinish",
           (SELECT max(round(100 * spent / nullif(allocated, 0)))::int
              FROM (SELECT ${ledgerSums.spent} AS spent, ${ledgerSums.allocated} AS allocated
                      FROM budget_entry entry JOIN budget_line line ON line.id = entry.line_id
                     WHERE entry.activity_id = item.id AND entry.dated_on <= $1 GROUP BY line.currency) money) AS "spentShare",
           (SELECT max(likelihood * impact) FROM risk
             WHERE risk.item_id = item.id AND risk.state = 'open' AND ${writtenBy('risk')}) AS "riskScore",
           (SELECT json_build_object('id', id, 'status', status, 'reason', reason, 'expiresOn', expires_on) FROM health_override
             WHERE health_override.item_id = item.id AND state = 'active' AND expires_on >= $1
               AND ${writtenBy('health_override')}) AS override,
           CASE WHEN item.kind = 'milestone' THEN nullif(item.parent_id, item.initiative_id) END AS "parentId"
      FROM plan_item item
      LEFT JOIN baseline_item before ON before.baseline_id = $3 AND before.item_id = item.id`,
  dependencies: `
    SELECT predecessor_id AS "predecessorId", successor_id AS "successorId", kind, lag_days AS "lagDays" FROM dependency`,
  rules: 'SELECT measure, worse, amber, red FROM health_rule',
  budgetLines: `
    SELECT line.id, line.code, line.title, line.owning_unit AS "owningUnit", line.currency,
           line.period_start AS "periodStart", line.period_end AS "periodEnd", ${sums}
      FROM ${lines} GROUP BY line.id ORDER BY line.code COLLATE "C"`,
  budgetTotals: `SELECT line.currency, ${sums} FROM ${lines} GROUP BY line.currency ORDER BY line.currency`,
  decisions: `
    SELECT decision.id, number, task_force.name AS "taskForce", title, adopted_on AS "adoptedOn"
      FROM decision JOIN task_force ON task_force.id = task_force_id
     WHERE adopted_on BETWEEN $2 AND $1 ORDER BY adopted_on, number, decision.id`,
  actionPoints: `
    SELECT id, title, owning_unit AS "owningUnit", due_on AS "dueOn", due_on < $1 AS overdue
      FROM action_point
     WHERE state <> 'cancelled' AND (done_on IS NULL OR done_on > $1) AND ${writtenBy('action_point')}
     ORDER BY due_on, id`,
  risks: `
    SELECT risk.id, item.code AS item, risk.title, risk.owning_unit AS "owningUnit", likelihood, impact, response,
           risk.state = 'occurred' AS occurred, measures
      FROM risk JOIN plan_item item ON item.id = risk.item_id
     WHERE risk.state <> 'closed' AND ${writtenBy('risk')}
     ORDER BY likelihood * impact DESC, impact DESC, item.code COLLATE "C", risk.id LIMIT ${mostRisks}`,
};

// One statement, so that all of it is of one moment.
const read = {
  name: 'report-facts',
  text: `
    SELECT (SELECT row_to_json(chosen) FROM (SELECT id, name, taken_on AS "takenOn" FROM baseline WHERE id = $3) chosen) AS baseline,
           (SELECT row_to_json(week) FROM (SELECT weekdays, days_off AS "daysOff" FROM working_calendar) week) AS calendar,
           ${Object.entries(parts)
             .map(([name, sql]) => `(SELECT coalesce(json_agg(part), '[]') FROM (${sql}) part) AS "${name}"`)
             .join(',\n')}
      FROM (SELECT $1::date, $2::date, $3::uuid) AS asked`,
};

/** Reads what a report is made of. */
export async function reportFacts(tx: Transaction, { asOf, periodStart, baselineId }: Asked): Promise<ReportFacts> {
  const [facts] = await tx.query<ReportFacts>(read, [asOf, periodStart, baselineId]);
  return facts!;
}
