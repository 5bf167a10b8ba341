import type { CourseSnapshotV1 } from '@capdev/contracts/catalogue';
import type { ReceivedEvent } from '@capdev/messaging';
import type { Transaction } from '@capdev/persistence';

// What a version looked like never changes, so a row is written once: repetitions and replays change nothing, and an older
// version that comes late is put in its place.
const note = {
  name: 'catalogued-course-note',
  text: `INSERT INTO catalogued_course_change
           (course_id, course_version, at, owning_unit, published, completeness, level, topics)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
};

/** Notes what the catalogue said of a version of a course. */
export function noteCourse(event: ReceivedEvent<CourseSnapshotV1>, published: boolean, tx: Transaction): void {
  const { courseId, version, owningUnit, completeness, level = null, topics } = event.data;
  tx.write(note, [courseId, version, event.time, owningUnit, published, completeness, level, topics]);
}
