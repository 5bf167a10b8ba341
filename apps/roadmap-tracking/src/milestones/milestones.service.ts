import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, patched } from '@capdev/service-frame/changes';
import type { IdempotentRequest } from '@capdev/service-kit';
import { In } from 'typeorm';
import { type Ending, type ItemSeen, PlanItems } from '../plan/plan-items.js';
import { openParent, type Parent } from '../plan/plan-parent.query.js';
import { takePlan } from '../plan/plan-revision.query.js';
import { Milestone } from './milestone.entity.js';
import { MilestoneParentUnclear } from './milestone.errors.js';
import { awaitDay } from './milestone-day.js';
import { confirmedEvidence } from './milestone-evidence.query.js';
import { milestoneKind } from './milestone-kind.js';
import {
  milestoneDetailsOf,
  MilestoneInput,
  type MilestoneResponse,
  milestoneResponse,
  type NewMilestoneInput,
} from './milestones.dto.js';

/** What may be done to milestones. */
@Injectable()
export class MilestonesService {
  constructor(
    private readonly database: Database,
    private readonly items: PlanItems,
    private readonly clock: Clock,
  ) {}

  async plan(input: NewMilestoneInput, caller: Caller, request?: IdempotentRequest): Promise<MilestoneResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      await takePlan(tx);
      return milestoneResponse(await this.planIn(tx, input, caller));
    });
  }

  /** @param tx in which the plan is taken already */
  async planIn(tx: Transaction, input: NewMilestoneInput, caller: Caller): Promise<Milestone> {
    const as = { id: newId(), code: input.code };
    const [parent] = await Promise.all([this.parentOf(tx, input), this.items.claim(tx, as)]);
    const { initiativeId } = parent;
    const activityId = parent.kind === 'activity' ? parent.id : null;
    const details = milestoneDetailsOf(input, caller.unit);
    const [milestone, fact] = Milestone.plan(details, { ...as, initiativeId, activityId }, this.clock.now());
    this.items.add(tx, milestoneKind, milestone, fact, caller);
    awaitDay(tx, milestone);
    return milestone;
  }

  async revise(patch: unknown, asked: ItemSeen, joined?: Transaction): Promise<MilestoneResponse> {
    const act = async (milestone: Milestone, tx: Transaction) => {
      const input = await patched(MilestoneInput, milestone.details, patch);
      const details = milestoneDetailsOf(input, milestone.owningUnit);
      const fact = milestone.revise(details, this.clock.today(), this.clock.now());
      if (fact) awaitDay(tx, milestone);
      return fact;
    };
    return milestoneResponse(await this.items.change(milestoneKind, asked, act, joined));
  }

  /** Only what confirmed evidence shows is reached. */
  async reach(on: string, asked: ItemSeen, joined?: Transaction): Promise<MilestoneResponse> {
    const act = async (milestone: Milestone, tx: Transaction) => {
      const evidence = await confirmedEvidence(tx, milestone.id);
      const fact = milestone.reach(on, evidence, this.clock.today(), this.clock.now());
      awaitDay(tx, milestone);
      return fact;
    };
    return milestoneResponse(await this.items.change(milestoneKind, asked, act, joined));
  }

  async cancel(reason: string, asked: ItemSeen, joined?: Transaction): Promise<MilestoneResponse> {
    const act = (milestone: Milestone, tx: Transaction) => {
      const fact = milestone.cancel(reason, this.clock.now());
      awaitDay(tx, milestone);
      return fact;
    };
    return milestoneResponse(await this.items.change(milestoneKind, asked, act, joined));
  }

  /** Cancels the open ones of an initiative or an activity with it, for somebody who answers for each of them. */
  async cancelOpen(
    tx: Transaction,
    of: { readonly initiativeId: string } | { readonly activityId: string },
    { reason, withCode, caller }: Ending,
  ): Promise<void> {
    const open = { ...of, state: In(['planned', 'missed']) };
    const cancelled = await this.items.changeEach(tx, milestoneKind, open, caller, (milestone) =>
      milestone.cancel(reason, this.clock.now(), withCode),
    );
    for (const milestone of cancelled) awaitDay(tx, milestone);
  }

  private parentOf(tx: Transaction, { initiativeId, activityId }: NewMilestoneInput): Promise<Parent> {
    if (activityId && !initiativeId) return openParent(tx, 'milestone', 'activityId', activityId);
    if (initiativeId && !activityId) return openParent(tx, 'milestone', 'initiativeId', initiativeId);
    throw new MilestoneParentUnclear();
  }
}
