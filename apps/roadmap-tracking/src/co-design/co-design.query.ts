import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import type { LanguagePreference } from '@capdev/service-kit';
import { CoDesignProcessNotFound } from './co-design.errors.js';
import {
  type OutputPage,
  type OutputRecord,
  outputResponse,
  type ProcessPage,
  type ProcessRecord,
  processResponse,
  type ProcessResponse,
} from './co-design.dto.js';

const columns = `id, version, state, name, required_units AS "requiredUnits", recommendation_ids AS "recommendationIds",
  owning_unit AS "owningUnit", created_at AS "createdAt", updated_at AS "updatedAt",
  (SELECT json_agg(step ORDER BY position) FROM (
    SELECT position, kind, state, starts_on AS "startsOn", ends_on AS "endsOn", waiver_reason AS "waiverReason",
      coalesce((SELECT json_agg(unit ORDER BY unit) FROM co_design_participation WHERE step_id = co_design_step.id), '[]') AS units
    FROM co_design_step WHERE process_id = co_design_process.id
  ) step) AS steps`;
const byId = { name: 'co-design-process-by-id', text: `SELECT ${columns} FROM co_design_process WHERE id = $1` };
const outputs = `SELECT output.id, output.process_id AS "processId", step.kind AS step, output.kind, text,
    recorded_at AS "recordedAt"
  FROM co_design_output output JOIN co_design_step step ON step.id = step_id`;

/** Reads co-design processes and what came out of them. */
@Injectable()
export class CoDesignQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string, languages: LanguagePreference): Promise<ProcessResponse> {
    const speaker = new Speaker(languages);
    return speaker.done(processResponse(await this.existing(id), speaker));
  }

  /** In the order in which they began. */
  async list(query: ListQuery, languages: LanguagePreference, address: string): Promise<ProcessPage> {
    const scope = 'co-design-processes';
    const [after] = query.after === undefined ? [] : decodeCursor(query.after, scope, [isUuid]);
    const filtered = new Filtered('co-design-process-list').where('after', 'id > ?', after);
    const statement = filtered.statement(`SELECT ${columns} FROM co_design_process`, 'id', query.limit + 1);
    const rows = await this.database.records<ProcessRecord>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      query.limit,
      (row) => processResponse(row, speaker),
      (row) => encodeCursor([row.id], scope),
    );
    return speaker.done(listed(page, address) as ProcessPage);
  }

  /** What came out of one process, in the order in which it was recorded. */
  async outputs(id: string, query: ListQuery, languages: LanguagePreference, address: string): Promise<OutputPage> {
    await this.existing(id);
    const filtered = new Filtered('co-design-outputs').where('process', 'output.process_id = ?', id);
    return this.outputPage(filtered, JSON.stringify(['co-design-outputs', id]), query, languages, address);
  }

  /** The goals of every process: initiatives point at them. */
  async goals(query: ListQuery, languages: LanguagePreference, address: string): Promise<OutputPage> {
    const filtered = new Filtered('co-design-goals').where('kind', 'output.kind = ?', 'goal');
    return this.outputPage(filtered, 'co-design-goals', query, languages, address);
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { owningUnit } = await this.existing(id);
    return this.histories.of(id, owningUnit, caller, query, address);
  }

  private async outputPage(
    filtered: Filtered,
    scope: string,
    { after, limit }: ListQuery,
    languages: LanguagePreference,
    address: string,
  ): Promise<OutputPage> {
    const [place] = after === undefined ? [] : decodeCursor(after, scope, [isUuid]);
    const statement = filtered.where('after', 'output.id > ?', place).statement(outputs, 'output.id', limit + 1);
    const rows = await this.database.records<OutputRecord>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      limit,
      (row) => outputResponse(row, speaker),
      (row) => encodeCursor([row.id], scope),
    );
    return speaker.done(listed(page, address) as OutputPage);
  }

  private async existing(id: string): Promise<ProcessRecord> {
    const [row] = await this.database.records<ProcessRecord>(byId, [id]);
    if (!row) throw new CoDesignProcessNotFound(id);
    return row;
  }
}
