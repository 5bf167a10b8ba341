import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf, type Statement } from '@capdev/persistence';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import type { Permission } from '../roles.js';
import type { ImportMapping } from './import-mapping.js';
import { MappingsQuery } from './import-mappings.query.js';
import type { SyncMode } from './import-status.js';
import type { ImportSourcePage, ImportSourceResponse } from './imports.dto.js';
import { ImportMappingUnknown, ImportSourceNotFound } from './imports.errors.js';

/** Where lists come from. */
export interface ImportSource {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly owningUnit: string;
  readonly mapping: string;
  readonly mode: SyncMode;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const sourceColumns = `id, version, name, owning_unit AS "owningUnit", mapping, mode, created_at AS "createdAt",
  updated_at AS "updatedAt"`;
const byId: Statement = {
  name: 'import-source-by-id',
  text: `SELECT ${sourceColumns} FROM import_source WHERE id = $1`,
};

/** Reads the sources of the reader's unit, or of all units for whoever works for all. */
@Injectable()
export class ImportSourcesQuery {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
    private readonly mappings: MappingsQuery,
  ) {}

  async one(id: string, caller: Caller): Promise<ImportSourceResponse> {
    return sourceResponse(await this.visible(id, caller));
  }

  async visible(id: string, caller: Caller): Promise<ImportSource> {
    const [source] = await this.database.query<ImportSource>(byId, [id]);
    if (!source) throw new ImportSourceNotFound(id);
    this.policy.demand(caller, 'import:run', source.owningUnit);
    return source;
  }

  /** A source with the mapping that it names, as that is now. */
  async withMapping(id: string, caller: Caller): Promise<{ source: ImportSource; mapping: ImportMapping }> {
    const source = await this.visible(id, caller);
    const kept = await this.mappings.find(source.mapping);
    if (!kept) throw new ImportMappingUnknown(source.mapping);
    return { source, mapping: kept.definition };
  }

  /** In the order of registration. */
  async list({ after, limit }: ListQuery, caller: Caller, address: string): Promise<ImportSourcePage> {
    const scope = JSON.stringify(['import-sources', this.unitOf(caller)]);
    const [last] = after === undefined ? [] : decodeCursor(after, scope, [isUuid]);
    const filtered = new Filtered('import-source-list')
      .where('unit', 'owning_unit = ?', this.unitOf(caller))
      .where('after', 'id > ?', last);
    const rows = await this.database.query<ImportSource>(
      filtered.statement(`SELECT ${sourceColumns} FROM import_source`, 'id', limit + 1),
      filtered.values,
    );
    const page = pageOf(rows, limit, sourceResponse, ({ id }) => encodeCursor([id], scope));
    return listed(page, address) as ImportSourcePage;
  }

  /** The unit whose imports the caller may see; undefined for all. */
  unitOf(caller: Caller): string | undefined {
    // No caller's unit is empty: only a role for any unit reaches this one.
    return this.policy.may(caller, 'import:run', '') ? undefined : caller.unit;
  }
}

export function sourceResponse(source: Recorded<ImportSource>): ImportSourceResponse {
  return {
    id: source.id,
    version: source.version,
    name: source.name,
    owningUnit: source.owningUnit,
    mapping: source.mapping,
    mode: source.mode,
    createdAt: momentOf(source.createdAt),
    updatedAt: momentOf(source.updatedAt),
  };
}
