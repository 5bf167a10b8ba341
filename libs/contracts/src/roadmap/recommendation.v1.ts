import { IsInt, IsUUID, Min } from 'class-validator';
import { defineEvent, IsDay, IsFilled, MultilingualTextV1, Nested, Optional } from '../core/index.js';

/** A recommendation as the public sees it; in every event of a recommendation, whole. */
export class RecommendationSnapshotV1 {
  @IsUUID()
  recommendationId!: string;

  /** What people call it, such as `R-A`: unique in the roadmap. */
  @IsFilled()
  reference!: string;

  /** The document that makes it. */
  @IsUUID()
  sourceId!: string;

  /** The document's symbol, such as `C21/32`, when it has one. */
  @Optional()
  @IsFilled()
  sourceSymbol?: string;

  @Nested(() => MultilingualTextV1)
  title!: MultilingualTextV1;

  /** The unit that follows it up. */
  @IsFilled()
  owningUnit!: string;

  /** Such as `accepted`, `partially-accepted`, `rejected`; open. */
  @IsFilled()
  acceptance!: string;

  /** Such as `not-started`, `in-progress`, `implemented`, `overtaken-by-events`; open. */
  @IsFilled()
  implementation!: string;

  /** The day from which the state that is announced holds. */
  @IsDay()
  since!: string;

  /** Of the recommendation's record: the number in its ETag. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class RecommendationAcceptedV1 extends RecommendationSnapshotV1 {}
export class RecommendationRejectedV1 extends RecommendationSnapshotV1 {}
export class RecommendationImplementedV1 extends RecommendationSnapshotV1 {}

const key = 'The recommendation’s id: everything said of one recommendation arrives in the order in which it happened.';
const personalData = 'No. Units decide; who entered the decision, and why, stays in the service’s history.';

const example: RecommendationSnapshotV1 = {
  recommendationId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
  reference: 'R-A',
  sourceId: '019ab6c0-8f22-7b6d-8e0c-5a1f6f1b2c02',
  sourceSymbol: 'C21/32',
  title: { original: 'en', text: { en: 'One common framework for capacity development' } },
  owningUnit: 'GS',
  acceptance: 'accepted',
  implementation: 'not-started',
  since: '2022-03-21',
  version: 2,
};

/** A recommendation will be followed, wholly or in part. */
export const recommendationAcceptedV1 = defineEvent({
  type: 'int.itu.roadmap.recommendation.accepted.v1',
  payload: RecommendationAcceptedV1,
  about: {
    when: 'Each time the acceptance of a recommendation becomes accepted or partially accepted.',
    cause: 'The secretariat records that a body, or the unit that answers for it, has accepted it.',
    conclude:
      'It will be followed, and initiatives may point to it; acceptance says whether wholly. A later event may say otherwise. The reasons are left out.',
    key,
    personalData,
  },
  example,
});

/** A recommendation will not be followed. */
export const recommendationRejectedV1 = defineEvent({
  type: 'int.itu.roadmap.recommendation.rejected.v1',
  payload: RecommendationRejectedV1,
  about: {
    when: 'Each time the acceptance of a recommendation becomes rejected.',
    cause: 'The secretariat records that a body, or the unit that answers for it, has rejected it.',
    conclude: 'Nothing more is done for it unless a later event says that it was accepted after all.',
    key,
    personalData,
  },
  example: { ...example, reference: 'R-D', acceptance: 'rejected', since: '2022-03-30' },
});

/** What a recommendation asked for is done. */
export const recommendationImplementedV1 = defineEvent({
  type: 'int.itu.roadmap.recommendation.implemented.v1',
  payload: RecommendationImplementedV1,
  about: {
    when: 'Each time the implementation of a recommendation becomes implemented.',
    cause: 'The unit that follows it up records that it is done.',
    conclude: 'What it asked for is in place since that day. How that is known stands with its initiatives.',
    key,
    personalData,
  },
  example: { ...example, implementation: 'implemented', since: '2025-06-30', version: 4 },
});
