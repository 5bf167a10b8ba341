import { IsArray, IsInt, IsNumber, IsUUID, Max, Min } from 'class-validator';
import {
  defineEvent,
  IsFilled,
  IsFilledList,
  IsMoment,
  MultilingualTextV1,
  Nested,
  NestedList,
  Optional,
} from '../core/index.js';
import { AssessmentV1, FeeTermsV1, LinkV1, ProviderNameV1 } from './parts.v1.js';

/** A course as the public sees it; in every event of a course, whole. */
export class CourseSnapshotV1 {
  @IsUUID()
  courseId!: string;

  /** What people call it: unique in the catalogue, and never given to another course. */
  @IsFilled()
  code!: string;

  /** The unit that answers for the course, such as `BDT`. */
  @IsFilled()
  owningUnit!: string;

  @NestedList(() => ProviderNameV1)
  providers!: ProviderNameV1[];

  @Nested(() => MultilingualTextV1)
  title!: MultilingualTextV1;

  @Optional()
  @Nested(() => MultilingualTextV1)
  summary?: MultilingualTextV1;

  @Optional()
  @Nested(() => MultilingualTextV1)
  description?: MultilingualTextV1;

  @NestedList(() => MultilingualTextV1)
  learningOutcomes!: MultilingualTextV1[];

  /** Codes of the list `audiences`; open. */
  @IsFilledList()
  audiences!: string[];

  @Optional()
  @Nested(() => MultilingualTextV1)
  entryRequirements?: MultilingualTextV1;

  /** Of the list `levels`; open. */
  @Optional()
  @IsFilled()
  level?: string;

  /** Of the list `modalities`; open. */
  @Optional()
  @IsFilled()
  modality?: string;

  /** Codes of the list `topics`; open. */
  @IsFilledList()
  topics!: string[];

  /** The languages it is taught in, BCP 47. */
  @IsFilledList()
  languages!: string[];

  @Optional()
  @IsNumber()
  @Min(0)
  workloadHours?: number;

  @Optional()
  @Nested(() => AssessmentV1)
  assessment?: AssessmentV1;

  /** What a learner who passes receives; open. */
  @Optional()
  @IsFilled()
  credential?: string;

  @Optional()
  @Nested(() => FeeTermsV1)
  feeTerms?: FeeTermsV1;

  /** How places are given; open. */
  @Optional()
  @IsFilled()
  registrationType?: string;

  /** Opaque: the catalogue alone knows the persons behind them, and may forget them. */
  @IsArray()
  @IsUUID(undefined, { each: true })
  coordinatorIds!: string[];

  @NestedList(() => LinkV1)
  links!: LinkV1[];

  /** Per cent of the record that is filled in. */
  @IsInt()
  @Min(0)
  @Max(100)
  completeness!: number;

  /** Such as `published`, `retired`; open. */
  @IsFilled()
  state!: string;

  @IsMoment()
  publishedAt!: string;

  /** Of the course's record: the number in its ETag. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class CoursePublishedV1 extends CourseSnapshotV1 {}

export class CourseRevisedV1 extends CourseSnapshotV1 {
  /** The names of the fields of this snapshot that differ from the one before. */
  @IsFilledList()
  changedFields!: string[];
}

export class CourseRetiredV1 extends CourseSnapshotV1 {
  /** The course that takes its place, when there is one. */
  @Optional()
  @IsUUID()
  successorId?: string;

  @Optional()
  @IsFilled()
  reason?: string;
}

const key = 'The course’s id: everything said of one course arrives in the order in which it happened.';
const personalData =
  'No. Coordinators appear as opaque identifiers that mean nothing outside the catalogue; learners do not appear at all.';

const example: CourseSnapshotV1 = {
  courseId: '019ab6c0-8f22-7b6d-8e0c-5a1f6f1b2c02',
  code: 'BDT-SPM-101',
  owningUnit: 'BDT',
  providers: [
    {
      providerId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
      name: { original: 'en', text: { en: 'Telecommunication Development Bureau' } },
    },
  ],
  title: {
    original: 'en',
    text: {
      ar: 'مقدمة في إدارة الطيف',
      zh: '频谱管理入门',
      en: 'Introduction to spectrum management',
      fr: 'Introduction à la gestion du spectre',
      ru: 'Введение в управление использованием спектра',
      es: 'Introducción a la gestión del espectro',
    },
  },
  summary: { original: 'en', text: { en: 'Why radio spectrum is managed, by whom, and with which tools.' } },
  learningOutcomes: [
    { original: 'en', text: { en: 'Explain how frequency bands are allocated, allotted and assigned.' } },
  ],
  audiences: ['regulators'],
  level: 'introductory',
  modality: 'online-self-paced',
  topics: ['spectrum-management'],
  languages: ['en', 'fr'],
  workloadHours: 12.5,
  assessment: { description: { original: 'en', text: { en: 'A quiz after each module.' } }, passMark: 80 },
  credential: 'badge',
  feeTerms: { kind: 'free' },
  registrationType: 'direct',
  coordinatorIds: ['019ab6c0-9a33-7e11-b2d4-0c7d5e9f3d03'],
  links: [{ rel: 'about', url: 'https://example.org/courses/bdt-spm-101' }],
  completeness: 92,
  state: 'published',
  publishedAt: '2026-11-02T09:30:00.000Z',
  version: 5,
};

/** A course can be found and taken. */
export const coursePublishedV1 = defineEvent({
  type: 'int.itu.catalogue.course.published.v1',
  payload: CoursePublishedV1,
  about: {
    when: 'When a draft becomes public. Nothing is announced of a course before that.',
    cause: 'An editor of the owning unit publishes the course.',
    conclude:
      'The course is public, with everything a page about it needs. When and where it runs is said by its offerings. Who coordinates it is left out, apart from opaque identifiers.',
    key,
    personalData,
  },
  example,
});

/** A published course changed. */
export const courseRevisedV1 = defineEvent({
  type: 'int.itu.catalogue.course.revised.v1',
  payload: CourseRevisedV1,
  about: {
    when: 'Each time a published course changes in something the public sees.',
    cause: 'An editor changes a published course, or a list that holds it is loaded again.',
    conclude:
      'The snapshot replaces what was known before; changedFields says what differs, so a reader may skip what it does not use. It is still published.',
    key,
    personalData,
  },
  example: { ...example, workloadHours: 14, version: 6, changedFields: ['workloadHours'] },
});

/** A course is no longer given. */
export const courseRetiredV1 = defineEvent({
  type: 'int.itu.catalogue.course.retired.v1',
  payload: CourseRetiredV1,
  about: {
    when: 'Once, at the end of a published course’s life.',
    cause: 'An editor of the owning unit retires the course, naming its successor when there is one.',
    conclude:
      'Stop offering it and point to the successor. No new offering follows; offerings that are already announced run as planned unless they are cancelled.',
    key,
    personalData: `${personalData} The reason is about the course and must name nobody.`,
  },
  example: {
    ...example,
    state: 'retired',
    version: 7,
    successorId: '019ab6c0-a144-7f22-8c35-1d8e6fa04e04',
    reason: 'Replaced by a course on the 2027 edition of the regulations.',
  },
});
