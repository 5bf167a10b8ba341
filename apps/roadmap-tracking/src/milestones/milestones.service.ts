import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, patched } from '@capdev/service-frame/changes';
import type { IdempotentRequest } from '@capdev/service-kit';
import { type ItemSeen, type KindOf, PlanItems } from '../plan/plan-items.js';
import { openParent, type Parent } from '../plan/plan-parent.query.js';
import { takePlan } from '../plan/plan-revision.query.js';
import { Milestone } from './milestone.entity.js';
import { MilestoneParentUnclear } from './milestone.errors.js';
import { announcementOf, type MilestoneFact, milestoneSnapshot } from './milestone.events.js';
import {
  milestoneDetailsOf,
  MilestoneInput,
  type MilestoneResponse,
  milestoneResponse,
  type NewMilestoneInput,
} from './milestones.dto.js';

const kind: KindOf<Milestone, MilestoneFact> = {
  kind: 'milestone',
  Entity: Milestone,
  snapshotOf: milestoneSnapshot,
  announcementOf,
};

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
    const parent = await this.parentOf(tx, input);
    const activityId = parent.kind === 'activity' ? parent.id : null;
    const as = { id: newId(), code: input.code, initiativeId: parent.initiativeId, activityId };
    const [milestone, fact] = Milestone.plan(milestoneDetailsOf(input, caller.unit), as, this.clock.now());
    await this.items.add(tx, kind, milestone, fact, caller);
    return milestone;
  }

  async revise(patch: unknown, asked: ItemSeen, joined?: Transaction): Promise<MilestoneResponse> {
    const act = async (milestone: Milestone) => {
      const input = await patched(MilestoneInput, milestone.details, patch);
      const details = milestoneDetailsOf(input, milestone.owningUnit);
      return milestone.revise(details, this.clock.today(), this.clock.now());
    };
    return milestoneResponse(await this.items.change(kind, asked, act, joined));
  }

  private parentOf(tx: Transaction, { initiativeId, activityId }: NewMilestoneInput): Promise<Parent> {
    if (activityId && !initiativeId) return openParent(tx, 'milestone', 'activityId', activityId);
    if (initiativeId && !activityId) return openParent(tx, 'milestone', 'initiativeId', initiativeId);
    throw new MilestoneParentUnclear();
  }
}
