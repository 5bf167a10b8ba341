import { createDataSource, Database, type PersistenceOptions, type Statement } from '@capdev/persistence';
import { markCourses } from '../twins/marking.js';
import { analysisVersion } from './course-entry.js';
import { SearchIndex } from './search-index.js';

const outdated = `state = 'published' AND NOT EXISTS (
  SELECT FROM course_search WHERE course_id = course.id AND analysis = $1)`;
const count: Statement = {
  name: 'reindex-count',
  text: `SELECT count(*)::int AS count FROM course WHERE ${outdated}`,
};
// Nobody changes these courses until they are entered as they are.
const next: Statement = {
  name: 'reindex-next',
  text: `SELECT id FROM course WHERE ${outdated} AND id > $2 ORDER BY id LIMIT 500 FOR SHARE`,
};
const first = '00000000-0000-0000-0000-000000000000';

/**
 * Enters every published course that the search does not know yet, or knows in an older way of taking words apart. May be
 * killed and started again at any time, and run beside a serving catalogue: each batch is a transaction of its own.
 *
 * @param options with the role that owns the schema, as for migrating
 * @param print takes a line about how far it is
 * @returns how many courses were entered
 */
export async function reindex(options: PersistenceOptions, print: (line: string) => void): Promise<number> {
  const dataSource = await createDataSource({ ...options, poolSize: 2, statementTimeoutMs: 0 }).initialize();
  try {
    const database = new Database(dataSource);
    // What the guard against entering a course twice looks for is made of the same words.
    await markCourses(database);
    const index = new SearchIndex();
    const [{ count: waiting = 0 } = {}] = await database.query<{ count: number }>(count, [analysisVersion]);
    let done = 0;
    let last: string | undefined = first;
    while (last !== undefined) {
      const after: string = last;
      const ids: string[] = await database.runInTransaction(async (tx) => {
        const courses = await tx.query<{ id: string }>(next, [analysisVersion, after]);
        if (courses.length > 0)
          await index.renew(
            tx,
            courses.map(({ id }) => id),
          );
        return courses.map(({ id }) => id);
      });
      done += ids.length;
      last = ids.at(-1);
      if (last !== undefined) print(`Search index: ${done} of ${Math.max(waiting, done)} courses.`);
    }
    return done;
  } finally {
    await dataSource.destroy();
  }
}
