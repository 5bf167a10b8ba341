import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import { unknownRecommendations } from '../recommendations/known-recommendations.query.js';
import { RecommendationsUnknown } from '../recommendations/recommendation.errors.js';
import type { Permission } from '../roles.js';
import {
  type OutputInput,
  type OutputResponse,
  outputResponse,
  processDetailsOf,
  type ProcessInput,
  processResponse,
  type ProcessResponse,
  type StepCompletionInput,
  stepCourseOf,
} from './co-design.dto.js';
import { CoDesignProcessNotFound, CoDesignStepUnknown } from './co-design.errors.js';
import type { CoDesignFact } from './co-design.events.js';
import { CoDesignOutput } from './co-design-output.entity.js';
import { CoDesignParticipation } from './co-design-participation.entity.js';
import { participations } from './co-design-participations.query.js';
import { CoDesignProcess } from './co-design-process.entity.js';
import { CoDesignStep } from './co-design-step.entity.js';
import { type CoDesignStepKind, coDesignStepKinds } from './co-design-steps.js';

/** What may be done to co-design processes. */
@Injectable()
export class CoDesignService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  async begin(input: ProcessInput, caller: Caller, request?: IdempotentRequest): Promise<ProcessResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      const details = processDetailsOf(input);
      const unknown = await unknownRecommendations(tx, details.recommendationIds);
      if (unknown.length > 0) throw new RecommendationsUnknown('recommendationIds', unknown);
      const by = { id: newId(), unit: caller.unit };
      const [process, fact] = CoDesignProcess.begin(details, by, this.clock.now());
      this.record(tx, process, fact, caller);
      tx.insert(CoDesignProcess, process);
      const steps = coDesignStepKinds.map((kind, before) =>
        CoDesignStep.pending({ id: newId(), processId: process.id }, kind, before + 1),
      );
      for (const step of steps) tx.insert(CoDesignStep, step);
      return processResponse({ ...process, steps: steps.map((step) => ({ ...step, units: [] })) });
    });
  }

  async completeStep(
    id: string,
    kind: string,
    input: StepCompletionInput,
    seen: number | undefined,
    caller: Caller,
  ): Promise<ProcessResponse> {
    if (!isStepKind(kind)) throw new CoDesignStepUnknown(kind, coDesignStepKinds);
    return this.database.runInTransaction(async (tx) => {
      const { process, steps } = await this.locked(tx, id, seen, caller);
      const course = stepCourseOf(input);
      const fact = process.completeStep(kind, course, steps, this.clock.today(), this.clock.now());
      await this.store(tx, process, fact, caller);
      const step = steps.find((one) => one.kind === kind)!;
      await tx.manager.update(CoDesignStep, { id: step.id }, step);
      for (const unit of course.units) {
        tx.insert(CoDesignParticipation, Object.assign(new CoDesignParticipation(), { stepId: step.id, unit }));
      }
      return response(tx, process, steps);
    });
  }

  /** An output is added to what is there, so nobody has to have seen the others. */
  async addOutput(
    id: string,
    input: OutputInput,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<OutputResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      const { process, steps } = await this.locked(tx, id, undefined, caller);
      const { kind, text } = input;
      const [step, fact] = process.addOutput(kind, text, input.step, steps, this.clock.now());
      await this.store(tx, process, fact, caller);
      const about = { id: newId(), processId: id, stepId: step.id, kind, text, recordedAt: process.updatedAt };
      const output = Object.assign(new CoDesignOutput(), about);
      tx.insert(CoDesignOutput, output);
      return outputResponse({ ...output, step: step.kind });
    });
  }

  async complete(id: string, seen: number | undefined, caller: Caller): Promise<ProcessResponse> {
    return this.database.runInTransaction(async (tx) => {
      const { process, steps } = await this.locked(tx, id, seen, caller);
      await this.store(tx, process, process.complete(steps, this.clock.now()), caller);
      return response(tx, process, steps);
    });
  }

  private async locked(tx: Transaction, id: string, seen: number | undefined, caller: Caller) {
    const process = await tx.manager.findOne(CoDesignProcess, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!process) throw new CoDesignProcessNotFound(id);
    this.policy.demand(caller, 'co-design:edit', process.owningUnit);
    refuseOutdated('co-design-process', process.version, seen);
    const steps = await tx.manager.find(CoDesignStep, { where: { processId: id }, order: { position: 'ASC' } });
    return { process, steps };
  }

  private async store(tx: Transaction, process: CoDesignProcess, fact: CoDesignFact, caller: Caller): Promise<void> {
    this.record(tx, process, fact, caller);
    await tx.manager.update(CoDesignProcess, { id: process.id }, process);
  }

  private record(tx: Transaction, process: CoDesignProcess, fact: CoDesignFact, caller: Caller): void {
    this.recorder.record(tx, {
      aggregate: 'co-design-process',
      record: process,
      fact,
      caller,
    });
  }
}

async function response(
  tx: Transaction,
  process: CoDesignProcess,
  steps: readonly CoDesignStep[],
): Promise<ProcessResponse> {
  const parts = await participations(tx, process.id);
  const unitsOf = (stepId: string) => parts.filter((part) => part.stepId === stepId).map(({ unit }) => unit);
  return processResponse({ ...process, steps: steps.map((step) => ({ ...step, units: unitsOf(step.id) })) });
}

function isStepKind(kind: string): kind is CoDesignStepKind {
  return (coDesignStepKinds as readonly string[]).includes(kind);
}
