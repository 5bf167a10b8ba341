import { Account, type Fate, type Tally } from './account.js';
import type { CatalogueClient } from './catalogue-client.js';
import { type Row, readRows } from './csv-rows.js';
import { checkFile, type Encoding } from './file-check.js';
import { type LoadOptions, loadCourse } from './load-course.js';
import { mapRow, type MappedRow } from './map-row.js';
import { columnsOf } from './mapping.js';
import { ProviderRegister } from './provider-register.js';

/** One loading of one file. */
export interface ImportOptions extends LoadOptions {
  readonly file: string;
  readonly encoding: Encoding;
  /** Where to keep the account as a CSV. */
  readonly accountFile?: string | undefined;
  /** One line per row, when the caller wants them. */
  readonly print: (line: string) => void;
  /** Each row's fate, for a program that goes on from there. */
  readonly onFate?: (fate: Fate) => void;
  /** How far it is, after each row. */
  readonly progress?: (done: number, of: number) => void;
}

/**
 * Loads a list into the catalogue. The whole file is read once before the first write, so that a file which is not
 * sound changes nothing; then row by row, so that a long list needs little memory and can be interrupted and repeated.
 *
 * @throws Halt with one sentence when the file cannot be read as a whole or the catalogue is away
 */
export async function runImport(client: CatalogueClient, options: ImportOptions): Promise<Tally> {
  const { mapping, file, encoding } = options;
  await checkFile(file, encoding);
  const columns = columnsOf(mapping);
  let total = 0;
  for await (const row of readRows(file, encoding, columns)) total = Math.max(total, row.number - 1);
  const account = new Account(options.print, options.accountFile, options.onFate);
  const providers = new ProviderRegister(client, !options.dryRun);
  const once = new Once();
  try {
    for await (const row of readRows(file, encoding, columns)) {
      const mapped = once.check(mapRow(mapping, row), row);
      account.add(await loadCourse(client, providers, mapped, options));
      options.progress?.(row.number - 1, total);
    }
  } finally {
    await account.close();
  }
  return account.tally;
}

/** The same key or code twice in one list: the second would undo the first each time the list is loaded. */
class Once {
  private readonly rows = new Map<string, { row: number; key: string }>();

  check(mapped: MappedRow, { number }: Row): MappedRow {
    if (mapped.code === '') return mapped;
    const earlier = this.rows.get(mapped.code);
    if (!earlier) {
      this.rows.set(mapped.code, { row: number, key: mapped.key });
      return mapped;
    }
    const reason =
      earlier.key === mapped.key
        ? `names the same course as row ${earlier.row}`
        : `gets the same course code ${mapped.code} as row ${earlier.row}`;
    return { ...mapped, faults: [...mapped.faults, { field: 'key', reason, advice: 'leave out one of the two rows' }] };
  }
}
