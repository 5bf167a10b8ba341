import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, patched, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { Coordinator } from './coordinator.entity.js';
import { CoordinatorNotFound } from './coordinator.errors.js';
import { type CoordinatorFact, historyOf } from './coordinator.events.js';
import { CoordinatorInput, type CoordinatorResponse, coordinatorResponse } from './coordinators.dto.js';

/** What may be done to coordinators. Nothing of it is announced. */
@Injectable()
export class CoordinatorsService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  /** The repeated request is told the identifier alone: an answer that is remembered would outlive an erasure. */
  async register(input: CoordinatorInput, caller: Caller, request?: IdempotentRequest): Promise<CoordinatorResponse> {
    this.policy.demand(caller, 'coordinator:edit', input.unit);
    const { id } = await runOnce(this.database, onceFor(caller, request), async (tx) => {
      const [coordinator, fact] = Coordinator.register(input, newId(), this.clock.now());
      this.record(tx, coordinator, fact, caller);
      tx.insert(Coordinator, coordinator);
      return { id: coordinator.id };
    });
    return this.database.runInTransaction(async (tx) =>
      coordinatorResponse(await tx.manager.findOneByOrFail(Coordinator, { id })),
    );
  }

  async revise(id: string, patch: unknown, seen: number | undefined, caller: Caller): Promise<CoordinatorResponse> {
    return this.database.runInTransaction(async (tx) => {
      const coordinator = await this.locked(tx, id, seen, caller);
      coordinator.refuseErased();
      const details = await patched(CoordinatorInput, coordinator.details, patch);
      this.policy.demand(caller, 'coordinator:edit', details.unit);
      const fact = coordinator.revise(details, this.clock.now());
      if (fact) await this.store(tx, coordinator, fact, caller);
      return coordinatorResponse(coordinator);
    });
  }

  async erase(id: string, seen: number | undefined, caller: Caller): Promise<CoordinatorResponse> {
    return this.database.runInTransaction(async (tx) => {
      const coordinator = await this.locked(tx, id, seen, caller);
      await this.store(tx, coordinator, coordinator.erase(this.clock.now()), caller);
      return coordinatorResponse(coordinator);
    });
  }

  private async locked(tx: Transaction, id: string, seen: number | undefined, caller: Caller): Promise<Coordinator> {
    const coordinator = await tx.manager.findOne(Coordinator, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!coordinator) throw new CoordinatorNotFound(id);
    this.policy.demand(caller, 'coordinator:edit', coordinator.unit);
    refuseOutdated('coordinator', coordinator.version, seen);
    return coordinator;
  }

  private async store(tx: Transaction, coordinator: Coordinator, fact: CoordinatorFact, caller: Caller): Promise<void> {
    this.record(tx, coordinator, fact, caller);
    await tx.manager.update(Coordinator, { id: coordinator.id }, coordinator);
  }

  private record(tx: Transaction, record: Coordinator, fact: CoordinatorFact, caller: Caller): void {
    const told = { kind: fact.kind, changes: historyOf(fact) };
    this.recorder.record(tx, { aggregate: 'coordinator', record, fact: told, caller });
  }
}
