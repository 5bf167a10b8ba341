import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Statement, type Transaction, violatedConstraint } from '@capdev/persistence';
import { Clock, onceFor } from '@capdev/service-frame/changes';
import type { IdempotentRequest } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { type ImportRun, lockedRun } from './import-run.query.js';
import { ImportRunner } from './import-runner.js';
import { type ImportAction, importStateAfter, type ImportTask } from './import-status.js';
import { ImportSourcesQuery } from './import-sources.query.js';
import { importResponse } from './imports.query.js';
import {
  ImportBusy,
  ImportFileMissing,
  ImportInProgress,
  ImportNotFound,
  ImportStateForbids,
} from './imports.errors.js';
import type { ImportInput, ImportResponse } from './imports.dto.js';

const insert: Statement = {
  name: 'import-insert',
  text: `INSERT INTO course_import (id, version, announcements, source_id, owning_unit, mapping, mode, encoding, dry_run, publish,
           state, started_by, created_at, updated_at)
         SELECT $1, 1, 0, id, owning_unit, $3, mode, $4, $5, $6, 'received', $7, $8, $8 FROM import_source WHERE id = $2`,
};
const enter: Statement = {
  name: 'import-enter',
  text: `UPDATE course_import SET version = version + 1, state = $2, task = $3, task_by = $4, worker = NULL, failure = NULL,
           started_at = coalesce(started_at, CASE WHEN $3 = 'run' THEN $5::timestamptz END), updated_at = $5 WHERE id = $1`,
};
const unfinished: Statement = {
  name: 'import-unfinished',
  text: `SELECT id FROM course_import WHERE source_id = $1 AND state IN ('received', 'checked', 'running')`,
};

/** Begins, starts and stops imports. The work itself is done in the background. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
    private readonly sources: ImportSourcesQuery,
    private readonly runner: ImportRunner,
  ) {}

  async begin(input: ImportInput, caller: Caller, request?: IdempotentRequest): Promise<ImportResponse> {
    const sourceId = input.sourceId.toLowerCase();
    const { source, mapping } = await this.sources.withMapping(sourceId, caller);
    const now = this.clock.now();
    const run: ImportRun = {
      ...{ id: newId(), version: 1, announcements: 0, sourceId, owningUnit: source.owningUnit, mapping },
      ...{ mode: source.mode, encoding: input.encoding ?? 'utf-8', dryRun: input.dryRun ?? false },
      ...{ publish: input.publish ?? false, state: 'received', failure: null, upload: null, bytes: null },
      ...{ rowsTotal: null, rowsDone: 0, counts: {}, task: null, taskBy: null, createdAt: now, startedAt: null },
      finishedAt: null,
    };
    return this.oneAtATime(
      () => sourceId,
      () =>
        runOnce(this.database, onceFor(caller, request), (tx) => {
          const { id, encoding, dryRun, publish } = run;
          tx.write(insert, [id, sourceId, mapping, encoding, dryRun, publish, caller.subject, now]);
          return Promise.resolve(importResponse(run, now));
        }),
    );
  }

  /** Also goes on with one that was stopped. */
  async start(id: string, caller: Caller): Promise<ImportResponse> {
    let sourceId = '';
    return this.oneAtATime(
      () => sourceId,
      () =>
        this.database.runInTransaction(async (tx) => {
          const run = await this.own(tx, id, caller);
          ({ sourceId } = run);
          const state = refused(run, 'start');
          if (run.upload === null || run.rowsTotal === null) throw new ImportFileMissing();
          return this.enter(tx, run, state, 'run', caller);
        }),
    );
  }

  /** What has been written stays; the import can be started again. */
  async stop(id: string, caller: Caller): Promise<ImportResponse> {
    return this.database.runInTransaction(async (tx) => {
      const run = await this.own(tx, id, caller);
      return this.enter(tx, run, refused(run, 'stop'), null, caller);
    });
  }

  /**
   * The import, locked, for somebody who may run it.
   *
   * @throws ImportNotFound, Forbidden, ImportBusy when something other than the run is going on
   */
  async own(tx: Transaction, id: string, caller: Caller): Promise<ImportRun> {
    const run = await lockedRun(tx, id);
    if (!run) throw new ImportNotFound(id);
    this.policy.demand(caller, 'import:run', run.owningUnit);
    if (run.task !== null && run.task !== 'run') throw new ImportBusy();
    return run;
  }

  /** Puts the import into a state and gives the background something to do. */
  enter(
    tx: Transaction,
    run: ImportRun,
    state: ImportRun['state'],
    task: ImportTask | null,
    caller: Caller,
  ): ImportResponse {
    const now = this.clock.now();
    const { subject, unit, roles } = caller;
    tx.write(enter, [run.id, state, task, task === null ? null : { subject, unit, roles }, now]);
    tx.afterCommit(() => this.runner.wake());
    const startedAt = run.startedAt ?? (task === 'run' ? now : null);
    return importResponse({ ...run, version: run.version + 1, state, task, failure: null, startedAt }, now);
  }

  private async oneAtATime<Result>(sourceId: () => string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (violatedConstraint(error) !== 'course_import_one_at_a_time') throw error;
      const [other] = await this.database.query<{ id: string }>(unfinished, [sourceId()]);
      throw new ImportInProgress(other?.id);
    }
  }
}

/** The state that the action leads to. */
export function refused({ state }: ImportRun, action: ImportAction): ImportRun['state'] {
  const next = importStateAfter(state, action);
  if (next === undefined) throw new ImportStateForbids(state, action);
  return next;
}
