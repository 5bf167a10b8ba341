import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { OutboxRelay } from '@capdev/messaging';
import { Database, newId, type Statement } from '@capdev/persistence';
import { DomainError } from '@capdev/service-kit/problems';
import { batchSize } from './batch-size.js';
import { pruneChunks } from './import-chunks.query.js';
import { ImportJobs } from './import-jobs.js';
import { ImportOptions } from './import-options.js';
import { ImportPace, pause } from './import-pace.js';
import { type ImportRun, waitingRuns } from './import-run.query.js';
import { RecordReader } from './record-reader.js';

const restMs = 1_000;
const everyHour = 3_600_000;

const halt: Statement = {
  name: 'import-halt',
  text: `UPDATE course_import SET version = version + 1, state = CASE WHEN state = 'running' THEN 'stopped' ELSE state END,
           task = NULL, failure = $2, updated_at = now() WHERE id = $1 AND task IS NOT NULL`,
};
const release: Statement = {
  name: 'import-release',
  text: 'UPDATE course_import SET worker = NULL WHERE worker = $1',
};

/**
 * Does what imports have to do, in the background and in every instance: whichever finds work without a worker does it. It
 * keeps nothing in memory that would be missed: when the process is killed, another one goes on after the last batch.
 */
@Injectable()
export class ImportRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly worker = newId();
  private readonly logger = new Logger('Imports');
  private readonly readers = new Map<string, RecordReader>();
  private readonly pace: ImportPace;
  private readonly ending = new AbortController();
  private resting = new AbortController();
  private working: Promise<void> | undefined;
  private pruning: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly jobs: ImportJobs,
    relay: OutboxRelay,
    options: ImportOptions,
  ) {
    this.pace = new ImportPace(options.rowsPerSecond, async () => (await relay.waiting()).depth);
  }

  onApplicationBootstrap(): void {
    this.working = this.work();
    this.pruning = setInterval(() => {
      pruneChunks(this.database).catch((error: unknown) => this.logger.warn(`Old files stay: ${String(error)}`));
    }, everyHour).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.pruning);
    this.ending.abort();
    this.resting.abort();
    await this.working;
    for (const reader of this.readers.values()) await reader.close();
    // The others need not wait until this instance's time is up.
    await this.database.query(release, [this.worker]).catch(() => undefined);
  }

  /** There may be something to do. */
  wake(): void {
    this.resting.abort();
  }

  private async work(): Promise<void> {
    while (!this.ending.signal.aborted) {
      this.resting = new AbortController();
      const busy = await this.round().catch((error: unknown) => {
        this.logger.warn(`Imports wait: ${String(error)}`);
        return false;
      });
      if (!busy && !this.ending.signal.aborted) await pause(restMs, this.resting.signal);
    }
  }

  /** One batch of each import that waits, so that a long one does not hold up a short one. */
  private async round(): Promise<boolean> {
    const runs = await waitingRuns(this.database, this.worker);
    for (const id of this.readers.keys()) if (!runs.some((run) => run.id === id)) await this.forget(id);
    let busy = false;
    for (const run of runs) {
      if (this.ending.signal.aborted) return false;
      busy = (await this.step(run)) || busy;
    }
    return busy;
  }

  private async step(run: ImportRun): Promise<boolean> {
    try {
      const reader = this.readers.get(run.id) ?? new RecordReader(this.database, run);
      if (run.task === 'run') this.readers.set(run.id, reader);
      await this.pace.before(
        run.task === 'run' ? Math.min(batchSize, run.rowsTotal! - run.rowsDone) : batchSize,
        this.ending.signal,
      );
      try {
        return await this.jobs.step(run, reader, this.worker);
      } finally {
        this.pace.ended();
      }
    } catch (error) {
      await this.forget(run.id);
      // The database is away, or two wanted the same rows: the same batch may succeed when tried again.
      if (error instanceof DomainError && error.kind === 'unavailable') throw error;
      this.logger.error(`Import ${run.id} stops: ${error instanceof Error ? error.stack : String(error)}`);
      const code = error instanceof DomainError ? error.code : 'internal-error';
      const detail =
        error instanceof DomainError
          ? error.message
          : 'Something went wrong on our side. What was written stays; start the import again, or report it.';
      await this.database.query(halt, [run.id, { code, detail }]);
      return false;
    }
  }

  private async forget(id: string): Promise<void> {
    await this.readers.get(id)?.close();
    this.readers.delete(id);
  }
}
