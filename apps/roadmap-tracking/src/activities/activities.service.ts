import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, patched } from '@capdev/service-frame/changes';
import type { IdempotentRequest } from '@capdev/service-kit';
import { In } from 'typeorm';
import { MilestonesService } from '../milestones/milestones.service.js';
import { type Ending, type ItemSeen, PlanItems } from '../plan/plan-items.js';
import { openParent } from '../plan/plan-parent.query.js';
import { takePlan } from '../plan/plan-revision.query.js';
import {
  activityDetailsOf,
  ActivityInput,
  type ActivityResponse,
  activityResponse,
  type NewActivityInput,
} from './activities.dto.js';
import { Activity } from './activity.entity.js';
import { activityKind } from './activity-kind.js';

/** What may be done to activities. */
@Injectable()
export class ActivitiesService {
  constructor(
    private readonly database: Database,
    private readonly items: PlanItems,
    private readonly milestones: MilestonesService,
    private readonly clock: Clock,
  ) {}

  async plan(input: NewActivityInput, caller: Caller, request?: IdempotentRequest): Promise<ActivityResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      await takePlan(tx);
      return activityResponse(await this.planIn(tx, input, caller));
    });
  }

  /** @param tx in which the plan is taken already */
  async planIn(tx: Transaction, input: NewActivityInput, caller: Caller): Promise<Activity> {
    const as = { id: newId(), code: input.code };
    const [{ initiativeId }] = await Promise.all([
      openParent(tx, 'activity', 'initiativeId', input.initiativeId),
      this.items.claim(tx, as),
    ]);
    const details = activityDetailsOf(input, caller.unit);
    const [activity, fact] = Activity.plan(details, { ...as, initiativeId }, this.clock.now());
    this.items.add(tx, activityKind, activity, fact, caller);
    return activity;
  }

  async revise(patch: unknown, asked: ItemSeen, joined?: Transaction): Promise<ActivityResponse> {
    const act = async (activity: Activity) => {
      const input = await patched(ActivityInput, activity.details, patch);
      return activity.revise(activityDetailsOf(input, activity.owningUnit), this.clock.now());
    };
    return activityResponse(await this.items.change(activityKind, asked, act, joined));
  }

  async start(on: string, asked: ItemSeen, joined?: Transaction): Promise<ActivityResponse> {
    const act = (activity: Activity) => activity.start(on, this.clock.today(), this.clock.now());
    return activityResponse(await this.items.change(activityKind, asked, act, joined));
  }

  async progressTo(percent: number, asked: ItemSeen, joined?: Transaction): Promise<ActivityResponse> {
    const act = (activity: Activity) => activity.progressTo(percent, this.clock.now());
    return activityResponse(await this.items.change(activityKind, asked, act, joined));
  }

  async complete(on: string, asked: ItemSeen, joined?: Transaction): Promise<ActivityResponse> {
    const act = (activity: Activity) => activity.complete(on, this.clock.today(), this.clock.now());
    return activityResponse(await this.items.change(activityKind, asked, act, joined));
  }

  /** The open milestones that close it are cancelled with it. */
  async cancel(reason: string, asked: ItemSeen, joined?: Transaction): Promise<ActivityResponse> {
    const act = async (activity: Activity, tx: Transaction) => {
      const fact = activity.cancel(reason, this.clock.now());
      const ending = { reason, withCode: activity.code, caller: asked.caller };
      await this.milestones.cancelOpen(tx, { activityId: activity.id }, ending);
      return fact;
    };
    return activityResponse(await this.items.change(activityKind, asked, act, joined));
  }

  /** Cancels the open ones of an initiative with it, for somebody who answers for each of them. */
  async cancelOpen(tx: Transaction, of: { readonly initiativeId: string }, ending: Ending): Promise<void> {
    const { reason, withCode, caller } = ending;
    const open = { ...of, state: In(['planned', 'in-progress']) };
    await this.items.changeEach(tx, activityKind, open, caller, (activity) =>
      activity.cancel(reason, this.clock.now(), withCode),
    );
  }
}
