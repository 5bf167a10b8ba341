import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction, violatedConstraint } from '@capdev/persistence';
import { Clock, onceFor, patched, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated, refuseOversized } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { Recommendation, type StepBounds } from './recommendation.entity.js';
import {
  RecommendationNotFound,
  RecommendationReferenceTaken,
  RecommendationSourceUnknown,
} from './recommendation.errors.js';
import { announcementOf, type RecommendationFact, recommendationSnapshot } from './recommendation.events.js';
import { RecommendationStep } from './recommendation-step.entity.js';
import {
  type AcceptanceInput,
  type ImplementationInput,
  type NewRecommendationInput,
  recommendationDetailsOf,
  RecommendationInput,
  type RecommendationResponse,
  recommendationResponse,
} from './recommendations.dto.js';
import { type RecommendingSource, sourceOf } from './recommended-by.query.js';

/** What may be done to recommendations. */
@Injectable()
export class RecommendationsService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  async enter(
    input: NewRecommendationInput,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<RecommendationResponse> {
    const { sourceId } = input;
    return referenceOnce(input.reference, () =>
      runOnce(this.database, onceFor(caller, request), async (tx) => {
        this.policy.demand(caller, 'recommendation:edit', input.owningUnit);
        const source = await sourceOf(tx, sourceId);
        if (!source) throw new RecommendationSourceUnknown(sourceId);
        const of = { id: newId(), sourceId };
        const [recommendation, fact] = Recommendation.enter(recommendationDetailsOf(input), of, this.clock.now());
        this.record(tx, recommendation, source, fact, caller);
        tx.insert(Recommendation, recommendation);
        return recommendationResponse(recommendation);
      }),
    );
  }

  async revise(id: string, patch: unknown, seen: number | undefined, caller: Caller): Promise<RecommendationResponse> {
    let reference = '';
    return referenceOnce(
      () => reference,
      () =>
        this.change(id, seen, caller, 'recommendation:edit', async (recommendation) => {
          const details = recommendationDetailsOf(await patched(RecommendationInput, recommendation.details, patch));
          reference = details.reference;
          return recommendation.revise(details, this.clock.now());
        }),
    );
  }

  async decide(
    id: string,
    input: AcceptanceInput,
    seen: number | undefined,
    caller: Caller,
  ): Promise<RecommendationResponse> {
    return this.change(id, seen, caller, 'recommendation:edit', (recommendation, bounds) =>
      recommendation.decide({ ...input, reason: input.reason ?? null }, bounds, this.clock.now()),
    );
  }

  async follow(
    id: string,
    input: ImplementationInput,
    seen: number | undefined,
    caller: Caller,
  ): Promise<RecommendationResponse> {
    const step = { ...input, decidedBy: input.decidedBy ?? caller.unit, reason: input.reason ?? null };
    return this.change(id, seen, caller, 'recommendation:follow', (recommendation, bounds) =>
      recommendation.follow(step, bounds, this.clock.now()),
    );
  }

  private async change(
    id: string,
    seen: number | undefined,
    caller: Caller,
    permission: Permission,
    act: (
      recommendation: Recommendation,
      bounds: StepBounds,
    ) => RecommendationFact | undefined | Promise<RecommendationFact | undefined>,
  ): Promise<RecommendationResponse> {
    return this.database.runInTransaction(async (tx) => {
      const lock = { mode: 'pessimistic_write' } as const;
      const recommendation = await tx.manager.findOne(Recommendation, { where: { id }, lock });
      if (!recommendation) throw new RecommendationNotFound(id);
      this.policy.demand(caller, permission, recommendation.owningUnit);
      refuseOutdated('recommendation', recommendation.version, seen);
      const source = (await sourceOf(tx, recommendation.sourceId))!;
      const fact = await act(recommendation, { datedOn: source.datedOn, today: this.clock.today() });
      if (fact) {
        this.record(tx, recommendation, source, fact, caller);
        await tx.manager.update(Recommendation, { id }, recommendation);
        if ('step' in fact) tx.insert(RecommendationStep, stepOf(recommendation, fact));
      }
      return recommendationResponse(recommendation);
    });
  }

  private record(
    tx: Transaction,
    recommendation: Recommendation,
    { symbol, datedOn }: RecommendingSource,
    fact: RecommendationFact,
    caller: Caller,
  ): void {
    refuseOversized('recommendation', recommendationSnapshot(recommendation, symbol, datedOn));
    this.recorder.record(tx, {
      aggregate: 'recommendation',
      record: recommendation,
      fact,
      announced: announcementOf(recommendation, symbol, fact),
      caller,
    });
  }
}

function stepOf(
  { id, updatedAt }: Recommendation,
  { kind, step }: Extract<RecommendationFact, { step: object }>,
): RecommendationStep {
  const history = kind === 'decided' ? ('acceptance' as const) : ('implementation' as const);
  const { state, since, decidedBy, reason } = step;
  const about = { id: newId(), recommendationId: id, history, state, since, decidedBy, reason, recordedAt: updatedAt };
  return Object.assign(new RecommendationStep(), about);
}

/** Gives the database's refusal of a second reference the words of the domain. */
async function referenceOnce<Result>(reference: string | (() => string), work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) !== 'recommendation_reference_once') throw error;
    throw new RecommendationReferenceTaken(typeof reference === 'function' ? reference() : reference);
  }
}
