import { ImportUnreadable } from './import-unreadable.js';

/** Whole records of a CSV as text. */
export interface RecordBlock {
  readonly text: string;
  /** The line of the file in which it begins, from 1. */
  readonly line: number;
}

export const mostColumns = 1_000;
/** Longer than any legal field; an unclosed quotation mark would otherwise swallow the rest of a large file. */
export const longestCell = 1024 * 1024;
const longestRecord = 4 * longestCell;
const recordsOfBlock = 500;

/**
 * Cuts a CSV between records, every 500 of them or sooner where they are long, so that the memory that a file takes does not depend on what is in it.
 * The cuts depend on the text alone, not on how it arrives.
 *
 * @throws ImportUnreadable when a quotation mark is never closed, or a row is too wide or too long
 */
export async function* recordBlocks(text: AsyncIterable<string>, separator: string): AsyncGenerator<RecordBlock> {
  const cutter = new Cutter(separator);
  for await (const piece of text) yield* cutter.take(piece);
  yield* cutter.end();
}

class Cutter {
  private readonly marks: RegExp;
  private held = '';
  private scanned = 0;
  private records = 0;
  private cells = 1;
  private recordStart = 0;
  private cellStart = 0;
  private line = 1;
  private blockLine = 1;
  private quoteLine: number | undefined;

  constructor(private readonly separator: string) {
    this.marks = new RegExp(`["\\r\\n${separator}]`, 'g');
  }

  *take(piece: string): Generator<RecordBlock> {
    this.held += piece;
    yield* this.scan(false);
    this.refuseLong(this.held.length);
  }

  *end(): Generator<RecordBlock> {
    yield* this.scan(true);
    if (this.quoteLine !== undefined) throw unclosed(this.quoteLine);
    if (this.held !== '') yield { text: this.held, line: this.blockLine };
  }

  private *scan(last: boolean): Generator<RecordBlock> {
    for (;;) {
      this.marks.lastIndex = this.scanned;
      const found = this.marks.exec(this.held);
      if (!found) break;
      const [mark] = found;
      // The line feed that belongs to it may still be on its way.
      if (mark === '\r' && found.index === this.held.length - 1 && !last) break;
      const pair = mark === '\r' && this.held[found.index + 1] === '\n';
      this.scanned = found.index + (pair ? 2 : 1);
      if (mark === '"') this.quoteLine = this.quoteLine === undefined ? this.line : undefined;
      else if (mark === this.separator) this.cellEnds(found.index);
      else yield* this.lineEnds(found.index);
    }
    if (!this.held.endsWith('\r') || last) this.scanned = this.held.length;
  }

  private cellEnds(at: number): void {
    if (this.quoteLine !== undefined) return;
    this.refuseLong(at);
    this.cellStart = at + 1;
    this.cells += 1;
    if (this.cells > mostColumns) {
      throw new ImportUnreadable(
        `The row that ends at or after line ${this.line} has more than ${mostColumns} columns: leave out those that nobody reads.`,
      );
    }
  }

  private *lineEnds(at: number): Generator<RecordBlock> {
    if (this.quoteLine === undefined) this.refuseLong(at);
    this.line += 1;
    if (this.quoteLine !== undefined) return;
    this.cells = 1;
    this.records += 1;
    if (this.records === recordsOfBlock || this.scanned > longestCell) {
      yield { text: this.held.slice(0, this.scanned), line: this.blockLine };
      this.held = this.held.slice(this.scanned);
      this.scanned = 0;
      this.records = 0;
      this.blockLine = this.line;
    }
    this.recordStart = this.cellStart = this.scanned;
  }

  private refuseLong(end: number): void {
    if (end - this.cellStart <= longestCell && end - this.recordStart <= longestRecord) return;
    if (this.quoteLine !== undefined) throw unclosed(this.quoteLine);
    throw new ImportUnreadable(
      `The row that ends at or after line ${this.line} is too long: a cell may have ${longestCell} characters, a row ${longestRecord}. Shorten it, or see whether a quotation mark is missing.`,
    );
  }
}

function unclosed(line: number): ImportUnreadable {
  return new ImportUnreadable(
    `The quotation mark in line ${line} is never closed: close it, or double it if it belongs to the text.`,
  );
}
