import type { Statement, Transaction } from '@capdev/persistence';
import type { Given } from './differences.js';

/** A row whose changes are to be taken back. */
export interface DoneRow {
  readonly row: number;
  readonly key: string | null;
  readonly outcome: 'created' | 'updated';
  readonly courseId: string | null;
  readonly version: number | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly givenBefore: Given | null;
  readonly offerings: readonly {
    readonly id: string;
    readonly version: number;
    readonly isNew: boolean;
    readonly before: Readonly<Record<string, unknown>> | null;
  }[];
}

/** What became of it. */
export interface Undone {
  readonly row: number;
  readonly undone: string;
}

// The last rows first, so that what was done last is taken back first.
const next: Statement = {
  name: 'import-undo-next',
  text: `SELECT "row", key, outcome, course_id AS "courseId", version, before, given_before AS "givenBefore", offerings
           FROM import_row WHERE import_id = $1 AND outcome IN ('created', 'updated') AND undone IS NULL
          ORDER BY "row" DESC LIMIT 100`,
};
// Several rows may tell of one course, under one key: the last of them knows its version.
const touched: Statement = {
  name: 'import-touched',
  text: `WITH done AS (
      SELECT "row", code, key, outcome, course_id, version, offerings FROM import_row
       WHERE import_id = $1 AND outcome IN ('created', 'updated') AND undone IS NULL
    ), touched AS (
      SELECT done."row", done.code FROM done JOIN course ON course.id = done.course_id
       WHERE done.version IS NOT NULL
         AND course.version <> (SELECT max(version) FROM import_row last WHERE last.import_id = $1 AND last.key = done.key)
      UNION SELECT done."row", done.code FROM done, jsonb_to_recordset(done.offerings) AS run (id uuid, version integer)
        JOIN offering ON offering.id = run.id WHERE offering.version <> run.version
      UNION SELECT done."row", done.code FROM done JOIN offering ON offering.course_id = done.course_id
       WHERE done.outcome = 'created' AND NOT EXISTS (SELECT FROM offering_origin WHERE offering_id = offering.id)
      UNION SELECT done."row", done.code FROM done JOIN course_origin USING (course_id)
       WHERE done.outcome = 'created' AND source_id <> (SELECT source_id FROM course_import WHERE id = $1)
    )
    SELECT "row", code, count(*) OVER ()::int AS count FROM touched ORDER BY "row" LIMIT 20`,
};
const mark: Statement = {
  name: 'import-undo-mark',
  text: `UPDATE import_row SET undone = given.undone FROM unnest($2::int[], $3::text[]) AS given ("row", undone)
          WHERE import_id = $1 AND import_row."row" = given."row"`,
};
const forgetOrigins: Statement = {
  name: 'import-forget-origins',
  text: 'DELETE FROM course_origin WHERE source_id = $1 AND key = ANY ($2::text[])',
};
const restoreOrigins: Statement = {
  name: 'import-restore-origins',
  text: `UPDATE course_origin SET given = former.given FROM json_to_recordset($2::json) AS former (key text, given jsonb)
          WHERE source_id = $1 AND course_origin.key = former.key`,
};
const forgetDistinctions: Statement = {
  name: 'import-forget-distinctions',
  text: 'DELETE FROM course_distinction WHERE course_id = ANY ($1::uuid[]) OR other_id = ANY ($1::uuid[])',
};
const forgetKeys: Statement = {
  name: 'import-forget-keys',
  text: 'DELETE FROM course_origin WHERE course_id = ANY ($1::uuid[])',
};
const removeCourses: Statement = {
  name: 'import-remove-courses',
  text: `DELETE FROM course WHERE id = ANY ($1::uuid[]) AND state = 'draft'`,
};

export const nextDone = (tx: Transaction, id: string): Promise<DoneRow[]> => tx.query<DoneRow>(next, [id]);

/** Records that others have changed since. */
export function touchedSince(
  tx: Transaction,
  id: string,
): Promise<{ row: number; code: string | null; count: number }[]> {
  return tx.query(touched, [id]);
}

export function markUndone(tx: Transaction, id: string, rows: readonly Undone[]): void {
  tx.write(mark, [id, rows.map(({ row }) => row), rows.map(({ undone }) => undone)]);
}

/** Queues the return of what the source was known to have given. */
export function returnOrigins(tx: Transaction, sourceId: string, rows: readonly DoneRow[]): void {
  const keyed = rows.flatMap(({ key, givenBefore }) => (key === null ? [] : [{ key, given: givenBefore }]));
  const news = keyed.filter(({ given }) => given === null).map(({ key }) => key);
  const former = keyed.filter(({ given }) => given !== null);
  if (news.length > 0) tx.write(forgetOrigins, [sourceId, news]);
  if (former.length > 0) tx.write(restoreOrigins, [sourceId, JSON.stringify(former)]);
}

/** Queues the removal of drafts that have never been public. */
export function removeDrafts(tx: Transaction, ids: readonly string[]): void {
  if (ids.length === 0) return;
  tx.write(forgetKeys, [ids]);
  tx.write(forgetDistinctions, [ids]);
  tx.write(removeCourses, [ids]);
}
