import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { cellOf, rowOf } from '@capdev/service-frame/csv';
import type { ImportRowResponse } from './imports.dto.js';
import { ImportsQuery } from './imports.query.js';

const headings = [
  ...['row', 'key', 'code', 'outcome', 'published', 'changed', 'kept', 'field', 'reason', 'advice', 'candidates'],
  ...['decision', 'undone'],
];

/** The account of an import as a CSV that can be opened beside the list. */
@Injectable()
export class ImportAccount {
  constructor(private readonly imports: ImportsQuery) {}

  async csv(id: string, caller: Caller): Promise<StreamableFile> {
    await this.imports.visible(id, caller);
    return new StreamableFile(Readable.from(this.lines(id)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="import-${id}.csv"`,
    });
  }

  private async *lines(id: string): AsyncGenerator<string> {
    yield rowOf(headings);
    for await (const rows of this.imports.account(id)) yield rows.flatMap(linesOf).join('');
  }
}

/** One line for each fault, and one for a row without any. */
function linesOf(row: ImportRowResponse): string[] {
  const faults = row.faults.length > 0 ? row.faults : [{ field: '', reason: '', advice: '' }];
  const candidates = (row.candidates ?? []) as { code: string }[];
  return faults.map(({ field, reason, advice }) =>
    rowOf(
      [
        ...[String(row.row), row.key ?? '', row.code ?? '', row.outcome, row.published ? 'yes' : 'no'],
        ...[Object.keys(row.after ?? {}).join(' '), row.kept.join(' '), field, reason, advice],
        ...[candidates.map(({ code }) => code).join(' '), row.decision ?? '', row.undone ?? ''],
      ].map(cellOf),
    ),
  );
}
