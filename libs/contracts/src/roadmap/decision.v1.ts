import { IsInt, IsUUID, Min } from 'class-validator';
import { defineEvent, IsDay, IsFilled, MultilingualTextV1, Nested, Optional } from '../core/index.js';

/** A decision of a task force as the public sees it. */
export class DecisionSnapshotV1 {
  @IsUUID()
  decisionId!: string;

  @IsUUID()
  taskForceId!: string;

  /** Counts the decisions of one task force, from 1. */
  @IsInt()
  @Min(1)
  number!: number;

  @Nested(() => MultilingualTextV1)
  title!: MultilingualTextV1;

  @Nested(() => MultilingualTextV1)
  text!: MultilingualTextV1;

  @IsDay()
  adoptedOn!: string;

  /** The decision whose place it takes, when there is one. */
  @Optional()
  @IsUUID()
  supersedesId?: string;

  /** Such as `adopted`, `superseded`; open. */
  @IsFilled()
  state!: string;

  /** Of the decision's record: the number in its ETag. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class DecisionAdoptedV1 extends DecisionSnapshotV1 {}

export class DecisionSupersededV1 extends DecisionSnapshotV1 {
  /** The decision that holds in its place. */
  @IsUUID()
  supersededById!: string;

  @IsDay()
  supersededOn!: string;
}

const key = 'The decision’s id: everything said of one decision arrives in the order in which it happened.';
const personalData =
  'No. A task force decides; who proposed it stays in the service’s history. Its text must name nobody.';

const example: DecisionSnapshotV1 = {
  decisionId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
  taskForceId: '019ab6c0-8f22-7b6d-8e0c-5a1f6f1b2c02',
  number: 1,
  title: { original: 'en', text: { en: 'One catalogue' } },
  text: { original: 'en', text: { en: 'Every unit enters its courses in the common catalogue.' } },
  adoptedOn: '2022-06-14',
  state: 'adopted',
  version: 2,
};

/** A decision holds. */
export const decisionAdoptedV1 = defineEvent({
  type: 'int.itu.roadmap.decision.adopted.v1',
  payload: DecisionAdoptedV1,
  about: {
    when: 'Once in a decision’s life, when it is adopted.',
    cause: 'A constituted task force adopts it in a meeting.',
    conclude:
      'It holds from that day and its words never change. When it supersedes another one, that one is announced too.',
    key,
    personalData,
  },
  example,
});

/** Another decision holds in the place of this one. */
export const decisionSupersededV1 = defineEvent({
  type: 'int.itu.roadmap.decision.superseded.v1',
  payload: DecisionSupersededV1,
  about: {
    when: 'Once, when a later decision takes its place.',
    cause: 'The task force adopts a decision that names this one as superseded.',
    conclude: 'It held until that day; from then on the later one does.',
    key,
    personalData,
  },
  example: {
    ...example,
    state: 'superseded',
    supersededById: '019ab6c0-a144-7f22-8c35-1d8e6fa04e04',
    supersededOn: '2023-02-01',
    version: 3,
  },
});
