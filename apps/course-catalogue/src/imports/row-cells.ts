import { separated, type Row } from '@capdev/service-frame/csv';
import { listLiteral } from './list-literal.js';
import type { RowFault } from './import-record.js';
import type { Several } from './mapping-rules.js';
import { shorten } from './written-words.js';

/** The cells of one row, and what is found to be wrong with them. */
export class RowCells {
  readonly faults: RowFault[] = [];

  constructor(private readonly row: Row) {}

  get number(): number {
    return this.row.number;
  }

  /** Cells are trimmed by the reader; here a column that nobody made sure of fails loudly. */
  cell(column: string): string {
    const value = this.row.cells.get(column);
    if (value === undefined) throw new Error(`The mapping reads a column "${column}" that was not checked.`);
    return value;
  }

  /** A cell as a text: semicolons behind it are strays of a list. */
  text(column: string): string {
    return this.cell(column).replace(/[\s;]+$/, '');
  }

  /** The columns that begin so, each with what follows. */
  columnsWith(prefix: string): (readonly [rest: string, column: string])[] {
    return [...this.row.cells.keys()]
      .filter((column) => column.startsWith(prefix) && column !== prefix)
      .map((column) => [column.slice(prefix.length), column]);
  }

  /** The values of a cell that may hold several; undefined when it is a list with a mistake, which is told. */
  parts(column: string, { separator, literal, escapes }: Several): string[] | undefined {
    const written = this.cell(column);
    if (written === '') return [];
    if (escapes !== undefined) return separated(written);
    if (literal === undefined) {
      const parts = separator === undefined ? [this.text(column)] : written.split(separator);
      return parts.map((part) => part.trim()).filter((part) => part !== '');
    }
    const list = listLiteral(written);
    if ('entries' in list) return list.entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
    this.fault(column, `"${shorten(written)}" ${list.fault}`, `write it as ['one', 'two']`);
    return undefined;
  }

  /** One sentence for each place and reason is enough. */
  fault(field: string, reason: string, advice: string): void {
    if (this.faults.some((fault) => fault.field === field && fault.reason === reason)) return;
    this.faults.push({ field, reason, advice });
  }

  hasFault(field: string): boolean {
    return this.faults.some((fault) => fault.field === field);
  }
}
