import type { EventDefinition } from '@capdev/contracts/core';
import {
  recommendationAcceptedV1,
  recommendationImplementedV1,
  recommendationRejectedV1,
  type RecommendationSnapshotV1,
} from '@capdev/contracts/roadmap';
import type { Changes } from '@capdev/persistence';
import { announce, type Announced, multilingual } from '@capdev/service-frame/plain';
import type { Recommendation, Step } from './recommendation.entity.js';
import type { AcceptanceState, ImplementationState } from './recommendation-states.js';

export interface RecommendationEntered {
  readonly kind: 'entered';
}
export interface RecommendationRevised {
  readonly kind: 'revised';
  readonly changes: Changes;
}
export interface AcceptanceRecorded {
  readonly kind: 'decided';
  readonly step: Step<AcceptanceState>;
  readonly changes: Changes;
}
export interface ImplementationRecorded {
  readonly kind: 'followed';
  readonly step: Step<ImplementationState>;
  readonly changes: Changes;
}
export type RecommendationFact =
  RecommendationEntered | RecommendationRevised | AcceptanceRecorded | ImplementationRecorded;

/** The states of which the public is told, each with its event. */
const definitions: Readonly<
  Record<AcceptanceState | ImplementationState, EventDefinition<RecommendationSnapshotV1> | undefined>
> = {
  'under-consideration': undefined,
  accepted: recommendationAcceptedV1,
  'partially-accepted': recommendationAcceptedV1,
  rejected: recommendationRejectedV1,
  'not-started': undefined,
  'in-progress': undefined,
  implemented: recommendationImplementedV1,
  'overtaken-by-events': undefined,
};

/** What the public is told of a fact: a decision that is one, and an implementation that is finished. */
export function announcementOf(
  recommendation: Recommendation,
  sourceSymbol: string | null,
  fact: RecommendationFact,
): Announced | undefined {
  switch (fact.kind) {
    case 'entered':
    case 'revised':
      return undefined;
    case 'decided':
    case 'followed': {
      const definition = definitions[fact.step.state];
      return definition && announce(definition, recommendationSnapshot(recommendation, sourceSymbol, fact.step.since));
    }
  }
}

export function recommendationSnapshot(
  recommendation: Recommendation,
  sourceSymbol: string | null,
  since: string,
): RecommendationSnapshotV1 {
  return {
    recommendationId: recommendation.id,
    reference: recommendation.reference,
    sourceId: recommendation.sourceId,
    ...(sourceSymbol !== null && { sourceSymbol }),
    title: multilingual(recommendation.title),
    owningUnit: recommendation.owningUnit,
    acceptance: recommendation.acceptance,
    implementation: recommendation.implementation,
    since,
    version: recommendation.version,
  };
}
