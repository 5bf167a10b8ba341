import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, newId, runOnce, type Statement, type Transaction } from '@capdev/persistence';
import { Clock, onceFor } from '@capdev/service-frame/changes';
import { cellOf, rowOf } from '@capdev/service-frame/csv';
import type { IdempotentRequest } from '@capdev/service-kit';
import { takePlan } from '../plan/plan-revision.query.js';
import { fileRowOf } from './file-row.js';
import { grouped } from './link-order.js';
import { columnsFor } from './plan-columns.js';
import { type PlanImportQuery, type PlanImportResponse, planImportResponse } from './plan-exchange.dto.js';
import { ImportedCodeTwice, PlanFileExpected } from './plan-exchange.errors.js';
import { PlanExchangeQuery } from './plan-exchange.query.js';
import { planRowsIn, type RawRow } from './plan-file.js';
import { PlanImport } from './plan-import.entity.js';
import { PlanImportPass, type Taken } from './plan-import-pass.service.js';
import { cellsOf, type ExchangedItem, type FileRow } from './plan-line.js';
import { refusalOf, type RowRefusal } from './row-refusal.js';

const insertRow: Statement = {
  name: 'plan-import-row-insert',
  text: `INSERT INTO plan_import_row (import_id, number, code, action, reason, detail, faults) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
  many: `INSERT INTO plan_import_row (import_id, number, code, action, reason, detail, faults)
    SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[])`,
};
const keep: Statement = { name: '', text: 'SAVEPOINT before_plan_import' };
const undo: Statement = { name: '', text: 'ROLLBACK TO SAVEPOINT before_plan_import' };

/** Hands the plan out as a file, and takes a file in. */
@Injectable()
export class PlanExchangeService {
  constructor(
    private readonly database: Database,
    private readonly query: PlanExchangeQuery,
    private readonly pass: PlanImportPass,
    private readonly clock: Clock,
  ) {}

  /** Each row is made when the reader wants it. */
  async file(): Promise<StreamableFile> {
    const items = await this.query.items();
    const name = `plan-${this.clock.today()}.csv`;
    const type = 'text/csv; charset=utf-8; header=present';
    return new StreamableFile(Readable.from(linesOf(items)), { type, disposition: `attachment; filename="${name}"` });
  }

  /**
   * All rows that can be taken over are, in one transaction with the account of all of them; what breaks off has changed
   * nothing. The same file again finds everything as it says, and then not even the plan's revision is another one.
   */
  async import(
    file: unknown,
    { dryRun, encoding = 'utf-8' }: PlanImportQuery,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<PlanImportResponse> {
    if (!Buffer.isBuffer(file)) throw new PlanFileExpected();
    const raw = await planRowsIn(file, encoding);
    const refused = new Map<number, RowRefusal>();
    const rows = readable(raw, refused);
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      const taken = await this.takeOver(tx, rows, refused, dryRun === 'true', caller);
      const count = (action: Taken) => [...taken.values()].filter((one) => one === action).length;
      const one = Object.assign(new PlanImport(), {
        id: newId(),
        dryRun: dryRun === 'true',
        sha256: createHash('sha256').update(file).digest('hex'),
        bytes: file.length,
        created: count('created'),
        updated: count('updated'),
        unchanged: count('unchanged'),
        rejected: refused.size,
        actor: caller.subject,
        unit: caller.unit,
        createdAt: this.clock.now(),
      });
      tx.insert(PlanImport, one);
      for (const { number, cells } of raw) {
        const why = refused.get(number);
        const account = [
          why ? 'rejected' : taken.get(number),
          why?.reason,
          why?.detail,
          why && JSON.stringify(why.faults),
        ];
        const code = (cells.get('code') ?? '').slice(0, 200);
        tx.write(insertRow, [one.id, number, code, ...account.map((part) => part ?? null)]);
      }
      return planImportResponse(one);
    });
  }

  /** A pass in which a row is refused is undone, and another one begun without that row, until none is. */
  private async takeOver(
    tx: Transaction,
    rows: readonly FileRow[],
    refused: Map<number, RowRefusal>,
    dryRun: boolean,
    caller: Caller,
  ): Promise<Map<number, Taken>> {
    await tx.query(keep);
    for (;;) {
      const before = refused.size;
      await takePlan(tx);
      const taken = await this.pass.run(tx, rows, refused, caller);
      const changed = [...taken.values()].some((action) => action !== 'unchanged');
      const isFinal = refused.size === before;
      if (!isFinal || dryRun || !changed) await tx.query(undo);
      if (isFinal) return taken;
    }
  }
}

/** The rows that say something; what cannot be read of a row is its refusal. */
function readable(raw: readonly RawRow[], refused: Map<number, RowRefusal>): FileRow[] {
  const byCode = grouped(raw, ({ cells }) => cells.get('code') ?? '');
  return raw.flatMap((row) => {
    const code = row.cells.get('code') ?? '';
    const kind = row.cells.get('kind') ?? '';
    try {
      const same = byCode.get(code)!;
      if (code !== '' && same.length > 1) {
        throw new ImportedCodeTwice(
          code,
          same.map(({ number }) => number),
        );
      }
      return [fileRowOf(row)];
    } catch (error) {
      refused.set(row.number, refusalOf(error, { kind }));
      return [];
    }
  });
}

/** With a byte order mark, so that spreadsheet programs read every script. */
function* linesOf(items: readonly ExchangedItem[]): Generator<string> {
  const columns = columnsFor(items.flatMap(({ title }) => Object.keys(title.text)));
  yield `\uFEFF${rowOf(columns)}`;
  for (const item of items) yield rowOf(cellsOf(item, columns).map(cellOf));
}
