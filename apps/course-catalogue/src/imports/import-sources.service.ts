import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Statement, violatedConstraint } from '@capdev/persistence';
import { Clock, onceFor, patched } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { MappingsQuery } from './import-mappings.query.js';
import { ImportMappingUnknown, ImportSourceNameTaken, ImportSourceNotFound } from './imports.errors.js';
import { ImportSourceInput, type ImportSourceResponse } from './imports.dto.js';
import { type ImportSource, sourceColumns, sourceResponse } from './import-sources.query.js';

const locked: Statement = {
  name: 'import-source-locked',
  text: `SELECT ${sourceColumns} FROM import_source WHERE id = $1 FOR UPDATE`,
};
const insert: Statement = {
  name: 'import-source-insert',
  text: `INSERT INTO import_source (id, version, name, owning_unit, mapping, mode, created_at, updated_at)
         VALUES ($1, 1, $2, $3, $4, $5, $6, $6)`,
};
const update: Statement = {
  name: 'import-source-update',
  text: `UPDATE import_source SET version = $2, name = $3, owning_unit = $4, mapping = $5, mode = $6, updated_at = $7
          WHERE id = $1`,
};

/** Keeps the sources that lists come from. */
@Injectable()
export class ImportSourcesService {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
    private readonly mappings: MappingsQuery,
    private readonly clock: Clock,
  ) {}

  async register(input: ImportSourceInput, caller: Caller, request?: IdempotentRequest): Promise<ImportSourceResponse> {
    this.policy.demand(caller, 'import:run', input.owningUnit);
    await this.refuseUnknownMapping(input.mapping);
    const { name, owningUnit, mapping, mode } = input;
    return this.namedOnce(name, () =>
      runOnce(this.database, onceFor(caller, request), async (tx) => {
        const now = this.clock.now();
        const source: ImportSource = {
          ...{ id: newId(), version: 1, name, owningUnit, mapping, mode, createdAt: now, updatedAt: now },
        };
        tx.write(insert, [source.id, name, owningUnit, mapping, mode, now]);
        return sourceResponse(source);
      }),
    );
  }

  async revise(id: string, patch: unknown, seen: number | undefined, caller: Caller): Promise<ImportSourceResponse> {
    let name = '';
    return this.namedOnce(
      () => name,
      () =>
        this.database.runInTransaction(async (tx) => {
          const [source] = await tx.query<ImportSource>(locked, [id]);
          if (!source) throw new ImportSourceNotFound(id);
          this.policy.demand(caller, 'import:run', source.owningUnit);
          refuseOutdated('import-source', source.version, seen);
          const { name: former, owningUnit, mapping, mode } = source;
          const input = await patched(ImportSourceInput, { name: former, owningUnit, mapping, mode }, patch);
          ({ name } = input);
          this.policy.demand(caller, 'import:run', input.owningUnit);
          if (input.mapping !== mapping) await this.refuseUnknownMapping(input.mapping);
          const version = source.version + 1;
          const now = this.clock.now();
          tx.write(update, [id, version, input.name, input.owningUnit, input.mapping, input.mode, now]);
          return sourceResponse({ ...source, ...input, version, updatedAt: now });
        }),
    );
  }

  private async refuseUnknownMapping(name: string): Promise<void> {
    if (!(await this.mappings.find(name))) throw new ImportMappingUnknown(name);
  }

  private async namedOnce<Result>(name: string | (() => string), work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (violatedConstraint(error) !== 'import_source_name_once') throw error;
      throw new ImportSourceNameTaken(typeof name === 'string' ? name : name());
    }
  }
}
