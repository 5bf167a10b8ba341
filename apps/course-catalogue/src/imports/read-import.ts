import { csvRows, decoded, type Encoding, ImportUnreadable, type Row, textOf } from '@capdev/service-frame/csv';
import { faultsOfMapping, type ImportMapping } from './import-mapping.js';
import type { ImportedProvider, ImportRecord } from './import-record.js';
import { jsonLdRecords } from './json-ld-records.js';
import { jsonRecords } from './json-records.js';
import { KnownRows } from './known-rows.js';
import { mapRow } from './map-row.js';
import { columnsOf, type CsvMapping } from './mapping-rules.js';

/**
 * Reads a list, row by row: what each says in the words of the catalogue, or what is wrong with it. The same bytes and
 * the same mapping give the same rows in the same order, so a run that was interrupted can pass over those already done.
 *
 * CSV and JSON lines are read as they come. A list in JSON, and JSON-LD, have to be there as a whole and may have 50 MB.
 *
 * @throws ImportUnreadable when the file as a whole is at fault, or the mapping is. What is wrong late in a file is found
 * late: whoever must not write half of it reads it to the end once before writing.
 */
export async function* readImport(
  bytes: AsyncIterable<Uint8Array>,
  mapping: ImportMapping,
  options: { readonly encoding: Encoding },
): AsyncGenerator<ImportRecord | ImportedProvider> {
  const faults = faultsOfMapping(mapping);
  if (faults.length > 0) {
    const [first] = faults;
    throw new ImportUnreadable(
      `The mapping has ${faults.length} fault${faults.length === 1 ? '' : 's'}; at ${first!.pointer || 'its top'}: ${first!.detail}`,
      faults,
    );
  }
  const severalRows = mapping.format === 'json-ld' || (mapping.format === 'csv' && mapping.offering !== undefined);
  const known = new KnownRows(severalRows);
  for await (const row of rowsOf(decoded(bytes, options.encoding), mapping)) {
    yield 'provider' in row ? row : known.place(row);
  }
}

function rowsOf(text: AsyncIterable<string>, mapping: ImportMapping): AsyncIterable<ImportRecord | ImportedProvider> {
  switch (mapping.format) {
    case 'csv':
      return csvRecords(text, mapping);
    case 'json':
      return jsonRecords(text);
    case 'json-ld':
      return jsonLdRecords(text, mapping);
  }
}

const ways = { separator: 'say so in the mapping', columns: 'choose another mapping' };

async function* csvRecords(text: AsyncIterable<string>, mapping: CsvMapping): AsyncGenerator<ImportRecord> {
  const layout = { separator: mapping.separator ?? ',', needed: columnsOf(mapping), reader: 'the mapping', ways };
  for await (const row of csvRows(text, layout)) yield mapRow(mapping, mapping.apostrophes ? unguarded(row) : row);
}

function unguarded({ number, cells }: Row): Row {
  return { number, cells: new Map([...cells].map(([column, cell]) => [column, textOf(cell)])) };
}
