import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database } from '@capdev/persistence';
import { Clock, patched, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import { takePlan } from '../plan/plan-revision.query.js';
import type { Permission } from '../roles.js';
import { HealthRuleNotFound } from './health.errors.js';
import { HealthRule } from './health-rule.entity.js';
import { HealthRuleInput, type HealthRuleResponse, healthRuleResponse } from './health-rules.dto.js';

/** Changes thresholds: the colours of the whole plan follow at once. */
@Injectable()
export class HealthRulesService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  async revise(id: string, patch: unknown, seen: number | undefined, caller: Caller): Promise<HealthRuleResponse> {
    return this.database.runInTransaction(async (tx) => {
      await takePlan(tx);
      const rule = await tx.manager.findOne(HealthRule, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!rule) throw new HealthRuleNotFound(id);
      // A rule is everybody's: whoever may change it for one unit only may not change it.
      this.policy.demand(caller, 'health-rule:edit', 'every unit');
      refuseOutdated('health-rule', rule.version, seen);
      const fact = rule.revise(await patched(HealthRuleInput, rule.thresholds, patch), this.clock.now());
      if (fact) {
        this.recorder.record(tx, { aggregate: 'health-rule', record: rule, fact, caller });
        await tx.manager.update(HealthRule, { id }, rule);
      }
      return healthRuleResponse(rule);
    });
  }
}
