import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, type Statement, type Transaction, violatedConstraint } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import { RequestInvalid } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { faultsOfMapping, type ImportMapping } from './import-mapping.js';
import { isBuiltIn, type KeptMapping, mappingResponse } from './import-mappings.query.js';
import {
  ImportMappingBuiltIn,
  ImportMappingInUse,
  ImportMappingNameTaken,
  ImportMappingNotFound,
} from './imports.errors.js';
import type { ImportMappingResponse } from './imports.dto.js';

const locked: Statement = {
  name: 'import-mapping-locked',
  text: `SELECT version, owning_unit AS "owningUnit", definition FROM import_mapping WHERE name = $1 FOR UPDATE`,
};
const insert: Statement = {
  name: 'import-mapping-insert',
  text: `INSERT INTO import_mapping (name, version, owning_unit, definition, created_at, updated_at)
         VALUES ($1, 1, $2, $3, $4, $4)`,
};
const update: Statement = {
  name: 'import-mapping-update',
  text: 'UPDATE import_mapping SET version = $2, definition = $3, updated_at = $4 WHERE name = $1',
};
const remove: Statement = { name: 'import-mapping-remove', text: 'DELETE FROM import_mapping WHERE name = $1' };
const users: Statement = {
  name: 'import-mapping-users',
  text: 'SELECT name FROM import_source WHERE mapping = $1 ORDER BY name LIMIT 10',
};

/** Keeps mappings by their names. */
@Injectable()
export class ImportMappingsService {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  /** A new mapping belongs to the unit of whoever saves it. */
  async save(body: unknown, caller: Caller): Promise<ImportMappingResponse> {
    const definition = checked(body);
    if (isBuiltIn(definition.name)) throw new ImportMappingNameTaken(definition.name);
    this.policy.demand(caller, 'import:run', caller.unit);
    try {
      return await this.database.runInTransaction((tx) => {
        tx.write(insert, [definition.name, caller.unit, definition, this.clock.now()]);
        return Promise.resolve(mappingResponse({ version: 1, owningUnit: caller.unit, definition }));
      });
    } catch (error) {
      if (violatedConstraint(error) === 'import_mapping_pkey') throw new ImportMappingNameTaken(definition.name);
      throw error;
    }
  }

  async replace(name: string, body: unknown, seen: number | undefined, caller: Caller): Promise<ImportMappingResponse> {
    return this.database.runInTransaction(async (tx) => {
      const mapping = await this.own(tx, name, seen, caller);
      const definition = checked(body);
      if (definition.name !== name) {
        throw new RequestInvalid([{ pointer: '/name', detail: `Must stay ${JSON.stringify(name)}.` }]);
      }
      const version = mapping.version + 1;
      tx.write(update, [name, version, definition, this.clock.now()]);
      return mappingResponse({ ...mapping, version, definition });
    });
  }

  async forget(name: string, seen: number | undefined, caller: Caller): Promise<void> {
    await this.database.runInTransaction(async (tx) => {
      await this.own(tx, name, seen, caller);
      const sources = await tx.query<{ name: string }>(users, [name]);
      if (sources.length > 0) {
        throw new ImportMappingInUse(
          name,
          sources.map((source) => source.name),
        );
      }
      tx.write(remove, [name]);
    });
  }

  private async own(tx: Transaction, name: string, seen: number | undefined, caller: Caller): Promise<KeptMapping> {
    if (isBuiltIn(name)) throw new ImportMappingBuiltIn(name);
    const [mapping] = await tx.query<KeptMapping & { owningUnit: string }>(locked, [name]);
    if (!mapping) throw new ImportMappingNotFound(name);
    this.policy.demand(caller, 'import:run', mapping.owningUnit);
    refuseOutdated('import-mapping', mapping.version, seen);
    return mapping;
  }
}

function checked(body: unknown): ImportMapping {
  const faults = faultsOfMapping(body);
  if (faults.length > 0) throw new RequestInvalid(faults);
  return body as ImportMapping;
}
