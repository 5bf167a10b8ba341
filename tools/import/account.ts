import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import type { RowFault } from './map-row.js';

/** What became of a row. */
export type Outcome = 'created' | 'updated' | 'unchanged' | 'rejected';

/** One line of the account. */
export interface Fate {
  readonly row: number;
  readonly code: string;
  readonly outcome: Outcome;
  /** Whether this run made the course public. */
  readonly published: boolean;
  /** Fields that an update wrote. */
  readonly changed?: readonly string[];
  readonly faults?: readonly RowFault[];
}

/** How many rows had which fate. */
export type Tally = Record<Outcome | 'published', number>;

const headings = ['row', 'code', 'outcome', 'published', 'changed', 'field', 'reason', 'advice'];

/** Tells each row's fate, on the terminal and, when asked for, in a CSV that can be opened beside the list. */
export class Account {
  readonly tally: Tally = { created: 0, updated: 0, unchanged: 0, rejected: 0, published: 0 };
  private readonly file: WriteStream | undefined;

  constructor(
    private readonly print: (line: string) => void,
    path?: string,
    private readonly onFate?: (fate: Fate) => void,
  ) {
    if (path !== undefined) {
      this.file = createWriteStream(path);
      this.file.write(`${headings.join(',')}\n`);
    }
  }

  add(fate: Fate): void {
    this.tally[fate.outcome] += 1;
    if (fate.published) this.tally.published += 1;
    this.onFate?.(fate);
    for (const line of linesOf(fate)) this.print(line);
    const faults: readonly Partial<RowFault>[] = fate.faults?.length ? fate.faults : [{}];
    for (const { field = '', reason = '', advice = '' } of faults) {
      const changed = fate.changed?.join(' ') ?? '';
      const cells = [fate.row, fate.code, fate.outcome, fate.published ? 'yes' : 'no', changed, field, reason, advice];
      this.file?.write(`${cells.map(csvCell).join(',')}\n`);
    }
  }

  async close(): Promise<void> {
    if (!this.file) return;
    this.file.end();
    await once(this.file, 'close');
  }
}

/** The tally in one sentence. */
export function summaryOf(tally: Tally): string {
  const rows = tally.created + tally.updated + tally.unchanged + tally.rejected;
  return `${rows} rows: ${tally.created} created, ${tally.updated} updated, ${tally.unchanged} unchanged, ${tally.rejected} rejected; ${tally.published} published.`;
}

function linesOf({ row, code, outcome, published, changed, faults }: Fate): string[] {
  const head = `row ${String(row).padStart(4)}  ${outcome}${published ? ', published' : ''}  ${code}`;
  const detail = changed?.length ? [`${head} (${changed.join(', ')})`] : [head];
  return [
    ...detail,
    ...(faults ?? []).map(({ field, reason, advice }) => `            ${field}: ${reason}; ${advice}`),
  ];
}

function csvCell(value: string | number): string {
  const text = String(value);
  // A spreadsheet takes a cell that begins with one of these for a formula.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
