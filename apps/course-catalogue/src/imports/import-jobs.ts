import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@capdev/persistence';
import { Clock, Recorder } from '@capdev/service-frame/changes';
import { batchSize } from './batch-size.js';
import { ImportBatches } from './import-batches.js';
import { ImportDecisions } from './import-decisions.js';
import { type ImportRun, takenRun } from './import-run.query.js';
import { announcementOf } from './imports.events.js';
import { ImportUndoing } from './import-undoing.js';
import type { RecordReader } from './record-reader.js';

const finish: Statement = {
  name: 'import-finish',
  text: `UPDATE course_import SET version = $2, announcements = $3, state = 'finished', task = NULL, worker = NULL, finished_at = $4,
           updated_at = $4 WHERE id = $1`,
};

/** The end of an import, and what is told of it. */
@Injectable()
export class ImportEnds {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly clock: Clock,
  ) {}

  async finish(id: string, worker: string): Promise<boolean> {
    return this.database.runInTransaction(async (tx) => {
      const run = await takenRun(tx, id, worker);
      if (run?.task !== 'run') return false;
      const at = this.clock.now();
      const record = { id, version: run.version + 1, updatedAt: at, announcements: run.announcements };
      this.recorder.record(tx, {
        ...{ aggregate: 'import', record, caller: run.taskBy! },
        fact: { kind: 'finished', changes: { state: { from: run.state, to: 'finished' } } },
        announced: announcementOf(run),
      });
      tx.write(finish, [id, record.version, record.announcements, at]);
      return true;
    });
  }
}

/** One step of what an import has to do: a batch, or its end. */
@Injectable()
export class ImportJobs {
  constructor(
    private readonly batches: ImportBatches,
    private readonly decisions: ImportDecisions,
    private readonly undoing: ImportUndoing,
    private readonly ends: ImportEnds,
  ) {}

  /** @returns false when there was nothing to do for this instance */
  async step(run: ImportRun, reader: RecordReader, worker: string): Promise<boolean> {
    if (run.task === 'decisions') return this.decisions.step(run.id, worker);
    if (run.task === 'undo') return this.undoing.step(run.id, worker);
    const records = await reader.from(run.rowsDone, batchSize);
    if (records.length === 0) return this.ends.finish(run.id, worker);
    return this.batches.advance(run.id, worker, records, run.rowsDone);
  }
}
