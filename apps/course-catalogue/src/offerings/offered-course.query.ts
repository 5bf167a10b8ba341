import type { Statement, Transaction } from '@capdev/persistence';
import type { MultilingualText } from '@capdev/taxonomy';
import { type CourseState, courseStateAfter } from '../courses/course-status.js';
import { CourseNotOffered } from './offering.errors.js';

/** What an offering needs to know of its course. */
export interface OfferedCourse {
  readonly id: string;
  readonly code: string;
  readonly owningUnit: string;
  readonly title: MultilingualText;
  readonly state: CourseState;
  readonly modality: string | null;
  readonly languages: string[];
}

// Locked against retirement until the transaction that relies on it has ended.
const byId: Statement = {
  name: 'offered-course',
  text: `SELECT id, code, owning_unit AS "owningUnit", title, state, modality, languages FROM course WHERE id = $1 FOR SHARE`,
};

export async function courseOf(tx: Transaction, courseId: string): Promise<OfferedCourse> {
  const [course] = await tx.query<OfferedCourse>(byId, [courseId]);
  if (!course) throw new CourseNotOffered(courseId, 'is not in the catalogue');
  return course;
}

/** Refuses an offering of a course that is not public any more, or not yet. */
export function refuseUnlessOfferable({ id, state }: OfferedCourse): void {
  if (courseStateAfter(state, 'offer') === undefined) throw new CourseNotOffered(id, `is ${state}`);
}
