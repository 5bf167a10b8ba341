import type { HealthStatus } from '../reports/report-content.js';
import type { Line, Speech } from './speech.js';
import type { SectionName } from './words.js';

// What a report says in one language, for any rendering: what is said, not how it looks.

/** A cell of a table: its lines, and what else a rendering may show. */
export interface Cell {
  readonly lines: readonly Line[];
  /** Shown with a shape and a colour beside its words. */
  readonly status?: HealthStatus;
}

export interface Column {
  readonly label: string;
  /** A row's own name stands in the column of names; numbers stand under one another; days are not broken. */
  readonly kind: 'name' | 'text' | 'number' | 'code' | 'day';
  /** How wide it is beside the others. */
  readonly width: number;
}

export interface Table {
  readonly kind: 'table';
  /** Of the table among those of a report. */
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Of the rows that sum others up, the place of the first. */
  readonly totalsFrom?: number;
}

export type Block =
  | Table
  | { readonly kind: 'chart' }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'note'; readonly line: Line };

export interface Section {
  readonly name: SectionName;
  readonly heading: string;
  readonly blocks: readonly Block[];
  /** Printed across: its tables need the room. */
  readonly wide?: boolean;
}

/** A list, or the word for nothing. */
export function listOf(items: readonly Line[], speech: Speech): Block {
  return items.length > 0 ? { kind: 'list', items } : nothing(speech);
}

/** A table, or the word for nothing. */
export function tableOf(table: Omit<Table, 'kind'>, speech: Speech): Block {
  return table.rows.length > 0 ? { kind: 'table', ...table } : nothing(speech);
}

const nothing = (speech: Speech): Block => ({ kind: 'note', line: { text: speech.words.sentences.none } });

/** A cell of lines that are in the reader's language already, or say themselves in which they are. */
export function cell(...lines: readonly (Line | string | null)[]): Cell {
  return {
    lines: lines.filter((line) => line !== null).map((line) => (typeof line === 'string' ? { text: line } : line)),
  };
}
