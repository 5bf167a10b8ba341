import { Injectable } from '@nestjs/common';
import { AccessPolicy } from '@capdev/access';
import { Database, type Statement, type Transaction } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import { DomainError } from '@capdev/service-kit/problems';
import type { Permission } from '../roles.js';
import { BatchView, type Verdict } from './batch-view.js';
import { BatchWriter } from './batch-writer.js';
import { writeAccount } from './batch-writes.query.js';
import { ImportOptions } from './import-options.js';
import { type ImportRun, takenRun } from './import-run.query.js';
import type { ImportCounts } from './import-status.js';
import { planCourse } from './plan-course.js';
import { planProvider } from './plan-provider.js';
import type { AnyRecord } from './record-reader.js';
import { faultsOf } from './row-faults.js';
import { rejected, type RowPlan } from './row-plan.js';

/** So long an import belongs to the instance that wrote its last batch. Who takes it over sooner does no harm, only work. */
const lease = `interval '10 seconds'`;
const progress: Statement = {
  name: 'import-progress',
  text: `UPDATE course_import SET rows_done = rows_done + $2, counts = $3, worker = $4, worker_until = now() + ${lease}, updated_at = $5
          WHERE id = $1`,
};
/** So many rows are written at once; while the database does that, the next are decided. */
const together = 50;
const nobody: ReadonlyMap<number, Verdict> = new Map();

/** Brings rows into the catalogue, a batch in one transaction with the progress that it makes: all of it, or nothing. */
@Injectable()
export class ImportBatches {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
    private readonly options: ImportOptions,
    private readonly writer: BatchWriter,
  ) {}

  /**
   * Goes on with an import. A batch that the database refuses is halved until the row at fault stands alone.
   *
   * @param place how many records come before these
   * @returns false when another instance has been here, or somebody stopped the import
   */
  async advance(id: string, worker: string, records: readonly AnyRecord[], place: number): Promise<boolean> {
    try {
      return await this.attempt(id, worker, records, place);
    } catch (error) {
      const faults = faultsOf(error, (await this.runOf(id)).mapping) ?? refusedValue(error);
      if (!faults) throw error;
      if (records.length === 1) return this.reject(id, worker, rejected(records[0]!, faults), place);
      const half = Math.ceil(records.length / 2);
      if (!(await this.advance(id, worker, records.slice(0, half), place))) return false;
      return this.advance(id, worker, records.slice(half), place + half);
    }
  }

  /** Decides and writes, in the given transaction. */
  async bring(
    tx: Transaction,
    run: ImportRun,
    records: readonly AnyRecord[],
    verdicts: ReadonlyMap<number, Verdict> = nobody,
    caller = run.taskBy!,
  ): Promise<readonly RowPlan[]> {
    const rules = {
      ...{ run, caller, policy: this.policy, passMarks: this.options.passMarks },
      ...{ now: this.clock.now(), verdicts },
    };
    const view = await BatchView.open(tx, rules, records);
    const plans: RowPlan[] = [];
    for (let from = 0; from < records.length; from += together) {
      const next = records
        .slice(from, from + together)
        .map((record) => ('provider' in record ? planProvider(view, record) : planCourse(view, record)));
      this.writer.writeRecords(tx, view, next);
      plans.push(...next);
    }
    await this.writer.finish(tx, view, plans);
    return plans;
  }

  private attempt(id: string, worker: string, records: readonly AnyRecord[], place: number): Promise<boolean> {
    return this.database.runInTransaction(async (tx) => {
      const run = await takenRun(tx, id, worker);
      if (run?.task !== 'run' || run.rowsDone !== place) return false;
      const plans = await this.bring(tx, run, records);
      this.progress(tx, run, worker, plans);
      return true;
    });
  }

  private reject(id: string, worker: string, plan: RowPlan, place: number): Promise<boolean> {
    return this.database.runInTransaction(async (tx) => {
      const run = await takenRun(tx, id, worker);
      if (run?.task !== 'run' || run.rowsDone !== place) return false;
      writeAccount(tx, id, [plan], run.dryRun);
      this.progress(tx, run, worker, [plan]);
      return true;
    });
  }

  private progress(tx: Transaction, run: ImportRun, worker: string, plans: readonly RowPlan[]): void {
    const counts = countsWith(run.counts, plans);
    tx.write(progress, [run.id, plans.length, counts, worker, this.clock.now()]);
  }

  private async runOf(id: string): Promise<ImportRun> {
    const [run] = await this.database.query<ImportRun>(mappingOf, [id]);
    return run!;
  }
}

const mappingOf: Statement = { name: 'import-mapping-of', text: 'SELECT mapping FROM course_import WHERE id = $1' };

/** The counts with these rows among them. */
export function countsWith(
  counts: ImportCounts,
  plans: readonly Pick<RowPlan, 'outcome' | 'published'>[],
): ImportCounts {
  const sum: Record<string, number> = { ...counts };
  for (const { outcome, published } of plans) {
    sum[outcome] = (sum[outcome] ?? 0) + 1;
    if (published) sum.published = (sum.published ?? 0) + 1;
  }
  return sum;
}

/** A value that our own checks let pass and that PostgreSQL cannot keep. */
function refusedValue(error: unknown): RowPlan['faults'] | undefined {
  const { code } = error as { code?: unknown };
  if (error instanceof DomainError || typeof code !== 'string' || !/^2[23]|^54|^P0001/.test(code)) return undefined;
  return [
    {
      field: 'course',
      reason: `the database does not take it (${code})`,
      advice: 'look at the row and import it again',
    },
  ];
}
