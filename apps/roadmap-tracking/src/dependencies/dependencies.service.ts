import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { type Changes, Database, newId, recordHistory, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor } from '@capdev/service-frame/changes';
import type { IdempotentRequest } from '@capdev/service-kit';
import { takePlan } from '../plan/plan-revision.query.js';
import type { Permission } from '../roles.js';
import { shortestPath } from './cycle.js';
import {
  type Dependency,
  type DependencyInput,
  type DependencyResponse,
  dependencyResponse,
} from './dependencies.dto.js';
import {
  codesOf,
  dependencyById,
  edgesBetween,
  type End,
  endsOf,
  insertDependency,
  removeDependency,
  sameDependency,
} from './dependencies.query.js';
import {
  DependencyCycle,
  DependencyExists,
  DependencyItemCancelled,
  DependencyItemUnknown,
  DependencyOfInitiative,
  DependencyOnItself,
} from './dependency.errors.js';

/** Which item waits for which. A dependency is the successor's: its unit says so, and its history tells it. */
@Injectable()
export class DependenciesService {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  async link(input: DependencyInput, caller: Caller, request?: IdempotentRequest): Promise<DependencyResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      await takePlan(tx);
      return dependencyResponse(await this.linkIn(tx, input, caller));
    });
  }

  /** @param tx in which the plan is taken already, so that no other link can close a cycle with this one unseen */
  async linkIn(tx: Transaction, input: DependencyInput, caller: Caller): Promise<Dependency> {
    const [predecessor, successor] = await this.ends(tx, input);
    this.policy.demand(caller, 'plan:edit', successor.owningUnit);
    const dependency: Dependency = {
      id: newId(),
      predecessorId: predecessor.id,
      predecessorCode: predecessor.code,
      successorId: successor.id,
      successorCode: successor.code,
      kind: input.kind,
      lagDays: input.lagDays ?? 0,
      createdAt: this.clock.now(),
    };
    await this.refuseImpossible(tx, dependency);
    insertDependency(tx, dependency);
    const { kind, lagDays } = dependency;
    const told = { predecessor: predecessor.code, kind, lagDays };
    this.record(tx, successor, 'dependency-added', { dependency: { to: told } }, caller);
    return dependency;
  }

  async unlink(id: string, caller: Caller, joined?: Transaction): Promise<void> {
    await this.database.runInTransaction(async (tx) => {
      if (!joined) await takePlan(tx);
      const { predecessorCode, successorId, kind, lagDays } = await dependencyById(tx, id);
      const [successor] = await endsOf(tx, [successorId]);
      this.policy.demand(caller, 'plan:edit', successor!.owningUnit);
      removeDependency(tx, id);
      const told = { predecessor: predecessorCode, kind, lagDays };
      this.record(tx, successor!, 'dependency-removed', { dependency: { from: told } }, caller);
    }, joined);
  }

  private async ends(tx: Transaction, input: DependencyInput): Promise<[End, End]> {
    const named = (['predecessorId', 'successorId'] as const).map((field) => ({
      field,
      id: input[field].toLowerCase(),
    }));
    const found = await endsOf(
      tx,
      named.map(({ id }) => id),
    );
    const [predecessor, successor] = named.map(({ id }) => found.find((end) => end.id === id));
    if (!predecessor || !successor) {
      throw new DependencyItemUnknown(named.filter(({ id }) => !found.some((end) => end.id === id)));
    }
    if (predecessor === successor) throw new DependencyOnItself(predecessor.code);
    const initiatives = named.flatMap(({ field, id }) =>
      found.filter((end) => end.id === id && end.itemKind === 'initiative').map(({ code }) => ({ field, code })),
    );
    if (initiatives.length > 0) throw new DependencyOfInitiative(initiatives);
    const cancelled = [predecessor, successor].filter(({ state }) => state === 'cancelled');
    if (cancelled.length > 0) throw new DependencyItemCancelled(cancelled.map(({ code }) => code));
    return [predecessor, successor];
  }

  private async refuseImpossible(tx: Transaction, dependency: Dependency): Promise<void> {
    const { predecessorId, predecessorCode, successorId, successorCode, kind } = dependency;
    const [same, edges] = await Promise.all([
      sameDependency(tx, dependency),
      edgesBetween(tx, successorId, predecessorId),
    ]);
    if (same !== undefined) throw new DependencyExists(kind, predecessorCode, successorCode, same);
    const path = shortestPath(successorId, predecessorId, edges);
    if (path) throw new DependencyCycle([predecessorCode, ...(await codesOf(tx, path))]);
  }

  private record(tx: Transaction, successor: End, action: string, changes: Changes, caller: Caller): void {
    recordHistory(tx, {
      aggregate: successor.itemKind,
      aggregateId: successor.id,
      version: successor.version,
      action,
      actor: caller,
      at: this.clock.now(),
      changes,
    });
  }
}
