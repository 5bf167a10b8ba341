import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { Halt } from '../local/say.js';
import type { Encoding } from './file-check.js';

/** One row of a list: column → cell, blanks around both removed. */
export interface Row {
  /** As a spreadsheet counts: the headings are row 1. */
  readonly number: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Longer than any legal course; an unclosed quotation mark would otherwise swallow the rest of a large file. */
const longestRow = 1024 * 1024;

/**
 * Reads a CSV row by row. Columns that the mapping needs must be there; others are left alone.
 *
 * @throws Halt with one sentence, naming the line, when the file is no sound CSV or lacks a column
 */
export async function* readRows(path: string, encoding: Encoding, needed: readonly string[]): AsyncGenerator<Row> {
  const parser = parse({
    bom: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
    info: true,
    // What a cell holds is never changed here, except for the blanks around it.
    trim: false,
  });
  void feed(parser, path, encoding);
  let headings: string[] | undefined;
  let number = 1;
  try {
    for await (const { record } of parser as AsyncIterable<{ record: string[] }>) {
      if (!headings) {
        headings = headingsOf(path, record, needed);
        continue;
      }
      number += 1;
      const cells = Object.fromEntries(headings.map((heading, index) => [heading, (record[index] ?? '').trim()]));
      if (Object.values(cells).some((cell) => cell !== '')) yield { number, cells };
    }
  } catch (error) {
    throw error instanceof CsvError ? new Halt(sentenceOf(path, error)) : error;
  } finally {
    parser.destroy();
  }
  if (!headings) throw new Halt(`${path} holds no row at all: there is nothing to load.`);
  if (number === 1) throw new Halt(`${path} holds headings and no row below them: there is nothing to load.`);
}

async function feed(parser: ReturnType<typeof parse>, path: string, encoding: Encoding): Promise<void> {
  const decoder = new TextDecoder(encoding === 'latin1' ? 'windows-1252' : 'utf-8', { ignoreBOM: true });
  try {
    for await (const chunk of createReadStream(path)) {
      if (parser.destroyed) return;
      if (!parser.write(decoder.decode(chunk as Buffer, { stream: true }))) await drained(parser);
    }
    parser.end(decoder.decode());
  } catch (error) {
    parser.destroy(error as Error);
  }
}

function drained(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      parser.off('drain', go).off('close', go);
      resolve();
    };
    parser.on('drain', go).on('close', go);
  });
}

function headingsOf(path: string, record: readonly string[], needed: readonly string[]): string[] {
  const headings = record.map((heading) => heading.trim());
  const twice = headings.find((heading, index) => heading !== '' && headings.indexOf(heading) !== index);
  if (twice !== undefined) {
    throw new Halt(`${path} has two columns named "${twice}": rename or remove one of them.`);
  }
  const missing = needed.filter((name) => !headings.includes(name));
  if (missing.length === 0) return headings;
  const semicolons = headings.length === 1 && headings[0]!.includes(';');
  const advice = semicolons
    ? 'its columns are separated by semicolons; save it with commas'
    : `it has ${headings.map((heading) => `"${heading}"`).join(', ')}; rename the columns or choose another --mapping`;
  const names = missing.map((name) => `"${name}"`).join(', ');
  throw new Halt(
    `${path} lacks the column${missing.length > 1 ? 's' : ''} ${names}, which the mapping reads: ${advice}.`,
  );
}

function sentenceOf(path: string, error: CsvError): string {
  const { code, lines } = error as CsvError & { lines?: number };
  const record = (error as { record?: unknown[] }).record;
  switch (code as string) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return `${path} has a quotation mark that is not closed, in the row that begins at or before line ${lines}: close it, or double it if it belongs to the text.`;
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return `Line ${lines} of ${path} has a quotation mark in the middle of a cell: put the whole cell in quotation marks and double those that belong to the text.`;
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
    case 'CSV_RECORD_INCONSISTENT_COLUMNS':
      return `Line ${lines} of ${path} has ${record?.length ?? 'another number of'} cells and not as many as there are headings: a cell with a comma must stand in quotation marks.`;
    default:
      return `Line ${lines} of ${path} is not sound CSV: ${error.message}.`;
  }
}
