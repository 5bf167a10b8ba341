import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, patched, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import { takePlan } from '../plan/plan-revision.query.js';
import type { ItemSeen } from '../plan/plan-items.js';
import type { Permission } from '../roles.js';
import { Risk, type RiskFact } from './risk.entity.js';
import { RiskNotFound } from './risk.errors.js';
import { type NewRiskInput, riskDetailsOf, RiskInput, type RiskResponse, riskResponse } from './risks.dto.js';
import { unitOfItem } from './risks.query.js';

/** What may be done to risks. */
@Injectable()
export class RisksService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  async identify(input: NewRiskInput, caller: Caller, request?: IdempotentRequest): Promise<RiskResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      await takePlan(tx);
      const itemId = input.itemId.toLowerCase();
      const details = riskDetailsOf(input, await unitOfItem(tx, itemId));
      this.policy.demand(caller, 'plan:edit', details.owningUnit);
      const [risk, fact] = Risk.identify(details, { id: newId(), itemId }, this.clock.now());
      this.record(tx, risk, fact, caller);
      tx.insert(Risk, risk);
      return riskResponse(risk);
    });
  }

  revise(patch: unknown, asked: ItemSeen): Promise<RiskResponse> {
    return this.change(asked, async (risk) => {
      const input = await patched(RiskInput, risk.details, patch);
      return risk.revise(riskDetailsOf(input, risk.owningUnit), this.clock.now());
    });
  }

  occur(reason: string, asked: ItemSeen): Promise<RiskResponse> {
    return this.change(asked, (risk) => risk.occur(reason, this.clock.now()));
  }

  close(reason: string, asked: ItemSeen): Promise<RiskResponse> {
    return this.change(asked, (risk) => risk.close(reason, this.clock.now()));
  }

  private change(
    { id, seen, caller }: ItemSeen,
    act: (risk: Risk) => RiskFact | undefined | Promise<RiskFact | undefined>,
  ): Promise<RiskResponse> {
    return this.database.runInTransaction(async (tx) => {
      await takePlan(tx);
      const risk = await tx.manager.findOne(Risk, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!risk) throw new RiskNotFound(id);
      this.policy.demand(caller, 'plan:edit', risk.owningUnit);
      refuseOutdated('risk', risk.version, seen);
      const fact = await act(risk);
      if (fact) {
        // The unit that it comes to has a say, too.
        this.policy.demand(caller, 'plan:edit', risk.owningUnit);
        this.record(tx, risk, fact, caller);
        await tx.manager.update(Risk, { id }, risk);
      }
      return riskResponse(risk);
    });
  }

  private record(tx: Transaction, risk: Risk, fact: RiskFact, caller: Caller): void {
    this.recorder.record(tx, { aggregate: 'risk', record: risk, fact, caller });
  }
}
