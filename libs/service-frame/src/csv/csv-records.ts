import { CsvError, parse } from 'csv-parse/sync';
import { ImportUnreadable } from './import-unreadable.js';
import { recordBlocks } from './record-blocks.js';

/** One row of a list. */
export interface Row {
  /** As a spreadsheet counts: the headings are row 1, and an empty line is a row. */
  readonly number: number;
  /** Column → cell, blanks around both removed. A map, so that no heading can mean a property of every object. */
  readonly cells: ReadonlyMap<string, string>;
}

/** How a list is laid out. */
export interface Layout {
  /** Between columns: a comma, a semicolon or a tab. */
  readonly separator: string;
  /** The columns that must be there; others are left alone. */
  readonly needed: readonly string[];
  /** For the refusals: what reads the columns. */
  readonly reader?: string;
  /** For the refusals: what people can do besides saving the list with the right separator, or renaming its columns. */
  readonly ways?: { readonly separator: string; readonly columns: string };
}

/**
 * Reads a CSV row by row; rows of nothing but empty cells are passed over.
 *
 * @throws ImportUnreadable when the text is no sound CSV or lacks a column; rows may have been given before
 */
export async function* csvRows(text: AsyncIterable<string>, layout: Layout): AsyncGenerator<Row> {
  let headings: string[] | undefined;
  let number = 0;
  let rows = 0;
  for await (const { text: block, line } of recordBlocks(text, layout.separator)) {
    for (const record of recordsOf(block, line, layout.separator)) {
      number += 1;
      const cells = record.map((cell) => cell.trim());
      if (cells.every((cell) => cell === '')) continue;
      if (!headings) {
        headings = headingsOf(cells, layout);
        continue;
      }
      rows += 1;
      yield { number, cells: named(headings, cells, number) };
    }
  }
  if (!headings) throw new ImportUnreadable('The file holds no row at all: there is nothing to import.');
  if (rows === 0)
    throw new ImportUnreadable('The file holds headings and no row below them: there is nothing to import.');
}

function recordsOf(block: string, line: number, separator: string): string[][] {
  try {
    return parse(block, {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      // How many cells a row has is judged here, where an empty line and trailing separators are known.
      relax_column_count: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const at = line - 1 + (Number((error as { lines?: unknown }).lines) || 1);
    const quote = /QUOTE/.test(error.code);
    const mend = quote
      ? 'has a quotation mark in the middle of a cell: put the whole cell in quotation marks and double those that belong to the text'
      : 'is not sound CSV: export the list again';
    throw new ImportUnreadable(`Line ${at} ${mend}.`);
  }
}

function named(headings: readonly string[], cells: readonly string[], number: number): Map<string, string> {
  const beyond = cells.slice(headings.length).some((cell) => cell !== '');
  if (beyond || cells.length < headings.length) {
    throw new ImportUnreadable(
      `Row ${number} has ${cells.length} cells and not ${headings.length}, as there are headings: a cell with a separator in it must stand in quotation marks.`,
    );
  }
  return new Map(headings.map((heading, index) => [heading, cells[index]!]));
}

function headingsOf(headings: string[], { needed, separator, reader = 'the import', ways }: Layout): string[] {
  while (headings.at(-1) === '') headings = headings.slice(0, -1);
  const twice = headings.find((heading, index) => heading !== '' && headings.indexOf(heading) !== index);
  if (twice !== undefined) {
    throw new ImportUnreadable(`Two columns are named "${shown(twice)}": rename or remove one of them.`);
  }
  const missing = needed.filter((name) => !headings.includes(name));
  if (missing.length === 0) return headings;
  const other = [';', ',', '\t'].find((one) => one !== separator && headings[0]!.split(one).length > needed.length / 2);
  const advice =
    headings.length === 1 && other !== undefined
      ? `its columns are separated by ${names[other]}: save it with ${names[separator]}${ways ? ` or ${ways.separator}` : ''}`
      : `it has ${list(headings)}: rename the columns${ways ? ` or ${ways.columns}` : ''}`;
  throw new ImportUnreadable(
    `The file lacks the column${missing.length > 1 ? 's' : ''} ${list(missing)}, which ${reader} reads; ${advice}.`,
    missing.map((name) => ({ pointer: shown(name), detail: 'This column is read, and the file has none.' })),
  );
}

const names: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };

/** So many that a person finds the mistake, and not so many that the sentence becomes the file. */
const mostShown = 30;

function list(columns: readonly string[]): string {
  const more = columns.length > mostShown ? ` and ${columns.length - mostShown} more` : '';
  return columns
    .slice(0, mostShown)
    .map((name) => `"${shown(name)}"`)
    .join(', ')
    .concat(more);
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
