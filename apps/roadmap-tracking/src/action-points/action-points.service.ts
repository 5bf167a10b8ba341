import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { cancelDueWork, Database, newId, runOnce, scheduleDueWork, type Transaction } from '@capdev/persistence';
import { Clock, DueWorkHandlers, onceFor, patched, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import { theClock } from '../acting.js';
import type { Permission } from '../roles.js';
import { beginningOf, dayAfter } from '../task-force/representation.js';
import { ActionPoint, type ActionPointFact } from './action-point.entity.js';
import { ActionPointNotFound } from './action-point.errors.js';
import { refuseUnknownOrigin } from './action-point-origin.query.js';
import {
  actionPointDetailsOf,
  type ActionPointInput,
  type ActionPointResponse,
  actionPointResponse,
  ActionPointTermsInput,
} from './action-points.dto.js';

const overdue = 'action-point-overdue';

/** Who asks for a change of which action point, and which version was seen. */
interface PointSeen {
  readonly id: string;
  readonly seen: number | undefined;
  readonly caller: Caller;
}

/** What may be done to action points. Nothing of it is announced. */
@Injectable()
export class ActionPointsService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
    private readonly dueWork: DueWorkHandlers,
  ) {}

  onModuleInit(): void {
    this.dueWork.on(overdue, async ({ subjectId }, tx, now) => {
      const point = await this.locked(tx, subjectId);
      const fact = point.fallDue({ today: now.toISOString().slice(0, 10), now });
      if (fact) await this.store(tx, point, fact, theClock);
    });
  }

  async agree(input: ActionPointInput, caller: Caller, request?: IdempotentRequest): Promise<ActionPointResponse> {
    this.policy.demand(caller, 'action-point:edit', input.owningUnit);
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      const { taskForceId, meetingId = null, decisionId = null } = input;
      const origin = { id: newId(), taskForceId, meetingId, decisionId };
      const [point, fact] = ActionPoint.agree(actionPointDetailsOf(input), origin, this.time());
      await refuseUnknownOrigin(tx, origin);
      this.record(tx, point, fact, caller);
      tx.insert(ActionPoint, point);
      this.watch(tx, point);
      return actionPointResponse(point);
    });
  }

  async revise(patch: unknown, asked: PointSeen): Promise<ActionPointResponse> {
    return this.change(asked, true, async (point) => {
      const details = actionPointDetailsOf(await patched(ActionPointTermsInput, point.details, patch));
      this.policy.demand(asked.caller, 'action-point:edit', details.owningUnit);
      return point.revise(details, this.time());
    });
  }

  async complete(asked: PointSeen): Promise<ActionPointResponse> {
    return this.change(asked, true, (point) => point.complete(asked.caller.subject, this.time()));
  }

  /** Whoever the action point names as verifier, of whatever unit. */
  async verify(asked: PointSeen): Promise<ActionPointResponse> {
    return this.change(asked, false, (point) => point.verify(asked.caller.subject, this.time()));
  }

  async reopen(reason: string, asked: PointSeen): Promise<ActionPointResponse> {
    return this.change(asked, false, (point) => point.reopen(asked.caller.subject, reason, this.time()));
  }

  async cancel(reason: string, asked: PointSeen): Promise<ActionPointResponse> {
    return this.change(asked, true, (point) => point.cancel(reason, this.time()));
  }

  /** @param ofUnit whether it takes somebody who may edit what the owning unit has to do */
  private async change(
    { id, seen, caller }: PointSeen,
    ofUnit: boolean,
    act: (point: ActionPoint) => ActionPointFact | undefined | Promise<ActionPointFact | undefined>,
  ): Promise<ActionPointResponse> {
    return this.database.runInTransaction(async (tx) => {
      const point = await this.locked(tx, id);
      if (ofUnit) this.policy.demand(caller, 'action-point:edit', point.owningUnit);
      refuseOutdated('action-point', point.version, seen);
      const fact = await act(point);
      if (fact) await this.store(tx, point, fact, caller);
      return actionPointResponse(point);
    });
  }

  private async locked(tx: Transaction, id: string): Promise<ActionPoint> {
    const point = await tx.manager.findOne(ActionPoint, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!point) throw new ActionPointNotFound(id);
    return point;
  }

  private async store(tx: Transaction, point: ActionPoint, fact: ActionPointFact, caller: Caller): Promise<void> {
    this.record(tx, point, fact, caller);
    await tx.manager.update(ActionPoint, { id: point.id }, point);
    this.watch(tx, point);
  }

  /** It is overdue from the beginning of the day after its last one. */
  private watch(tx: Transaction, { id, state, dueOn }: ActionPoint): void {
    if (state === 'open') {
      scheduleDueWork(tx, { kind: overdue, subjectId: id, dueAt: beginningOf(dayAfter(dueOn)) });
    } else {
      cancelDueWork(tx, overdue, id);
    }
  }

  private time(): { today: string; now: Date } {
    return { today: this.clock.today(), now: this.clock.now() };
  }

  private record(tx: Transaction, record: ActionPoint, fact: ActionPointFact, caller: Caller): void {
    this.recorder.record(tx, { aggregate: 'action-point', record, fact, caller });
  }
}
