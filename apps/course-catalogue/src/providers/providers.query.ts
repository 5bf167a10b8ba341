import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, type Page, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import type { LanguagePreference } from '@capdev/service-kit';
import { ProviderNotFound } from './provider.errors.js';
import {
  type ProviderListQuery,
  type ProviderPage,
  type ProviderRecord,
  type ProviderResponse,
  providerResponse,
} from './providers.dto.js';

const columns = `id, version, kind, name, description, country, centre_id AS "centreId", partner_id AS "partnerId", active,
  registered_by AS "registeredBy", created_at AS "createdAt", updated_at AS "updatedAt"`;
const byId = { name: 'provider-by-id', text: `SELECT ${columns} FROM provider WHERE id = $1` };

/** Reads providers; everybody may. */
@Injectable()
export class ProvidersQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string, languages: LanguagePreference): Promise<ProviderResponse> {
    const [row] = await this.database.records<ProviderRecord>(byId, [id]);
    if (!row) throw new ProviderNotFound(id);
    const speaker = new Speaker(languages);
    return speaker.done(providerResponse(row, speaker));
  }

  /** In the order of registration. */
  async list(query: ProviderListQuery, languages: LanguagePreference, address: string): Promise<ProviderPage> {
    const { kind, country, active, name } = query;
    const scope = JSON.stringify(['providers', kind, country, active, name]);
    const [after] = query.after === undefined ? [] : decodeCursor(query.after, scope, [isUuid]);
    const filtered = new Filtered('provider-list')
      .where('kind', 'kind = ?', kind)
      .where('country', 'country = ?', country)
      .where('active', 'active = ?', active)
      .where('name', `jsonb_path_query_array(name, '$.text.*') @> to_jsonb(?::text)`, name)
      .where('after', 'id > ?', after);
    const statement = filtered.statement(`SELECT ${columns} FROM provider`, 'id', query.limit + 1);
    const rows = await this.database.records<ProviderRecord>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page: Page<ProviderResponse> = pageOf(
      rows,
      query.limit,
      (row) => providerResponse(row, speaker),
      (row) => encodeCursor([row.id], scope),
    );
    return speaker.done(listed(page, address) as ProviderPage);
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const [row] = await this.database.records<ProviderRecord>(byId, [id]);
    if (!row) throw new ProviderNotFound(id);
    return this.histories.of(id, row.registeredBy, caller, query, address);
  }
}
