import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import { dayFault } from '@capdev/service-frame/plain';
import type { LanguagePreference } from '@capdev/service-kit';
import { SourceNotFound } from './source.errors.js';
import {
  type CommentPage,
  type CommentRecord,
  commentResponse,
  type SourceListQuery,
  type SourcePage,
  type SourceRecord,
  type SourceResponse,
  sourceResponse,
} from './sources.dto.js';

const columns = `id, version, kind, symbol, title, dated_on AS "datedOn", body, url, comment_deadline AS "commentDeadline",
  comments, owning_unit AS "owningUnit", created_at AS "createdAt", updated_at AS "updatedAt"`;
const byId = { name: 'source-by-id', text: `SELECT ${columns} FROM source WHERE id = $1` };
// The deadline can be moved, so what is late is said when it is read.
const comments = `SELECT comment.id, source_id AS "sourceId", member_state AS "memberState", received_on AS "receivedOn", text,
    received_on > comment_deadline AS late, recorded_at AS "recordedAt"
  FROM source_comment comment JOIN source ON source.id = source_id`;

const isDay = (key: unknown): boolean => dayFault(key) === undefined;

/** Reads sources; everybody may. */
@Injectable()
export class SourcesQuery {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string, languages: LanguagePreference): Promise<SourceResponse> {
    const speaker = new Speaker(languages);
    return speaker.done(sourceResponse(await this.existing(id), speaker));
  }

  /** In the order in which they were registered. */
  async list(query: SourceListQuery, languages: LanguagePreference, address: string): Promise<SourcePage> {
    const scope = JSON.stringify(['sources', query.kind]);
    const [after] = query.after === undefined ? [] : decodeCursor(query.after, scope, [isUuid]);
    const filtered = new Filtered('source-list').where('kind', 'kind = ?', query.kind).where('after', 'id > ?', after);
    const statement = filtered.statement(`SELECT ${columns} FROM source`, 'id', query.limit + 1);
    const rows = await this.database.records<SourceRecord>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      query.limit,
      (row) => sourceResponse(row, speaker),
      (row) => encodeCursor([row.id], scope),
    );
    return speaker.done(listed(page, address) as SourcePage);
  }

  /** In the order in which they were received. */
  async comments(id: string, query: ListQuery, languages: LanguagePreference, address: string): Promise<CommentPage> {
    await this.existing(id);
    const scope = JSON.stringify(['source-comments', id]);
    const filtered = new Filtered('source-comments').where('source', 'source_id = ?', id);
    if (query.after !== undefined) {
      const place = decodeCursor(query.after, scope, [isDay, isUuid]);
      filtered.where(
        'after',
        '(received_on, comment.id) > ((?::jsonb->>0)::date, (?::jsonb->>1)::uuid)',
        JSON.stringify(place),
      );
    }
    const statement = filtered.statement(comments, 'received_on, comment.id', query.limit + 1);
    const rows = await this.database.records<CommentRecord>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      query.limit,
      (row) => commentResponse(row, speaker),
      (row) => encodeCursor([row.receivedOn, row.id], scope),
    );
    return speaker.done(listed(page, address) as CommentPage);
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { owningUnit } = await this.existing(id);
    return this.histories.of(id, owningUnit, caller, query, address);
  }

  private async existing(id: string): Promise<SourceRecord> {
    const [row] = await this.database.records<SourceRecord>(byId, [id]);
    if (!row) throw new SourceNotFound(id);
    return row;
  }
}
