import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, isText, pageOf } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { listed } from '@capdev/service-frame/lists';
import type { LanguagePreference } from '@capdev/service-kit';
import {
  type BudgetPage,
  type BudgetQueryInput,
  budgetLineSums,
  budgetSums,
  type LineSumsRecord,
  type SumsRecord,
} from './budget.dto.js';
import { ledgerSums } from './ledger.query.js';

const sums = Object.entries(ledgerSums)
  .map(([name, sum]) => `(${sum})::numeric(30, 2)::text AS ${name}`)
  .join(', ');
const entries = `
  FROM budget_line line JOIN budget_entry entry ON entry.line_id = line.id AND dated_on <= $1::date
 WHERE $1::date BETWEEN period_start AND period_end AND ($2::text IS NULL OR currency = $2)`;
const perCurrency = {
  name: 'budget-per-currency',
  text: `SELECT currency, ${sums} ${entries} GROUP BY currency ORDER BY currency`,
};
const perLine = {
  name: 'budget-per-line',
  text: `SELECT line.id AS "lineId", code, title, owning_unit AS "owningUnit", currency, ${sums} ${entries}
            AND ($3::text IS NULL OR code > $3) GROUP BY line.id ORDER BY code LIMIT $4`,
};

/** Reads the budget as at a day, from the ledger. */
@Injectable()
export class BudgetQuery {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async asAt(query: BudgetQueryInput, languages: LanguagePreference, address: string): Promise<BudgetPage> {
    const { after, limit, currency = null, on = this.clock.today() } = query;
    const scope = JSON.stringify(['budget', on, currency]);
    const [last = null] = after === undefined ? [] : decodeCursor(after, scope, [isText]);
    const [totals, rows] = await Promise.all([
      this.database.query<SumsRecord>(perCurrency, [on, currency]),
      this.database.query<LineSumsRecord>(perLine, [on, currency, last, limit + 1]),
    ]);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      limit,
      (row) => budgetLineSums(row, speaker),
      (row) => encodeCursor([row.code], scope),
    );
    return speaker.done({ on, totals: totals.map(budgetSums), ...listed(page, address) } as BudgetPage);
  }
}
