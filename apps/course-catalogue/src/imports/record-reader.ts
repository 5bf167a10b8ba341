import type { Database } from '@capdev/persistence';
import { chunksOf } from './import-chunks.query.js';
import type { ImportRun } from './import-run.query.js';
import type { ImportedProvider, ImportRecord } from './import-record.js';
import { readImport } from './read-import.js';

export type AnyRecord = ImportRecord | ImportedProvider;

/** Reads an import's file on, a batch at a time. The same file gives the same rows, so any instance can go on anywhere. */
export class RecordReader {
  private records: AsyncGenerator<AnyRecord> | undefined;
  private position = 0;
  private batch: readonly AnyRecord[] = [];

  constructor(
    private readonly database: Database,
    private readonly run: Pick<ImportRun, 'upload' | 'mapping' | 'encoding'>,
  ) {}

  /** The records from a place on, at most so many; none when that is the end. Asked again, it gives the same. */
  async from(place: number, most: number): Promise<readonly AnyRecord[]> {
    if (this.records && this.position - this.batch.length === place) return this.batch;
    if (!this.records || place < this.position) await this.begin();
    while (this.position < place) if (!(await this.next())) return [];
    const batch: AnyRecord[] = [];
    while (batch.length < most) {
      const record = await this.next();
      if (!record) break;
      batch.push(record);
    }
    this.batch = batch;
    return batch;
  }

  /** Gives the file back. */
  async close(): Promise<void> {
    await this.records?.return(undefined);
    this.records = undefined;
  }

  private async begin(): Promise<void> {
    await this.close();
    this.position = 0;
    this.batch = [];
    const { upload, mapping, encoding } = this.run;
    this.records = readImport(chunksOf(this.database, upload!), mapping, { encoding });
  }

  private async next(): Promise<AnyRecord | undefined> {
    const { value, done } = await this.records!.next();
    if (done) return undefined;
    this.position += 1;
    return value;
  }
}
