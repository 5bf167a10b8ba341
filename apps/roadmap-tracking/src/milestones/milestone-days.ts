import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '@capdev/persistence';
import { DueWorkHandlers } from '@capdev/service-frame/changes';
import { PlanItems } from '../plan/plan-items.js';
import { milestoneDay } from './milestone-day.js';
import { milestoneKind } from './milestone-kind.js';

/** Finds out which milestones were not reached when their day is over. */
@Injectable()
export class MilestoneDays implements OnModuleInit {
  constructor(
    private readonly handlers: DueWorkHandlers,
    private readonly items: PlanItems,
  ) {}

  onModuleInit(): void {
    this.handlers.on(milestoneDay, ({ subjectId }, tx, now) => this.over(subjectId, tx, now));
  }

  private over(id: string, tx: Transaction, now: Date): Promise<void> {
    const today = now.toISOString().slice(0, 10);
    return this.items.happen(tx, milestoneKind, id, (milestone) => milestone.miss(today, now));
  }
}
