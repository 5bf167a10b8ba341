import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, patched } from '@capdev/service-frame/changes';
import type { IdempotentRequest } from '@capdev/service-kit';
import { takePlan } from '../plan/plan-revision.query.js';
import { type ItemSeen, type KindOf, PlanItems } from '../plan/plan-items.js';
import { Initiative } from './initiative.entity.js';
import { announcementOf, type InitiativeFact, initiativeSnapshot } from './initiative.events.js';
import {
  initiativeDetailsOf,
  InitiativeInput,
  type InitiativeResponse,
  initiativeResponse,
  type NewInitiativeInput,
} from './initiatives.dto.js';

const kind: KindOf<Initiative, InitiativeFact> = {
  kind: 'initiative',
  Entity: Initiative,
  snapshotOf: initiativeSnapshot,
  announcementOf,
};

/** What may be done to initiatives. */
@Injectable()
export class InitiativesService {
  constructor(
    private readonly database: Database,
    private readonly items: PlanItems,
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
    const [initiative, fact] = Initiative.plan(details, { id: newId(), code: input.code }, this.clock.now());
    await this.items.add(tx, kind, initiative, fact, caller);
    return initiative;
  }

  async revise(patch: unknown, asked: ItemSeen, joined?: Transaction): Promise<InitiativeResponse> {
    const act = async (initiative: Initiative) => {
      const input = await patched(InitiativeInput, initiative.details, patch);
      return initiative.revise(initiativeDetailsOf(input, initiative.owningUnit), this.clock.now());
    };
    return initiativeResponse(await this.items.change(kind, asked, act, joined));
  }

  async start(on: string, asked: ItemSeen, joined?: Transaction): Promise<InitiativeResponse> {
    const act = (initiative: Initiative) => initiative.start(on, this.clock.today(), this.clock.now());
    return initiativeResponse(await this.items.change(kind, asked, act, joined));
  }
}
