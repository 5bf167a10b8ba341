import type { Caller } from '@capdev/access';
import type { Database, Statement, Transaction } from '@capdev/persistence';
import type { Encoding } from '@capdev/service-frame/csv';
import type { ImportMapping } from './import-mapping.js';
import type { ImportCounts, ImportState, ImportTask, SyncMode } from './import-status.js';

/** An import as it is kept. */
export interface ImportRun {
  readonly id: string;
  readonly version: number;
  readonly announcements: number;
  readonly sourceId: string;
  readonly owningUnit: string;
  /** As it was when the import began. */
  readonly mapping: ImportMapping;
  readonly mode: SyncMode;
  readonly encoding: Encoding;
  readonly dryRun: boolean;
  readonly publish: boolean;
  readonly state: ImportState;
  readonly failure: { readonly code: string; readonly detail: string } | null;
  /** The name of the upload that counts. */
  readonly upload: string | null;
  readonly bytes: number | null;
  readonly rowsTotal: number | null;
  readonly rowsDone: number;
  readonly counts: ImportCounts;
  readonly task: ImportTask | null;
  /** For whom the task is done: with that person's permissions, under that person's identifier. */
  readonly taskBy: Caller | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export const runColumns = `id, version, announcements, source_id AS "sourceId", owning_unit AS "owningUnit", mapping, mode, encoding,
  dry_run AS "dryRun", publish, state, failure, upload, bytes::float8 AS bytes, rows_total AS "rowsTotal", rows_done AS "rowsDone",
  counts, task, task_by AS "taskBy", created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt"`;

const byId: Statement = { name: 'import-by-id', text: `SELECT ${runColumns} FROM course_import WHERE id = $1` };
const locked: Statement = { name: 'import-locked', text: `${byId.text} FOR UPDATE` };
const free = '(worker IS NULL OR worker = $2 OR worker_until < now())';
// One that another instance is at is left to it: whoever waits would find its work done.
const taken: Statement = {
  name: 'import-taken',
  text: `${byId.text} AND task IS NOT NULL AND ${free} FOR UPDATE SKIP LOCKED`,
};
const waiting: Statement = {
  name: 'imports-waiting',
  text: `SELECT ${runColumns} FROM course_import WHERE task IS NOT NULL AND ${free.replace('$2', '$1')} ORDER BY updated_at, id LIMIT 20`,
};

export async function importRun(database: Database, id: string): Promise<ImportRun | undefined> {
  return (await database.query<ImportRun>(byId, [id]))[0];
}

export async function lockedRun(tx: Transaction, id: string): Promise<ImportRun | undefined> {
  return (await tx.query<ImportRun>(locked, [id]))[0];
}

/** The import, for the instance that works on it; undefined when another one does, or nothing is left to do. */
export async function takenRun(tx: Transaction, id: string, worker: string): Promise<ImportRun | undefined> {
  return (await tx.query<ImportRun>(taken, [id, worker]))[0];
}

/** The imports that have something to do, those first that have waited longest. */
export function waitingRuns(database: Database, worker: string): Promise<ImportRun[]> {
  return database.query<ImportRun>(waiting, [worker]);
}
