import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './builders.js';
import { givenActivity } from './plan.js';
import { budgetOfficer } from './roadmap-app.js';

let count = 0;

/** The body that opens a line: 1,000 Swiss francs of BDT for 2027. */
export const aBudgetLine = (about: object = {}): object => {
  count += 1;
  const period = { periodStart: '2027-01-01', periodEnd: '2027-12-31' };
  return {
    code: `L${count}`,
    title: inEnglish(`Line ${count}`),
    owningUnit: 'BDT',
    ...period,
    currency: 'CHF',
    amount: '1000.00',
    ...about,
  };
};

export interface GivenLine {
  readonly id: string;
  readonly code: string;
  readonly version: number;
}

export async function givenLine(app: ServiceApp, about: object = {}): Promise<GivenLine> {
  const { status, body, text } = await app.post('/budget-lines', aBudgetLine(about), { as: budgetOfficer });
  if (status !== 201) throw new Error(text);
  return body as GivenLine;
}

export interface GivenAllocation {
  readonly id: string;
  readonly lineId: string;
  readonly activityId: string;
}

/** What an activity is given on the first of March; of a line and to an activity of its own unless told. */
export async function givenAllocation(
  app: ServiceApp,
  amount: string,
  about: { lineId?: string; activityId?: string; on?: string } = {},
): Promise<GivenAllocation> {
  const lineId = about.lineId ?? (await givenLine(app)).id;
  const activityId = about.activityId ?? (await givenActivity(app)).id;
  const body = { lineId, activityId, amount, on: about.on ?? '2027-03-01' };
  const answer = await app.post('/allocations', body, { as: budgetOfficer });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body as GivenAllocation;
}

/** Whether the sums that lines and allocations carry are those of the ledger: the rows that differ. */
export function differencesFromLedger(app: ServiceApp): Promise<object[]> {
  const sum = (more: string, less = `''`): string =>
    `coalesce(sum(CASE WHEN kind IN (${more}) THEN entry.amount WHEN kind IN (${less}) THEN -entry.amount END), 0)`;
  const given = [
    sum(`'allocation'`, `'release'`),
    sum(`'commitment'`, `'decommitment'`),
    sum(`'actual', 'correction'`),
  ];
  return app.database.dataSource.query(`
    SELECT line.id FROM budget_line line LEFT JOIN budget_entry entry ON entry.line_id = line.id GROUP BY line.id
    HAVING (line.amount, line.allocated, line.committed, line.spent)
           IS DISTINCT FROM (${sum(`'opening', 'transfer-in'`, `'transfer-out'`)}, ${given.join(', ')})
    UNION ALL
    SELECT held.id FROM budget_allocation held LEFT JOIN budget_entry entry ON entry.allocation_id = held.id GROUP BY held.id
    HAVING (held.amount, held.committed, held.spent) IS DISTINCT FROM (${given.join(', ')})`);
}
