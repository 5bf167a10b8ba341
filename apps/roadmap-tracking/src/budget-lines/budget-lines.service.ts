import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, violatedConstraint } from '@capdev/persistence';
import { Clock, onceFor, patched } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import { BudgetBooks } from '../budget/budget-books.service.js';
import { enter } from '../budget/ledger.query.js';
import { amountIn, refuseCurrency } from '../budget/money.js';
import type { Permission } from '../roles.js';
import { BudgetLine } from './budget-line.entity.js';
import { BudgetLineCodeTaken } from './budget-line.errors.js';
import {
  BudgetLineInput,
  type BudgetLineResponse,
  budgetLineResponse,
  type NewBudgetLineInput,
} from './budget-lines.dto.js';

/** What may be done to lines of the existing budget. */
@Injectable()
export class BudgetLinesService {
  constructor(
    private readonly database: Database,
    private readonly books: BudgetBooks,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  async open(input: NewBudgetLineInput, caller: Caller, request?: IdempotentRequest): Promise<BudgetLineResponse> {
    const { code, title, periodStart, periodEnd, currency } = input;
    const unit = input.owningUnit ?? caller.unit;
    this.policy.demand(caller, 'budget:edit', unit);
    refuseCurrency(currency);
    const details = { code, title, periodStart, periodEnd, currency, amount: amountIn(currency, input.amount) };
    const opened = runOnce(this.database, onceFor(caller, request), async (tx) => {
      const [line, fact] = BudgetLine.open(details, { id: newId(), unit }, this.clock.now());
      this.books.record(tx, line, fact, caller);
      tx.insert(BudgetLine, line);
      const opening = { lineId: line.id, kind: 'opening', amount: line.amount, on: periodStart } as const;
      enter(tx, opening, caller, line.createdAt);
      return budgetLineResponse(line);
    });
    return opened.catch((error: unknown) => {
      throw violatedConstraint(error) === 'budget_line_code' ? new BudgetLineCodeTaken(code) : error;
    });
  }

  async retitle(id: string, patch: unknown, seen: number | undefined, caller: Caller): Promise<BudgetLineResponse> {
    return this.database.runInTransaction(async (tx) => {
      const line = await this.books.locked(tx, id);
      this.policy.demand(caller, 'budget:edit', line.owningUnit);
      refuseOutdated('budget-line', line.version, seen);
      const { title } = await patched(BudgetLineInput, { title: line.title }, patch);
      const fact = line.retitle(title, this.clock.now());
      if (fact) await this.books.store(tx, line, fact, caller);
      return budgetLineResponse(line);
    });
  }
}
