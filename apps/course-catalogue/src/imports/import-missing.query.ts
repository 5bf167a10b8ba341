import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isText, pageOf, type Statement } from '@capdev/persistence';
import { listed } from '@capdev/service-frame/lists';
import { ImportStateForbids } from './imports.errors.js';
import type { ImportRun } from './import-run.query.js';
import type { MissingPage, MissingQuery, MissingResponse } from './imports.dto.js';
import { ImportsQuery } from './imports.query.js';

// A row that was rejected is there: only what the file does not name at all has gone.
const missing = `SELECT course_origin.key, course_id AS "courseId", course.code, course.state
    FROM course_origin JOIN course ON course.id = course_id
   WHERE source_id = $1 AND course.state <> 'retired'
     AND NOT EXISTS (SELECT FROM import_row WHERE import_id = $2 AND import_row.key = course_origin.key)`;
const inOrder: Statement = {
  name: 'import-missing',
  text: `${missing} AND course_origin.key > $3 ORDER BY course_origin.key LIMIT $4`,
};
const among: Statement = { name: 'import-missing-among', text: `${missing} AND course_id = ANY ($3::uuid[])` };

/** Reads what a source had before and this import's file does not. */
@Injectable()
export class ImportMissingQuery {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportsQuery,
  ) {}

  /** In the order of the source's own names. */
  async list(id: string, { after, limit }: MissingQuery, caller: Caller, address: string): Promise<MissingPage> {
    const run = await this.finished(id, caller);
    const scope = JSON.stringify(['import-missing', id]);
    const [last = ''] = after === undefined ? [] : decodeCursor(after, scope, [isText]);
    const rows = await this.database.query<MissingResponse>(inOrder, [run.sourceId, id, last, limit + 1]);
    const page = pageOf(
      rows,
      limit,
      (row) => row,
      ({ key }) => encodeCursor([key], scope),
    );
    return listed(page, address) as MissingPage;
  }

  /** Those of the given courses that are missing. */
  async among(id: string, courseIds: readonly string[], caller: Caller): Promise<MissingResponse[]> {
    const run = await this.finished(id, caller);
    return this.database.query<MissingResponse>(among, [run.sourceId, id, courseIds]);
  }

  private async finished(id: string, caller: Caller): Promise<ImportRun> {
    const run = await this.imports.visible(id, caller);
    if (run.state !== 'finished') throw new ImportStateForbids(run.state, 'compare');
    return run;
  }
}
