import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import { takePlan } from '../plan/plan-revision.query.js';
import type { Permission } from '../roles.js';
import { type EvidenceInput, type EvidenceResponse, evidenceResponse, type ShownMilestone } from './evidence.dto.js';
import { evidenceDetailsOf } from './evidence-details.js';
import { Evidence, type EvidenceDetails, type EvidenceFact } from './evidence.entity.js';
import {
  EvidenceAlreadyGiven,
  EvidenceDecisionNotAdopted,
  EvidenceLastOfReached,
  EvidenceMilestoneCancelled,
  EvidenceMilestoneNotFound,
  EvidenceNotFound,
} from './evidence.errors.js';
import { decisionStateIn, isOtherConfirmed, milestoneIn, sameEvidenceIn } from './evidence-ground.query.js';

/** What is done to one piece of evidence, once it is locked and its milestone is known. */
type Deed = (evidence: Evidence, milestone: ShownMilestone, tx: Transaction) => EvidenceFact | Promise<EvidenceFact>;

/** What may be done to evidence by people. Whether a milestone is reached rests on it, so each change takes the plan. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  async propose(
    milestoneId: string,
    input: EvidenceInput,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<EvidenceResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      await takePlan(tx);
      const milestone = await milestoneIn(tx, milestoneId);
      if (!milestone) throw new EvidenceMilestoneNotFound(milestoneId);
      this.policy.demand(caller, 'evidence:propose', milestone.owningUnit);
      refuseCancelled(milestone);
      const details = evidenceDetailsOf(input);
      await this.refuseUnfounded(tx, milestoneId, details);
      const [evidence, fact] = Evidence.propose(details, { id: newId(), milestoneId, by: caller }, this.clock.now());
      this.record(tx, evidence, fact, caller);
      tx.insert(Evidence, evidence);
      return responseFor(evidence, milestone);
    });
  }

  async confirm(id: string, seen: number | undefined, caller: Caller): Promise<EvidenceResponse> {
    return this.change(id, seen, caller, (evidence, milestone) => {
      this.policy.demand(caller, 'evidence:confirm', milestone.owningUnit);
      refuseCancelled(milestone);
      return evidence.confirm(caller, this.clock.now());
    });
  }

  async reject(id: string, reason: string, seen: number | undefined, caller: Caller): Promise<EvidenceResponse> {
    return this.change(id, seen, caller, (evidence, milestone) => {
      this.policy.demand(caller, 'evidence:confirm', milestone.owningUnit);
      return evidence.reject(reason, this.clock.now());
    });
  }

  async withdraw(id: string, reason: string, seen: number | undefined, caller: Caller): Promise<EvidenceResponse> {
    return this.change(id, seen, caller, async (evidence, milestone, tx) => {
      const counts = evidence.state === 'confirmed';
      this.policy.demand(caller, counts ? 'evidence:confirm' : 'evidence:propose', milestone.owningUnit);
      const fact = evidence.withdraw(reason, this.clock.now());
      if (counts && milestone.state === 'reached' && !(await isOtherConfirmed(tx, milestone.id, id)))
        throw new EvidenceLastOfReached(milestone.code);
      return fact;
    });
  }

  private async change(id: string, seen: number | undefined, caller: Caller, deed: Deed): Promise<EvidenceResponse> {
    return this.database.runInTransaction(async (tx) => {
      await takePlan(tx);
      const evidence = await tx.manager.findOne(Evidence, { where: { id }, lock: { mode: 'pessimistic_write' } });
      const milestone = evidence && (await milestoneIn(tx, evidence.milestoneId));
      if (!milestone) throw new EvidenceNotFound(id);
      refuseOutdated('evidence', evidence.version, seen);
      const fact = await deed(evidence, milestone, tx);
      this.record(tx, evidence, fact, caller);
      await tx.manager.update(Evidence, { id }, evidence);
      return responseFor(evidence, milestone);
    });
  }

  private async refuseUnfounded(tx: Transaction, milestoneId: string, details: EvidenceDetails): Promise<void> {
    const { decisionId } = details;
    if (decisionId !== null) {
      const state = await decisionStateIn(tx, decisionId);
      if (state !== 'adopted') throw new EvidenceDecisionNotAdopted(decisionId, state);
    }
    const same = await sameEvidenceIn(tx, milestoneId, details);
    if (same) throw new EvidenceAlreadyGiven(same.id, same.state);
  }

  private record(tx: Transaction, evidence: Evidence, fact: EvidenceFact, caller: Caller): void {
    this.recorder.record(tx, { aggregate: 'evidence', record: evidence, fact, caller });
  }
}

function refuseCancelled({ code, state }: ShownMilestone): void {
  if (state === 'cancelled') throw new EvidenceMilestoneCancelled(code);
}

function responseFor(evidence: Evidence, { code, owningUnit }: ShownMilestone): EvidenceResponse {
  return evidenceResponse({ ...evidence, milestoneCode: code, owningUnit });
}
