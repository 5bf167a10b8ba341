import { ImportUnreadable } from '@capdev/service-frame/csv';
import { formatName, formatVersion } from '../exports/exchange-format.js';
import { ExchangedRows, isMembers, refusedRow } from './exchanged-rows.js';
import type { ImportedProvider, ImportRecord } from './import-record.js';
import { longestWhole, parsedJson, wholeText } from './whole-json.js';

/** Longer than any legal course with all its offerings. */
const longestLine = 4 * 1024 * 1024;

/**
 * Our own JSON: one object a line, as the catalogue exports it (header, providers, courses, trailer), read as it comes;
 * or a list of the same objects, read as a whole, which needs neither header nor trailer.
 *
 * @throws ImportUnreadable when it is neither, of another version, or cut off; rows may have been given before
 */
export async function* jsonRecords(text: AsyncIterable<string>): AsyncGenerator<ImportRecord | ImportedProvider> {
  const pieces = text[Symbol.asyncIterator]();
  let beginning = '';
  while (beginning.trim() === '') {
    const next = await pieces.next();
    if (next.done || beginning.length > longestWhole) {
      throw new ImportUnreadable('The file holds nothing but blanks: there is nothing to import.');
    }
    beginning += next.value;
  }
  const all = resumed(beginning, pieces);
  if (beginning.trimStart().startsWith('[')) yield* recordsOfList(parsedJson(await wholeText(all)) as unknown[]);
  else yield* recordsOfLines(all);
}

async function* resumed(beginning: string, pieces: AsyncIterator<string>): AsyncGenerator<string> {
  yield beginning;
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
}

function* recordsOfList(values: readonly unknown[]): Generator<ImportRecord | ImportedProvider> {
  if (values.length === 0) throw new ImportUnreadable('The list is empty: there is nothing to import.');
  const rows = new ExchangedRows();
  for (const [index, value] of values.entries()) {
    const framing =
      isMembers(value) && (index === 0 ? 'format' in value : index === values.length - 1 && 'end' in value);
    if (framing && index === 0) checkHeader(value, 1);
    if (!framing) yield recordOf(value, index + 1, rows);
  }
}

async function* recordsOfLines(text: AsyncIterable<string>): AsyncGenerator<ImportRecord | ImportedProvider> {
  const rows = new ExchangedRows();
  let header = false;
  let end: unknown;
  for await (const { value, row } of lines(text)) {
    if (end !== undefined)
      throw new ImportUnreadable(`Line ${row} comes after the last line, which says how many there are.`);
    if (!header) {
      checkHeader(value, row);
      header = true;
    } else if (isMembers(value) && 'end' in value) end = value.end;
    else yield recordOf(value, row, rows);
  }
  checkTrailer(end, rows);
}

async function* lines(pieces: AsyncIterable<string>): AsyncGenerator<{ value: unknown; row: number }> {
  let row = 0;
  let rest = '';
  for await (const piece of pieces) {
    const found = (rest + piece).split('\n');
    rest = found.pop()!;
    for (const line of found) {
      row += 1;
      if (line.trim() !== '') yield { value: parsedLine(line, row), row };
    }
    if (rest.length > longestLine) throw tooLong(row + 1);
  }
  if (rest.trim() !== '') yield { value: parsedLine(rest, row + 1), row: row + 1 };
}

function parsedLine(line: string, row: number): unknown {
  if (line.length > longestLine) throw tooLong(row);
  try {
    return JSON.parse(line) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ImportUnreadable(
      `Line ${row} is not sound JSON: each line must be one whole object, or the whole file one list of them.`,
    );
  }
}

function tooLong(row: number): ImportUnreadable {
  return new ImportUnreadable(`Line ${row} has more than ${longestLine} characters, which no record of ours has.`);
}

function recordOf(value: unknown, row: number, rows: ExchangedRows): ImportRecord | ImportedProvider {
  if (isMembers(value) && Object.keys(value).length === 1) {
    if (isMembers(value.provider)) return rows.provider(value.provider, row);
    if (isMembers(value.course)) return rows.course(value.course, row);
  }
  return refusedRow(row, 'is neither a provider nor a course', 'write {"provider": {…}} or {"course": {…}}');
}

function checkHeader(value: unknown, row: number): void {
  const { format, version } = isMembers(value) ? value : {};
  if (format !== formatName) {
    throw new ImportUnreadable(
      `Line ${row} is not the header of our JSON: it must be {"format":"${formatName}","version":${formatVersion}}.`,
    );
  }
  if (version === formatVersion) return;
  throw new ImportUnreadable(
    `The file is of version ${String(JSON.stringify(version)).slice(0, 40)} of the format and version ${formatVersion} is understood: export it again.`,
  );
}

function checkTrailer(end: unknown, { providers, courses }: ExchangedRows): void {
  if (end === undefined) {
    throw new ImportUnreadable(
      'The file has no last line that says how many records there are: it was cut off. Export it again.',
    );
  }
  const said = isMembers(end) ? end : {};
  if (said.providers === providers && said.courses === courses) return;
  throw new ImportUnreadable(
    `The last line speaks of other numbers than the ${providers} providers and ${courses} courses that the file holds: lines are missing or doubled.`,
  );
}
