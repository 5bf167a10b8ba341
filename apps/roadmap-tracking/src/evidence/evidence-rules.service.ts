import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, patched, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import { heardEvents } from '../consumers/heard.consumer.js';
import type { Permission } from '../roles.js';
import { milestoneIn } from './evidence-ground.query.js';
import { EvidenceRule, type EvidenceRuleDetails, type EvidenceRuleFact } from './evidence-rule.entity.js';
import {
  EvidenceRuleConditionsImpossible,
  EvidenceRuleEventNotHeard,
  EvidenceRuleMilestoneGone,
  EvidenceRuleNotFound,
} from './evidence-rule.errors.js';
import {
  evidenceRuleDetailsOf,
  EvidenceRuleInput,
  type EvidenceRuleResponse,
  evidenceRuleResponse,
  type NewEvidenceRuleInput,
} from './evidence-rules.dto.js';
import { faultsOfConditions } from './rule-conditions.js';

/** What may be done to evidence rules. A rule shows nothing by itself, so changing one does not change the plan. */
@Injectable()
export class EvidenceRulesService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  async create(
    input: NewEvidenceRuleInput,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<EvidenceRuleResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      const { milestoneId, eventType } = input;
      const details = evidenceRuleDetailsOf(input);
      refuseImpossible(eventType, details);
      const milestone = await milestoneIn(tx, milestoneId);
      const isCancelled = milestone?.state === 'cancelled';
      if (!milestone || isCancelled) throw new EvidenceRuleMilestoneGone(milestoneId, isCancelled);
      this.policy.demand(caller, 'evidence-rule:edit', milestone.owningUnit);
      const of = { id: newId(), milestoneId: milestone.id, eventType };
      const [rule, fact] = EvidenceRule.create(details, of, this.clock.now());
      this.record(tx, rule, fact, caller);
      tx.insert(EvidenceRule, rule);
      return evidenceRuleResponse(rule);
    });
  }

  async revise(id: string, patch: unknown, seen: number | undefined, caller: Caller): Promise<EvidenceRuleResponse> {
    return this.change(id, seen, caller, async (rule) => {
      const details = evidenceRuleDetailsOf(await patched(EvidenceRuleInput, rule.details, patch));
      const fact = rule.revise(details, this.clock.now());
      if (fact) refuseImpossible(rule.eventType, details);
      return fact;
    });
  }

  async end(id: string, reason: string, seen: number | undefined, caller: Caller): Promise<EvidenceRuleResponse> {
    return this.change(id, seen, caller, (rule) => Promise.resolve(rule.end(reason, this.clock.now())));
  }

  private async change(
    id: string,
    seen: number | undefined,
    caller: Caller,
    deed: (rule: EvidenceRule) => Promise<EvidenceRuleFact | undefined>,
  ): Promise<EvidenceRuleResponse> {
    return this.database.runInTransaction(async (tx) => {
      const rule = await tx.manager.findOne(EvidenceRule, { where: { id }, lock: { mode: 'pessimistic_write' } });
      const milestone = rule && (await milestoneIn(tx, rule.milestoneId));
      if (!milestone) throw new EvidenceRuleNotFound(id);
      this.policy.demand(caller, 'evidence-rule:edit', milestone.owningUnit);
      refuseOutdated('evidence-rule', rule.version, seen);
      const fact = await deed(rule);
      if (!fact) return evidenceRuleResponse(rule);
      this.record(tx, rule, fact, caller);
      await tx.manager.update(EvidenceRule, { id }, rule);
      return evidenceRuleResponse(rule);
    });
  }

  private record(tx: Transaction, rule: EvidenceRule, fact: EvidenceRuleFact, caller: Caller): void {
    this.recorder.record(tx, { aggregate: 'evidence-rule', record: rule, fact, caller });
  }
}

/** A rule that no event could ever meet would wait in silence. */
function refuseImpossible(eventType: string, { conditions }: EvidenceRuleDetails): void {
  const heard = heardEvents.get(eventType);
  if (!heard) throw new EvidenceRuleEventNotHeard(eventType, [...heardEvents.keys()]);
  const faults = faultsOfConditions(conditions, heard.schema, '/conditions');
  if (faults.length > 0) throw new EvidenceRuleConditionsImpossible(eventType, faults);
}
