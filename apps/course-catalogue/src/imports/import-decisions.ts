import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, type Statement, type Transaction } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import { batchSize } from './batch-size.js';
import type { Verdict } from './batch-view.js';
import { countsWith, ImportBatches } from './import-batches.js';
import { type ImportRun, takenRun } from './import-run.query.js';
import type { ImportCounts, Outcome } from './import-status.js';
import type { AnyRecord } from './record-reader.js';
import type { RowPlan } from './row-plan.js';

const accepted: Statement = {
  name: 'import-accepted-rows',
  text: `SELECT "row", wanted FROM import_row WHERE import_id = $1 AND outcome = 'proposed' AND decision = 'accept'
          ORDER BY "row" LIMIT ${batchSize}`,
};
// What turns out to look like another course has to be decided once more.
const askAgain: Statement = {
  name: 'import-ask-again',
  text: `UPDATE import_row SET decision = NULL, decided_by = NULL, decided_at = NULL
          WHERE import_id = $1 AND "row" = ANY ($2::int[]) AND outcome = 'held'`,
};
const counted: Statement = {
  name: 'import-counted',
  text: `UPDATE course_import SET version = version + 1, counts = $2, task = $3, worker = $4,
           worker_until = now() + interval '10 seconds', updated_at = $5 WHERE id = $1`,
};

/** Brings into the catalogue what people have decided on. */
@Injectable()
export class ImportDecisions {
  constructor(
    private readonly database: Database,
    private readonly batches: ImportBatches,
    private readonly clock: Clock,
  ) {}

  /** A batch of the rows that were accepted together. */
  async step(id: string, worker: string): Promise<boolean> {
    return this.database.runInTransaction(async (tx) => {
      const run = await takenRun(tx, id, worker);
      if (run?.task !== 'decisions') return false;
      const rows = await tx.query<{ row: number; wanted: AnyRecord }>(accepted, [id]);
      const verdicts = new Map(rows.map(({ row }) => [row, { accepted: true, distinctFrom: [] }]));
      const records = rows.map(({ wanted }) => wanted);
      const plans = records.length === 0 ? [] : await this.bring(tx, run, records, verdicts, run.taskBy!);
      const counts = movedCounts(run.counts, 'proposed', plans);
      const done = records.length < batchSize;
      tx.write(counted, [id, counts, done ? null : 'decisions', done ? null : worker, this.clock.now()]);
      return true;
    });
  }

  /** One row, at once. */
  async one(
    tx: Transaction,
    run: ImportRun,
    { record, from, verdict }: { record: AnyRecord; from: Outcome; verdict: Verdict },
    caller: Caller,
  ): Promise<void> {
    const plans = await this.bring(tx, run, [record], new Map([[record.row, verdict]]), caller);
    tx.write(counted, [run.id, movedCounts(run.counts, from, plans), run.task, null, this.clock.now()]);
  }

  private async bring(
    tx: Transaction,
    run: ImportRun,
    records: readonly AnyRecord[],
    verdicts: ReadonlyMap<number, Verdict>,
    caller: Caller,
  ): Promise<readonly RowPlan[]> {
    const plans = await this.batches.bring(tx, run, records, verdicts, caller);
    tx.write(askAgain, [run.id, plans.map(({ row }) => row)]);
    return plans;
  }
}

/** The counts after rows have left one outcome for another. */
function movedCounts(counts: ImportCounts, from: Outcome, plans: readonly RowPlan[]): ImportCounts {
  return countsWith({ ...counts, [from]: (counts[from] ?? 0) - plans.length }, plans);
}
