import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkPayload, type EventDefinition } from '@capdev/contracts/core';
import { type JsonSchema, schemaOf } from './schema-of.js';

const contracts = fileURLToPath(new URL('../../libs/contracts/', import.meta.url));

/** Where released versions are kept. */
export const frozenFolder = join(contracts, 'frozen');

/** A released event version: never edited. */
export interface FrozenEvent {
  readonly type: string;
  readonly schema: JsonSchema;
  readonly example: object;
}

/** An event as it is declared today. */
export interface DeclaredEvent {
  /** The folder it is declared in: its publisher's slug. */
  readonly folder: string;
  readonly definition: EventDefinition;
}

/** Every event of every folder of contracts. */
export async function declaredEvents(): Promise<DeclaredEvent[]> {
  const source = join(contracts, 'src');
  const folders = readdirSync(source)
    .filter((folder) => folder !== 'core')
    .sort();
  const perFolder = await Promise.all(
    folders.map(async (folder) => {
      const exported = (await import(pathToFileURL(join(source, folder, 'index.ts')).href)) as Record<string, unknown>;
      return Object.values(exported)
        .filter(isDefinition)
        .map((definition) => ({ folder, definition }));
    }),
  );
  return perFolder.flat();
}

/** The file that declares an event, as its name has to be. */
export function fileOf({ folder, definition }: DeclaredEvent): string {
  return join(contracts, 'src', folder, `${definition.aggregate}.v${definition.major}.ts`);
}

/** What is frozen, by type. */
export function frozenEvents(): Map<string, FrozenEvent> {
  const files = existsSync(frozenFolder) ? readdirSync(frozenFolder).filter((name) => name.endsWith('.json')) : [];
  return new Map(
    files.map((name) => [
      name.slice(0, -'.json'.length),
      JSON.parse(readFileSync(join(frozenFolder, name), 'utf8')) as FrozenEvent,
    ]),
  );
}

/** An event as it would be frozen today. */
export function freezable({ type, payload, example }: EventDefinition): FrozenEvent {
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', title: type, ...schemaOf(payload) };
  return { type, schema, example: JSON.parse(JSON.stringify(example)) as object };
}

/**
 * Freezes an event version before its first release; a frozen file is never written again.
 *
 * @returns the file
 * @throws PayloadInvalid when its publisher could not send its example
 */
export function freeze(definition: EventDefinition): string {
  checkPayload(definition, JSON.parse(JSON.stringify(definition.example)), 'producer');
  mkdirSync(frozenFolder, { recursive: true });
  const file = join(frozenFolder, `${definition.type}.json`);
  writeFileSync(file, `${JSON.stringify(freezable(definition), null, 2)}\n`, { flag: 'wx' });
  return file;
}

function isDefinition(value: unknown): value is EventDefinition {
  return typeof value === 'object' && value !== null && 'about' in value && 'payload' in value && 'topic' in value;
}
