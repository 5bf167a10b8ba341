import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce } from '@capdev/persistence';
import { Clock, onceFor, Recorder } from '@capdev/service-frame/changes';
import type { IdempotentRequest } from '@capdev/service-kit';
import { BudgetBooks } from '../budget/budget-books.service.js';
import { enter, neededAfter } from '../budget/ledger.query.js';
import { amountIn } from '../budget/money.js';
import type { BudgetLine } from '../budget-lines/budget-line.entity.js';
import { takePlan } from '../plan/plan-revision.query.js';
import type { Permission } from '../roles.js';
import { BudgetTransfer } from './budget-transfer.entity.js';
import { BudgetTransferCurrencies, BudgetTransferToItself } from './budget-transfer.errors.js';
import {
  type BudgetTransferInput,
  type BudgetTransferResponse,
  budgetTransferResponse,
} from './budget-transfers.dto.js';

/** Moves money between lines; the only way to raise or lower a ceiling. */
@Injectable()
export class BudgetTransfersService {
  constructor(
    private readonly database: Database,
    private readonly books: BudgetBooks,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  async make(input: BudgetTransferInput, caller: Caller, request?: IdempotentRequest): Promise<BudgetTransferResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      await takePlan(tx);
      const [from, to] = (await this.books.lockedFor(tx, [
        { pointer: '/fromLineId', id: input.fromLineId },
        { pointer: '/toLineId', id: input.toLineId },
      ])) as [BudgetLine, BudgetLine];
      for (const line of [from, to]) this.policy.demand(caller, 'budget:edit', line.owningUnit);
      if (from.id === to.id) throw new BudgetTransferToItself();
      if (from.currency !== to.currency) throw new BudgetTransferCurrencies(from, to);
      const { on, reason } = input;
      for (const line of [from, to]) line.refuseDay(on);
      const [amount, now, id] = [amountIn(from.currency, input.amount), this.clock.now(), newId()];
      const later = await neededAfter(tx, on, { lineId: from.id });
      await this.books.store(tx, from, from.give(amount, later.line, now), caller);
      await this.books.store(tx, to, to.receive(amount, now), caller);
      const about = { id, fromLineId: from.id, toLineId: to.id, currency: from.currency, amount, datedOn: on, reason };
      const transfer = BudgetTransfer.make(about, now);
      tx.insert(BudgetTransfer, transfer);
      const entry = { amount, on, reason, transferId: id };
      enter(tx, { ...entry, lineId: from.id, kind: 'transfer-out' }, caller, now);
      enter(tx, { ...entry, lineId: to.id, kind: 'transfer-in' }, caller, now);
      this.recorder.record(tx, { aggregate: 'budget-transfer', record: transfer, fact: { kind: 'made' }, caller });
      return budgetTransferResponse(transfer);
    });
  }
}
