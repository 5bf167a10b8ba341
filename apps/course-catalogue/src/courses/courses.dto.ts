import {
  CheckedField,
  CodeField,
  CodesField,
  IdField,
  IdsField,
  LanguagesField,
  MultilingualField,
  MultilingualListField,
  NumberField,
  PartField,
  PartsField,
  TextField,
  WebAddressField,
} from '@capdev/service-frame/fields';
import { unitPattern, unitShape } from '@capdev/service-frame/plain';
import { audiences, credentialKinds, feeKinds, levels, modalities, registrationTypes, topics } from '@capdev/taxonomy';
import { type CourseDetails, passMarkFor, type PassMarks } from './course-details.js';

export const codePattern = /^[A-Z0-9][A-Z0-9._-]{1,39}$/;

const workloadFault = (value: unknown): string | undefined =>
  typeof value === 'number' && value > 0 && value <= 10_000 && Number.isInteger(value * 4)
    ? undefined
    : 'must be a number of hours above 0 and at most 10000, in quarter hours';

export class AssessmentInput {
  @MultilingualField(2_000, { optional: true })
  description?: CourseDetails['assessment']['description'];

  @NumberField(1, 100, {
    optional: true,
    description: 'Per cent. Left out: 70, or 80 for self-paced courses, unless configured otherwise.',
  })
  passMark?: number | null;
}

export class FeeTermsInput {
  @CodeField(feeKinds)
  kind!: NonNullable<CourseDetails['feeTerms']>['kind'];

  @MultilingualField(1_000, { optional: true })
  note?: NonNullable<CourseDetails['feeTerms']>['note'];
}

export class LinkInput {
  @TextField(40, {
    pattern: /^[a-z][a-z0-9-]*$/,
    shape: 'must be a word in small letters, such as about',
    example: 'about',
  })
  rel!: string;

  @WebAddressField()
  url!: string;
}

/** Courses that this one looks like and is not. */
const DistinctFromField = (): PropertyDecorator =>
  IdsField(100, {
    description:
      'Courses that this one is not, however alike they look: the candidates that a refusal named. It is remembered.',
  });

/** A course as an editor writes it. */
export class CourseInput {
  @TextField(40, {
    pattern: codePattern,
    shape: 'must have 2 to 40 capital letters, digits, dots, hyphens or underscores, a letter or digit first',
    example: 'BDT-SPM-101',
    description: 'Unique, and fixed once published.',
  })
  code!: string;

  @TextField(64, { pattern: unitPattern, shape: unitShape, example: 'BDT' })
  owningUnit!: string;

  @IdsField(20)
  providerIds?: string[] | null;

  @MultilingualField(200)
  title!: CourseDetails['title'];

  @MultilingualField(600, { optional: true })
  summary?: CourseDetails['summary'];

  @MultilingualField(8_000, { optional: true })
  description?: CourseDetails['description'];

  @MultilingualListField(500, 30)
  learningOutcomes?: CourseDetails['learningOutcomes'] | null;

  @CodesField(audiences)
  audiences?: CourseDetails['audiences'] | null;

  @MultilingualField(2_000, { optional: true })
  entryRequirements?: CourseDetails['entryRequirements'];

  @CodeField(levels, { optional: true })
  level?: CourseDetails['level'];

  @CodeField(modalities, { optional: true })
  modality?: CourseDetails['modality'];

  @CodesField(topics)
  topics?: CourseDetails['topics'] | null;

  @LanguagesField({ description: 'The languages it is taught in.' })
  languages?: string[] | null;

  @CheckedField(
    'isWorkload',
    workloadFault,
    { type: Number, exclusiveMinimum: 0 as never, maximum: 10_000, multipleOf: 0.25 },
    { optional: true },
  )
  workloadHours?: number | null;

  @PartField(() => AssessmentInput, { optional: true })
  assessment?: AssessmentInput | null;

  @CodeField(credentialKinds, { optional: true })
  credential?: CourseDetails['credential'];

  @PartField(() => FeeTermsInput, { optional: true })
  feeTerms?: FeeTermsInput | null;

  @CodeField(registrationTypes, { optional: true })
  registrationType?: CourseDetails['registrationType'];

  @IdsField(20, { description: 'Opaque; reading a coordinator needs a token.' })
  coordinatorIds?: string[] | null;

  @PartsField(() => LinkInput, 20)
  links?: LinkInput[] | null;

  @DistinctFromField()
  distinctFrom?: string[] | null;
}

/** What the course is said to be distinct from. */
export function distinctFromIn({ distinctFrom }: Pick<CourseInput, 'distinctFrom'>): string[] {
  return lower(distinctFrom);
}

const lower = (ids: string[] | null | undefined): string[] => (ids ?? []).map((id) => id.toLowerCase());

/** What was written, with defaults for what was left out. */
export function courseDetailsOf(input: CourseInput, marks: PassMarks): CourseDetails {
  const modality = input.modality ?? null;
  return {
    code: input.code,
    owningUnit: input.owningUnit,
    providerIds: lower(input.providerIds),
    title: input.title,
    summary: input.summary ?? null,
    description: input.description ?? null,
    learningOutcomes: input.learningOutcomes ?? [],
    audiences: input.audiences ?? [],
    entryRequirements: input.entryRequirements ?? null,
    level: input.level ?? null,
    modality,
    topics: input.topics ?? [],
    languages: input.languages ?? [],
    workloadHours: input.workloadHours ?? null,
    assessment: {
      description: input.assessment?.description ?? null,
      passMark: input.assessment?.passMark ?? passMarkFor(modality, marks),
    },
    credential: input.credential ?? null,
    feeTerms: input.feeTerms ? { kind: input.feeTerms.kind, note: input.feeTerms.note ?? null } : null,
    registrationType: input.registrationType ?? null,
    coordinatorIds: lower(input.coordinatorIds),
    links: (input.links ?? []).map(({ rel, url }) => ({ rel, url })),
  };
}

export class PublicationInput {
  @DistinctFromField()
  distinctFrom?: string[] | null;
}

export class RetirementInput {
  @IdField({ optional: true, description: 'A published course that takes its place.' })
  successorId?: string | null;

  @TextField(500, { optional: true, description: 'About the course; it must name nobody.' })
  reason?: string | null;
}
