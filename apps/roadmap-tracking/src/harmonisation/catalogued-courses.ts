import type { Transaction } from '@capdev/persistence';

/** A version of a course, as the catalogue announced it. */
interface AnnouncedCourse {
  readonly courseId: string;
  readonly version: number;
  readonly owningUnit: string;
  /** Per cent of the record that is filled in. */
  readonly completeness: number;
  readonly level?: string;
  readonly topics: readonly string[];
}

// What a version looked like never changes, so a row is written once: repetitions and replays change nothing, and an older
// version that comes late is put in its place.
const note = {
  name: 'catalogued-course-note',
  text: `INSERT INTO catalogued_course_change
           (course_id, course_version, at, owning_unit, published, completeness, level, topics)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
};

/**
 * Notes what the catalogue said of a course.
 *
 * @param at when it became so
 */
export function noteCourse(tx: Transaction, course: AnnouncedCourse, published: boolean, at: string): void {
  const { courseId, version, owningUnit, completeness, level = null, topics } = course;
  tx.write(note, [courseId, version, at, owningUnit, published, completeness, level, topics]);
}
