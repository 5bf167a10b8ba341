import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import type { Transaction } from '@capdev/persistence';
import { Recorder } from '@capdev/service-frame/changes';
import { refuseOversized } from '@capdev/service-frame/plain';
import { In } from 'typeorm';
import { BudgetLine } from '../budget-lines/budget-line.entity.js';
import { BudgetLineNotFound, BudgetLineUnknown } from '../budget-lines/budget-line.errors.js';
import { announcementOf, type BudgetLineFact, budgetLineSnapshot } from '../budget-lines/budget-line.events.js';

/**
 * Lines as they are taken and put back by every change of money. A line is locked by whoever moves its money until the end of
 * the transaction, so that nobody counts on money that another one is taking.
 */
@Injectable()
export class BudgetBooks {
  constructor(private readonly recorder: Recorder) {}

  async locked(tx: Transaction, id: string): Promise<BudgetLine> {
    const [line] = await this.lockedInOrder(tx, [id]);
    if (!line) throw new BudgetLineNotFound(id);
    return line;
  }

  /** @param named where the caller wrote each identifier */
  async lockedFor(tx: Transaction, named: readonly { pointer: string; id: string }[]): Promise<BudgetLine[]> {
    const lines = await this.lockedInOrder(
      tx,
      named.map(({ id }) => id.toLowerCase()),
    );
    return named.map(({ pointer, id }) => {
      const line = lines.find((one) => one.id === id.toLowerCase());
      if (!line) throw new BudgetLineUnknown(pointer, id);
      return line;
    });
  }

  async store(tx: Transaction, line: BudgetLine, fact: BudgetLineFact, caller: Caller): Promise<void> {
    this.record(tx, line, fact, caller);
    await tx.manager.update(BudgetLine, { id: line.id }, line);
  }

  record(tx: Transaction, line: BudgetLine, fact: BudgetLineFact, caller: Caller): void {
    refuseOversized('budget-line', budgetLineSnapshot(line));
    this.recorder.record(tx, {
      aggregate: 'budget-line',
      record: line,
      fact: fact.kind === 'moved' ? { kind: fact.movement, changes: fact.changes } : fact,
      announced: announcementOf(line, fact),
      caller,
    });
  }

  /** In one order for everybody, so that two transfers in opposite directions never wait for one another. */
  private lockedInOrder(tx: Transaction, ids: readonly string[]): Promise<BudgetLine[]> {
    return tx.manager.find(BudgetLine, {
      where: { id: In(ids) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }
}
