import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, type Statement } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import { DomainError } from '@capdev/service-kit/problems';
import { ImportUnreadable } from '@capdev/service-frame/csv';
import type { Permission } from '../roles.js';
import { chunksOf, keepChunks, removeChunks } from './import-chunks.query.js';
import { ImportOptions } from './import-options.js';
import { importRun, type ImportRun, lockedRun } from './import-run.query.js';
import { importStateAfter } from './import-status.js';
import { importResponse } from './imports.query.js';
import {
  ImportFileInterrupted,
  ImportFileOvertaken,
  ImportFileTooLarge,
  ImportNotFound,
  ImportStateForbids,
} from './imports.errors.js';
import type { ImportResponse } from './imports.dto.js';
import { readImport } from './read-import.js';
import { fileTypes, MediaTypeUnsupported } from './upload-bodies.js';

const checked: Statement = {
  name: 'import-checked',
  text: `UPDATE course_import SET version = version + 1, state = $2, upload = $3, bytes = $4, rows_total = $5, failure = $6,
           finished_at = CASE WHEN $2 = 'failed' THEN $7::timestamptz END, updated_at = $7 WHERE id = $1`,
};

/** Takes an import's file as it comes, in pieces, and reads it once to the end before anything else may happen. */
@Injectable()
export class ImportUploadService {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
    private readonly options: ImportOptions,
  ) {}

  async receive(id: string, body: unknown, caller: Caller): Promise<ImportResponse> {
    if (!(body instanceof Readable)) throw new MediaTypeUnsupported(fileTypes);
    const run = await importRun(this.database, id);
    if (!run) throw new ImportNotFound(id);
    this.policy.demand(caller, 'import:run', run.owningUnit);
    refuseUnlessReceivable(run);
    const upload = newId();
    try {
      const bytes = await this.keep(upload, id, body as IncomingMessage);
      const rows = await this.countRows(upload, run);
      return await this.check(id, upload, bytes, rows);
    } catch (error) {
      await removeChunks(this.database, upload);
      if (error instanceof ImportUnreadable) await this.fail(id, error);
      throw error;
    }
  }

  private async keep(upload: string, id: string, body: IncomingMessage): Promise<number> {
    const { fileLimit } = this.options;
    if (Number(body.headers?.['content-length'] ?? 0) > fileLimit) throw new ImportFileTooLarge(fileLimit);
    try {
      return await keepChunks(this.database, upload, id, limited(body, fileLimit));
    } catch (error) {
      // What the database or the limit says stays as it is; anything else came from the connection.
      throw error instanceof DomainError || !body.destroyed ? error : new ImportFileInterrupted(error);
    }
  }

  /** Also the check: whoever must not write half of a file reads it to its end first. */
  private async countRows(upload: string, { mapping, encoding }: ImportRun): Promise<number> {
    let rows = 0;
    const records = readImport(chunksOf(this.database, upload), mapping, { encoding });
    for await (const record of records) if (record) rows += 1;
    return rows;
  }

  private async check(id: string, upload: string, bytes: number, rows: number): Promise<ImportResponse> {
    return this.database.runInTransaction(async (tx) => {
      const run = await lockedRun(tx, id);
      if (run?.state !== 'received') throw new ImportFileOvertaken();
      const now = this.clock.now();
      tx.write(checked, [id, 'checked', upload, bytes, rows, null, now]);
      return importResponse({ ...run, version: run.version + 1, state: 'checked', bytes, rowsTotal: rows }, now);
    });
  }

  private async fail(id: string, { code, message }: ImportUnreadable): Promise<void> {
    await this.database.runInTransaction(async (tx) => {
      const run = await lockedRun(tx, id);
      if (run?.state !== 'received') return;
      tx.write(checked, [id, 'failed', null, null, null, { code, detail: message }, this.clock.now()]);
    });
  }
}

function refuseUnlessReceivable({ state }: ImportRun): void {
  if (importStateAfter(state, 'check') === undefined) throw new ImportStateForbids(state, 'check');
}

async function* limited(bytes: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const piece of bytes) {
    total += piece.length;
    if (total > limit) throw new ImportFileTooLarge(limit);
    yield piece;
  }
}
