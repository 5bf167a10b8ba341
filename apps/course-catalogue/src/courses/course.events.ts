import {
  coursePublishedV1,
  courseRetiredV1,
  courseRevisedV1,
  type CourseSnapshotV1,
} from '@capdev/contracts/catalogue';
import type { Changes } from '@capdev/persistence';
import { announce, type Announced, multilingual } from '@capdev/service-frame/plain';
import type { NamedProvider } from '../providers/provider-names.query.js';
import { completenessOf } from './completeness.js';
import type { Course } from './course.entity.js';

export interface CourseDrafted {
  readonly kind: 'drafted';
}
export interface CourseEdited {
  readonly kind: 'edited';
  readonly changes: Changes;
}
export interface CoursePublished {
  readonly kind: 'published';
  readonly changes: Changes;
}
export interface CourseRevised {
  readonly kind: 'revised';
  readonly changes: Changes;
  readonly completenessChanged: boolean;
}
export interface CourseRetired {
  readonly kind: 'retired';
  readonly changes: Changes;
}
export type CourseFact = CourseDrafted | CourseEdited | CoursePublished | CourseRevised | CourseRetired;

/** What the public is told of a fact: nothing before publication. */
export function announcementOf(
  course: Course,
  providers: readonly NamedProvider[],
  fact: CourseFact,
): Announced | undefined {
  switch (fact.kind) {
    case 'drafted':
    case 'edited':
      return undefined;
    case 'published':
      return announce(coursePublishedV1, courseSnapshot(course, providers));
    case 'revised':
      return announce(courseRevisedV1, { ...courseSnapshot(course, providers), changedFields: changedFields(fact) });
    case 'retired':
      return announce(courseRetiredV1, {
        ...courseSnapshot(course, providers),
        ...(course.successorId && { successorId: course.successorId }),
        ...(course.retirementReason && { reason: course.retirementReason }),
      });
  }
}

/** The names of the snapshot's fields, where they differ from those of the record. */
function changedFields({ changes, completenessChanged }: CourseRevised): string[] {
  const fields = Object.keys(changes).map((name) => (name === 'providerIds' ? 'providers' : name));
  return completenessChanged ? [...fields, 'completeness'] : fields;
}

/** The course as the public sees it; also what its size is measured on, before publication too. */
export function courseSnapshot(course: Course, providers: readonly NamedProvider[]): CourseSnapshotV1 {
  const { assessment, feeTerms } = course;
  return {
    courseId: course.id,
    code: course.code,
    owningUnit: course.owningUnit,
    providers: providers.map(({ id, name }) => ({ providerId: id, name: multilingual(name) })),
    title: multilingual(course.title),
    ...(course.summary && { summary: multilingual(course.summary) }),
    ...(course.description && { description: multilingual(course.description) }),
    learningOutcomes: course.learningOutcomes.map(multilingual),
    audiences: course.audiences,
    ...(course.entryRequirements && { entryRequirements: multilingual(course.entryRequirements) }),
    ...(course.level && { level: course.level }),
    ...(course.modality && { modality: course.modality }),
    topics: course.topics,
    languages: course.languages,
    ...(course.workloadHours !== null && { workloadHours: course.workloadHours }),
    assessment: {
      ...(assessment.description && { description: multilingual(assessment.description) }),
      passMark: assessment.passMark,
    },
    ...(course.credential && { credential: course.credential }),
    ...(feeTerms && { feeTerms: { kind: feeTerms.kind, ...(feeTerms.note && { note: multilingual(feeTerms.note) }) } }),
    ...(course.registrationType && { registrationType: course.registrationType }),
    coordinatorIds: course.coordinatorIds,
    links: course.links.map(({ rel, url }) => ({ rel, url })),
    completeness: completenessOf(course).completeness,
    state: course.state,
    publishedAt: (course.publishedAt ?? course.createdAt).toISOString(),
    version: course.version,
  };
}
