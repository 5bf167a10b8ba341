import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database } from '@capdev/persistence';
import { touchedSince } from './import-undo.query.js';
import { ImportsService, refused } from './imports.service.js';
import { ImportDryRun, ImportRecordsTouched } from './imports.errors.js';
import type { ImportResponse } from './imports.dto.js';

/** Takes back a whole import, while nothing else has touched its records. */
@Injectable()
export class ImportUndoService {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportsService,
  ) {}

  async undo(id: string, caller: Caller): Promise<ImportResponse> {
    return this.database.runInTransaction(async (tx) => {
      const run = await this.imports.own(tx, id, caller);
      refused(run, 'undo');
      if (run.dryRun) throw new ImportDryRun();
      const touched = await touchedSince(tx, id);
      if (touched.length > 0) {
        throw new ImportRecordsTouched(
          touched.map(({ row, code }) => ({ row, code })),
          touched[0]!.count,
        );
      }
      return this.imports.enter(tx, run, run.state, 'undo', caller);
    });
  }
}
