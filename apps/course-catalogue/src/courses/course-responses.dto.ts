import { ApiProperty } from '@nestjs/swagger';
import { Speaker, type Spoken, SpokenProperty } from '@capdev/service-frame/fields';
import { pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import type { Link } from './course-details.js';
import { completenessOf } from './completeness.js';
import type { Course } from './course.entity.js';
import { type CourseState, courseStates } from './course-status.js';

const nullable = { type: String, nullable: true } as const;
const texts = { type: String, isArray: true } as const;

/** A course in a list. */
export class CourseSummary {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() version!: number;
  @ApiProperty({ enum: courseStates }) state!: CourseState;
  @ApiProperty() code!: string;
  @ApiProperty() owningUnit!: string;
  @ApiProperty(texts) providerIds!: string[];
  @SpokenProperty() title!: Spoken;
  @SpokenProperty(true) summary!: Spoken | null;
  @ApiProperty(nullable) level!: string | null;
  @ApiProperty(nullable) modality!: string | null;
  @ApiProperty(texts) topics!: string[];
  @ApiProperty(texts) languages!: string[];
  @ApiProperty({ type: Number, nullable: true }) workloadHours!: number | null;
  @ApiProperty(nullable) credential!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'free or paid' }) fee!: string | null;
  @ApiProperty({ format: 'date-time' }) updatedAt!: string;
}

export class CoursePage extends pageOfType(CourseSummary) {}

class AssessmentResponse {
  @SpokenProperty(true) description!: Spoken | null;
  @ApiProperty() passMark!: number;
}

class FeeTermsResponse {
  @ApiProperty() kind!: string;
  @SpokenProperty(true) note!: Spoken | null;
}

class LinkResponse {
  @ApiProperty() rel!: string;
  @ApiProperty({ format: 'uri' }) url!: string;
}

/** A course, whole. */
export class CourseResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'The number in the ETag.' }) version!: number;
  @ApiProperty({ enum: courseStates }) state!: CourseState;
  @ApiProperty() code!: string;
  @ApiProperty() owningUnit!: string;
  @ApiProperty(texts) providerIds!: string[];
  @SpokenProperty() title!: Spoken;
  @SpokenProperty(true) summary!: Spoken | null;
  @SpokenProperty(true) description!: Spoken | null;
  @ApiProperty({ type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'object' }] } })
  learningOutcomes!: Spoken[];
  @ApiProperty(texts) audiences!: string[];
  @SpokenProperty(true) entryRequirements!: Spoken | null;
  @ApiProperty(nullable) level!: string | null;
  @ApiProperty(nullable) modality!: string | null;
  @ApiProperty(texts) topics!: string[];
  @ApiProperty(texts) languages!: string[];
  @ApiProperty({ type: Number, nullable: true }) workloadHours!: number | null;
  @ApiProperty() assessment!: AssessmentResponse;
  @ApiProperty(nullable) credential!: string | null;
  @ApiProperty({ type: FeeTermsResponse, nullable: true }) feeTerms!: FeeTermsResponse | null;
  @ApiProperty(nullable) registrationType!: string | null;
  @ApiProperty(texts) coordinatorIds!: string[];
  @ApiProperty({ type: [LinkResponse] }) links!: Link[];
  @ApiProperty({ minimum: 0, maximum: 100, description: 'Per cent of the record that is filled in.' })
  completeness!: number;
  @ApiProperty({ type: [String], description: 'What is not filled in yet, weightiest first.' })
  missing!: readonly string[];
  @ApiProperty(nullable) successorId!: string | null;
  @ApiProperty(nullable) retirementReason!: string | null;
  @ApiProperty({ ...nullable, format: 'date-time' }) publishedAt!: string | null;
  @ApiProperty({ ...nullable, format: 'date-time' }) retiredAt!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time' }) updatedAt!: string;
}

/** A course's row, or the course itself. */
export type CourseRecord = Recorded<Pick<Course, Exclude<keyof CourseResponse, 'completeness' | 'missing'>>>;

/** What a reader sees; without a speaker, every language. */
export function courseResponse(course: CourseRecord, speaker = new Speaker('*')): CourseResponse {
  const { completeness, missing } = completenessOf(course);
  return {
    id: course.id,
    version: course.version,
    state: course.state,
    code: course.code,
    owningUnit: course.owningUnit,
    providerIds: course.providerIds,
    title: speaker.say(course.title),
    summary: speaker.say(course.summary),
    description: speaker.say(course.description),
    learningOutcomes: course.learningOutcomes.map((outcome) => speaker.say(outcome)),
    audiences: course.audiences,
    entryRequirements: speaker.say(course.entryRequirements),
    level: course.level,
    modality: course.modality,
    topics: course.topics,
    languages: course.languages,
    workloadHours: course.workloadHours,
    assessment: {
      description: speaker.say(course.assessment.description),
      passMark: course.assessment.passMark,
    },
    credential: course.credential,
    feeTerms: course.feeTerms && { kind: course.feeTerms.kind, note: speaker.say(course.feeTerms.note) },
    registrationType: course.registrationType,
    coordinatorIds: course.coordinatorIds,
    links: course.links,
    completeness,
    missing,
    successorId: course.successorId,
    retirementReason: course.retirementReason,
    publishedAt: momentOf(course.publishedAt),
    retiredAt: momentOf(course.retiredAt),
    createdAt: momentOf(course.createdAt),
    updatedAt: momentOf(course.updatedAt),
  };
}

/** What a list reads of a course. */
export type CourseSummaryRecord = Recorded<Pick<Course, Exclude<keyof CourseSummary, 'fee'>>> & {
  readonly fee: string | null;
};

export function courseSummary(course: CourseSummaryRecord, speaker: Speaker): CourseSummary {
  return {
    id: course.id,
    version: course.version,
    state: course.state,
    code: course.code,
    owningUnit: course.owningUnit,
    providerIds: course.providerIds,
    title: speaker.say(course.title),
    summary: speaker.say(course.summary),
    level: course.level,
    modality: course.modality,
    topics: course.topics,
    languages: course.languages,
    workloadHours: course.workloadHours,
    credential: course.credential,
    fee: course.fee,
    updatedAt: momentOf(course.updatedAt),
  };
}
