import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImportUnreadable, type Encoding } from '@capdev/service-frame/csv';
import type { ImportMapping } from '../../src/imports/import-mapping.js';
import type { ImportedProvider, ImportRecord } from '../../src/imports/import-record.js';
import { knownMappings } from '../../src/imports/known-mappings.js';
import { readImport } from '../../src/imports/read-import.js';

export const listNamed = (name: string): Buffer => readFileSync(join(import.meta.dirname, name));

export function mappingNamed(name: string): ImportMapping {
  const mapping = knownMappings.find((one) => one.name === name);
  if (!mapping) throw new Error(`There is no mapping ${name}.`);
  return mapping;
}

/** Bytes as they arrive: in pieces. */
export async function* pieces(content: string | Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content as string);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Everything that is read, providers included. */
export async function readAll(
  content: string | Uint8Array,
  mapping: ImportMapping,
  { encoding = 'utf-8' as Encoding, size = 64 * 1024 } = {},
): Promise<(ImportRecord | ImportedProvider)[]> {
  const found: (ImportRecord | ImportedProvider)[] = [];
  for await (const one of readImport(pieces(content, size), mapping, { encoding })) found.push(one);
  return found;
}

/** The rows of a list. */
export async function rowsIn(
  content: string | Uint8Array,
  mapping: ImportMapping,
  options?: { encoding?: Encoding; size?: number },
): Promise<ImportRecord[]> {
  const all = await readAll(content, mapping, options);
  return all.filter((one): one is ImportRecord => !('provider' in one));
}

/** The sentence with which a file is refused as a whole. */
export async function refusalOf(
  content: string | Uint8Array,
  mapping: ImportMapping,
  options?: { encoding?: Encoding; size?: number },
): Promise<string> {
  try {
    const rows = await readAll(content, mapping, options);
    return `read: ${rows.length} rows`;
  } catch (error) {
    if (error instanceof ImportUnreadable) return error.message;
    throw error;
  }
}

/** The faults of a row, each in one line. */
export const told = ({ faults }: ImportRecord): string[] => faults.map(({ field, reason }) => `${field}: ${reason}`);
