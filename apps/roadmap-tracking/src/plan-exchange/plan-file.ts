import { csvRows, decoded, type Encoding, textOf } from '@capdev/service-frame/csv';
import { isLanguageCode } from '@capdev/taxonomy';
import { languageOf, type PlanColumn, planColumns } from './plan-columns.js';
import { PlanColumnsUnknown, PlanFileTooLarge, PlanRowsTooMany } from './plan-exchange.errors.js';

/** A plan of some hundred items has some hundred kilobytes; what is far larger is another file. */
export const largestFile = 1_048_576;
export const mostRows = 5_000;

/** A row as it stands in the file. */
export interface RawRow {
  readonly number: number;
  readonly cells: ReadonlyMap<string, string>;
}

/**
 * Reads a file to its end.
 *
 * @throws ImportUnreadable, PlanFileTooLarge, PlanRowsTooMany or PlanColumnsUnknown when the file as a whole is at fault
 */
export async function planRowsIn(file: Buffer, encoding: Encoding): Promise<RawRow[]> {
  if (file.length > largestFile) throw new PlanFileTooLarge(file.length, largestFile);
  const found: RawRow[] = [];
  const layout = { separator: ',', needed: planColumns };
  for await (const { number, cells } of csvRows(decoded(pieces(file), encoding), layout)) {
    if (found.length === 0) refuseUnknown([...cells.keys()]);
    if (found.length === mostRows) throw new PlanRowsTooMany(mostRows);
    found.push({ number, cells: new Map([...cells].map(([column, cell]) => [column, textOf(cell)])) });
  }
  return found;
}

/** A misspelt heading would otherwise say that every cell of its column is empty. */
function refuseUnknown(columns: readonly string[]): void {
  const unknown = columns.filter((column) => {
    const language = languageOf(column);
    return language === undefined ? !planColumns.includes(column as PlanColumn) : !isLanguageCode(language);
  });
  if (unknown.length > 0) throw new PlanColumnsUnknown(unknown.slice(0, 20), planColumns);
}

async function* pieces(file: Buffer): AsyncGenerator<Uint8Array> {
  const size = 64 * 1024;
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}
