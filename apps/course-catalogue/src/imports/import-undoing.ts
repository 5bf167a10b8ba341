import { Injectable } from '@nestjs/common';
import { AccessPolicy } from '@capdev/access';
import { Database, type Statement, type Transaction } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import type { Permission } from '../roles.js';
import { readCourses, readOfferingsById, readOrganisations } from './batch-reads.query.js';
import { BatchWriter } from './batch-writer.js';
import { type ImportRun, takenRun } from './import-run.query.js';
import { type DoneRow, markUndone, nextDone, removeDrafts, returnOrigins } from './import-undo.query.js';
import { Organisations } from './organisations.js';
import { undoRow, type UndoView } from './undo-row.js';

const progress: Statement = {
  name: 'import-undo-progress',
  text: `UPDATE course_import SET counts = $2, worker = $3, worker_until = now() + interval '10 seconds', updated_at = $4
          WHERE id = $1`,
};
const end: Statement = {
  name: 'import-undo-end',
  text: `UPDATE course_import SET version = version + 1, state = 'undone', task = NULL, worker = NULL, updated_at = $2 WHERE id = $1`,
};

/** Takes back what an import has done, a batch in one transaction, so that it can be interrupted like the import itself. */
@Injectable()
export class ImportUndoing {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
    private readonly writer: BatchWriter,
  ) {}

  async step(id: string, worker: string): Promise<boolean> {
    return this.database.runInTransaction(async (tx) => {
      const run = await takenRun(tx, id, worker);
      if (run?.task !== 'undo') return false;
      const rows = await nextDone(tx, id);
      if (rows.length === 0) tx.write(end, [id, this.clock.now()]);
      else await this.takeBack(tx, run, rows, worker);
      return true;
    });
  }

  private async takeBack(tx: Transaction, run: ImportRun, rows: readonly DoneRow[], worker: string): Promise<void> {
    const view = await this.viewOf(tx, run, rows);
    const results = rows.map((row) => undoRow(view, row));
    await this.writer.apply(
      tx,
      results.map(({ plan }) => plan),
      run.taskBy!,
      view.now,
    );
    const taken = results.filter(({ left }) => !left);
    returnOrigins(
      tx,
      run.sourceId,
      taken.map(({ done }) => done),
    );
    removeDrafts(
      tx,
      results.flatMap(({ removed }) => removed ?? []),
    );
    markUndone(
      tx,
      run.id,
      results.map(({ done, undone }) => ({ row: done.row, undone })),
    );
    const { undone = 0, left = 0 } = run.counts;
    const counts = { ...run.counts, undone: undone + taken.length, left: left + results.length - taken.length };
    tx.write(progress, [run.id, counts, worker, view.now]);
  }

  private async viewOf(tx: Transaction, run: ImportRun, rows: readonly DoneRow[]): Promise<UndoView> {
    const caller = run.taskBy!;
    const now = this.clock.now();
    const courses = await readCourses(
      tx,
      rows.flatMap(({ courseId }) => courseId ?? []),
      [],
    );
    const ids = rows.flatMap(({ offerings }) => offerings.map(({ id }) => id));
    const offerings = ids.length === 0 ? [] : await readOfferingsById(tx, ids);
    const named = [...courses.flatMap((one) => one.providerIds), ...offerings.flatMap((one) => one.organiserIds)];
    const known = await readOrganisations(tx, [...new Set(named)], []);
    return {
      courses: new Map(courses.map((course) => [course.id, course])),
      offerings: new Map(offerings.map((offering) => [offering.id, offering])),
      organisations: new Organisations(known, run.id, caller, now),
      may: (permission, unit) => this.policy.may(caller, permission, unit),
      touchedBefore: new Set(),
      now,
    };
  }
}
