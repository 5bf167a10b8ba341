import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf, type Statement } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import { Filtered, listed } from '@capdev/service-frame/lists';
import { momentOf } from '@capdev/service-frame/plain';
import type { Permission } from '../roles.js';
import { importRun, type ImportRun, runColumns } from './import-run.query.js';
import { ImportSourcesQuery } from './import-sources.query.js';
import type {
  ImportListQuery,
  ImportPage,
  ImportResponse,
  ImportRowPage,
  ImportRowQuery,
  ImportRowResponse,
} from './imports.dto.js';
import { ImportNotFound } from './imports.errors.js';

export const rowColumns = `"row", key, code, outcome, published, course_id AS "courseId", faults, kept, before, after, candidates, decision,
  undone`;
const accountRows: Statement = {
  name: 'import-account-rows',
  text: `SELECT ${rowColumns} FROM import_row WHERE import_id = $1 AND "row" > $2 ORDER BY "row" LIMIT 500`,
};

/** Reads imports and their accounts. */
@Injectable()
export class ImportsQuery {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
    private readonly sources: ImportSourcesQuery,
    private readonly clock: Clock,
  ) {}

  async one(id: string, caller: Caller): Promise<ImportResponse> {
    return importResponse(await this.visible(id, caller), this.clock.now());
  }

  async visible(id: string, caller: Caller): Promise<ImportRun> {
    const run = await importRun(this.database, id);
    if (!run) throw new ImportNotFound(id);
    this.policy.demand(caller, 'import:run', run.owningUnit);
    return run;
  }

  /** The newest first. */
  async list({ after, limit, sourceId }: ImportListQuery, caller: Caller, address: string): Promise<ImportPage> {
    const unit = this.sources.unitOf(caller);
    const scope = JSON.stringify(['imports', unit, sourceId]);
    const [last] = after === undefined ? [] : decodeCursor(after, scope, [isUuid]);
    const filtered = new Filtered('import-list')
      .where('unit', 'owning_unit = ?', unit)
      .where('source', 'source_id = ?', sourceId)
      .where('after', 'id < ?', last);
    const rows = await this.database.query<ImportRun>(
      filtered.statement(`SELECT ${runColumns} FROM course_import`, 'id DESC', limit + 1),
      filtered.values,
    );
    const now = this.clock.now();
    const page = pageOf(
      rows,
      limit,
      (run) => importResponse(run, now),
      ({ id }) => encodeCursor([id], scope),
    );
    return listed(page, address) as ImportPage;
  }

  /** What became of each row, in the order of the file. */
  async rows(id: string, query: ImportRowQuery, caller: Caller, address: string): Promise<ImportRowPage> {
    await this.visible(id, caller);
    const { after, limit, outcome, undecided } = query;
    const scope = JSON.stringify(['import-rows', id, outcome, undecided]);
    const [last] = after === undefined ? [] : decodeCursor(after, scope, [Number.isSafeInteger]);
    const filtered = new Filtered('import-row-list')
      .where('import', 'import_id = ?', id)
      .where('outcome', 'outcome = ?', outcome)
      .where('undecided', `(outcome IN ('proposed', 'held') AND decision IS NULL) = ?::boolean`, undecided)
      .where('after', '"row" > ?', last);
    const rows = await this.database.query<ImportRowResponse>(
      filtered.statement(`SELECT ${rowColumns} FROM import_row`, '"row"', limit + 1),
      filtered.values,
    );
    const page = pageOf(
      rows,
      limit,
      (row) => row,
      ({ row }) => encodeCursor([row], scope),
    );
    return listed(page, address) as ImportRowPage;
  }

  /** The whole account, in pieces. */
  async *account(id: string): AsyncGenerator<readonly ImportRowResponse[]> {
    for (let after: number | undefined = -1; after !== undefined;) {
      const rows: ImportRowResponse[] = await this.database.query<ImportRowResponse>(accountRows, [id, after]);
      if (rows.length > 0) yield rows;
      after = rows.at(-1)?.row;
    }
  }
}

export function importResponse(run: ImportRun, now: Date): ImportResponse {
  const { startedAt, finishedAt } = run;
  const seconds = startedAt && ((finishedAt ?? now).getTime() - startedAt.getTime()) / 1_000;
  return {
    id: run.id,
    version: run.version,
    sourceId: run.sourceId,
    owningUnit: run.owningUnit,
    state: run.state,
    task: run.task,
    mapping: run.mapping.name,
    mode: run.mode,
    encoding: run.encoding,
    dryRun: run.dryRun,
    publish: run.publish,
    failure: run.failure,
    bytes: run.bytes,
    rowsTotal: run.rowsTotal,
    rowsDone: run.rowsDone,
    rowsPerSecond: seconds ? Math.round((run.rowsDone / seconds) * 10) / 10 : null,
    counts: run.counts,
    createdAt: momentOf(run.createdAt),
    startedAt: momentOf(startedAt),
    finishedAt: momentOf(finishedAt),
  };
}
