import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@capdev/persistence';
import type { ImportMapping } from './import-mapping.js';
import type { ImportMappingList, ImportMappingResponse } from './imports.dto.js';
import { ImportMappingNotFound } from './imports.errors.js';
import { knownMappings } from './known-mappings.js';

/** A mapping by its name; without a unit it is part of the catalogue. */
export interface KeptMapping {
  readonly version: number;
  readonly owningUnit: string | null;
  readonly definition: ImportMapping;
}

const columns = 'version, owning_unit AS "owningUnit", definition';
const byName: Statement = {
  name: 'import-mapping-by-name',
  text: `SELECT ${columns} FROM import_mapping WHERE name = $1`,
};
const all: Statement = { name: 'import-mappings', text: `SELECT ${columns} FROM import_mapping ORDER BY name` };

/** Reads mappings: those that come with the catalogue, and those that editors have saved. */
@Injectable()
export class MappingsQuery {
  constructor(private readonly database: Database) {}

  async find(name: string): Promise<KeptMapping | undefined> {
    const builtIn = builtInMappings.find(({ definition }) => definition.name === name);
    return builtIn ?? (await this.database.query<KeptMapping>(byName, [name]))[0];
  }

  async one(name: string): Promise<ImportMappingResponse> {
    const mapping = await this.find(name);
    if (!mapping) throw new ImportMappingNotFound(name);
    return mappingResponse(mapping);
  }

  async list(): Promise<ImportMappingList> {
    const saved = await this.database.query<KeptMapping>(all);
    return { items: [...builtInMappings, ...saved].map(summary) };
  }
}

const builtInMappings: readonly KeptMapping[] = knownMappings.map((definition) => ({
  version: 1,
  owningUnit: null,
  definition,
}));

export const isBuiltIn = (name: string): boolean => builtInMappings.some(({ definition }) => definition.name === name);

export function mappingResponse(mapping: KeptMapping): ImportMappingResponse {
  return { ...summary(mapping), version: mapping.version, definition: mapping.definition };
}

const summary = ({ owningUnit, definition: { name, about, format } }: KeptMapping) => ({
  ...{ name, about, format, owningUnit },
  builtIn: owningUnit === null,
});
