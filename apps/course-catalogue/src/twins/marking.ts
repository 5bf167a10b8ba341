import type { Database, Statement } from '@capdev/persistence';
import { type Marked, titleMarksOf } from './title-marks.js';

// Nobody changes these courses until they have their marks.
const next: Statement = {
  name: 'course-marks-next',
  text: `SELECT id, title, provider_ids AS "providerIds", owning_unit AS "owningUnit", title_marks::text[] AS marks
           FROM course WHERE id > $1 ORDER BY id LIMIT 500 FOR NO KEY UPDATE`,
};
const write: Statement = {
  name: 'course-marks-write',
  text: `UPDATE course SET title_marks = given.marks::bigint[]
           FROM unnest($1::uuid[], $2::text[]) AS given (id, marks) WHERE course.id = given.id`,
};
const first = '00000000-0000-0000-0000-000000000000';

/**
 * Gives every course the marks that it would get if it were written now; those that have them are left alone. May be
 * killed and started again at any time, and run beside a serving catalogue: each batch is a transaction of its own.
 *
 * @returns how many courses got other marks
 */
export async function markCourses(database: Database): Promise<number> {
  let marked = 0;
  for (let last: string | undefined = first; last !== undefined;) {
    const after: string = last;
    last = await database.runInTransaction(async (tx) => {
      const courses = await tx.query<Marked & { id: string; marks: string[] }>(next, [after]);
      const changed = courses
        .map(({ id, marks, ...course }) => ({ id, marks, wanted: titleMarksOf(course) }))
        .filter(({ marks, wanted }) => marks.join() !== wanted.join());
      if (changed.length > 0) {
        tx.write(write, [changed.map(({ id }) => id), changed.map(({ wanted }) => `{${wanted.join()}}`)]);
      }
      marked += changed.length;
      return courses.at(-1)?.id;
    });
  }
  return marked;
}
