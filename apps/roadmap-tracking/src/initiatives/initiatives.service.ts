import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, patched } from '@capdev/service-frame/changes';
import type { IdempotentRequest } from '@capdev/service-kit';
import { ActivitiesService } from '../activities/activities.service.js';
import { unknownGoals } from '../co-design/known-goals.query.js';
import { MilestonesService } from '../milestones/milestones.service.js';
import { takePlan } from '../plan/plan-revision.query.js';
import { type ItemSeen, PlanItems } from '../plan/plan-items.js';
import { unknownRecommendations } from '../recommendations/known-recommendations.query.js';
import { Initiative, type InitiativeDetails } from './initiative.entity.js';
import { InitiativeNotDone, InitiativePointsNowhere } from './initiative.errors.js';
import { initiativeKind } from './initiative-kind.js';
import {
  initiativeDetailsOf,
  InitiativeInput,
  type InitiativeResponse,
  initiativeResponse,
  type NewInitiativeInput,
} from './initiatives.dto.js';
import { openItems } from './open-items.query.js';

/** What may be done to initiatives. */
@Injectable()
export class InitiativesService {
  constructor(
    private readonly database: Database,
    private readonly items: PlanItems,
    private readonly activities: ActivitiesService,
    private readonly milestones: MilestonesService,
    private readonly clock: Clock,
  ) {}

  async plan(input: NewInitiativeInput, caller: Caller, request?: IdempotentRequest): Promise<InitiativeResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      await takePlan(tx);
      return initiativeResponse(await this.planIn(tx, input, caller));
    });
  }

  /** @param tx in which the plan is taken already */
  async planIn(tx: Transaction, input: NewInitiativeInput, caller: Caller): Promise<Initiative> {
    const details = initiativeDetailsOf(input, caller.unit);
    const as = { id: newId(), code: input.code };
    const [initiative, fact] = Initiative.plan(details, as, this.clock.now());
    await Promise.all([this.refuseUnknown(tx, details), this.items.claim(tx, as)]);
    this.items.add(tx, initiativeKind, initiative, fact, caller);
    return initiative;
  }

  async revise(patch: unknown, asked: ItemSeen, joined?: Transaction): Promise<InitiativeResponse> {
    const act = async (initiative: Initiative, tx: Transaction) => {
      const input = await patched(InitiativeInput, initiative.details, patch);
      const details = initiativeDetailsOf(input, initiative.owningUnit);
      await this.refuseUnknown(tx, details, initiative);
      return initiative.revise(details, this.clock.now());
    };
    return initiativeResponse(await this.items.change(initiativeKind, asked, act, joined));
  }

  async start(on: string, asked: ItemSeen, joined?: Transaction): Promise<InitiativeResponse> {
    const act = (initiative: Initiative) => initiative.start(on, this.clock.today(), this.clock.now());
    return initiativeResponse(await this.items.change(initiativeKind, asked, act, joined));
  }

  /** Refused while something in it is open. */
  async complete(on: string, asked: ItemSeen, joined?: Transaction): Promise<InitiativeResponse> {
    const act = async (initiative: Initiative, tx: Transaction) => {
      const fact = initiative.complete(on, this.clock.today(), this.clock.now());
      const open = await openItems(tx, initiative.id);
      if (open.length > 0) throw new InitiativeNotDone(initiative.code, open);
      return fact;
    };
    return initiativeResponse(await this.items.change(initiativeKind, asked, act, joined));
  }

  /** What is open in it is cancelled with it: nothing of what will not happen is waited for, or counted as late. */
  async cancel(reason: string, asked: ItemSeen, joined?: Transaction): Promise<InitiativeResponse> {
    const act = async (initiative: Initiative, tx: Transaction) => {
      const fact = initiative.cancel(reason, this.clock.now());
      const { id: initiativeId, code } = initiative;
      await this.milestones.cancelOpen(tx, { initiativeId }, { reason, withCode: code, caller: asked.caller });
      await this.activities.cancelOpen(tx, { initiativeId }, { reason, withCode: code, caller: asked.caller });
      return fact;
    };
    return initiativeResponse(await this.items.change(initiativeKind, asked, act, joined));
  }

  /** Only what is newly pointed at is looked for: the rest was there, and is never removed. */
  private async refuseUnknown(tx: Transaction, after: Pointers, before?: Pointers): Promise<void> {
    const unknown = {
      recommendationIds: await unknownRecommendations(tx, added(after.recommendationIds, before?.recommendationIds)),
      goalIds: await unknownGoals(tx, added(after.goalIds, before?.goalIds)),
    };
    if (Object.values(unknown).some((ids) => ids.length > 0)) throw new InitiativePointsNowhere(unknown);
  }
}

type Pointers = Pick<InitiativeDetails, 'recommendationIds' | 'goalIds'>;

const added = (after: readonly string[], before: readonly string[] = []): string[] =>
  after.filter((id) => !before.includes(id));
