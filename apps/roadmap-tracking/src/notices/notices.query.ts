import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, decodeCursor, encodeCursor, isUuid, pageOf } from '@capdev/persistence';
import { type HistoryPage, HistoryQuery } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import type { LanguagePreference } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { NoticeNotFound } from './notice.errors.js';
import { type NoticePage, type NoticeRecord, type NoticeResponse, noticeResponse } from './notices.dto.js';

const columns = `id, version, state, title, text, owning_unit AS "owningUnit", created_at AS "createdAt",
  updated_at AS "updatedAt"`;
const byId = { name: 'notice-by-id', text: `SELECT ${columns} FROM notice WHERE id = $1` };
const scope = 'notices';

/** Reads notices: published ones for everybody, drafts for those who may see their unit's. */
@Injectable()
export class NoticesQuery {
  constructor(
    private readonly database: Database,
    private readonly policy: AccessPolicy<Permission>,
    private readonly histories: HistoryQuery,
  ) {}

  async one(id: string, languages: LanguagePreference, caller: Caller | undefined): Promise<NoticeResponse> {
    const speaker = new Speaker(languages);
    return speaker.done(noticeResponse(await this.visible(id, caller), speaker));
  }

  /** The published ones, in the order in which they were drafted. */
  async list(query: ListQuery, languages: LanguagePreference, address: string): Promise<NoticePage> {
    const [after] = query.after === undefined ? [] : decodeCursor(query.after, scope, [isUuid]);
    const filtered = new Filtered('notice-list')
      .where('state', 'state = ?', 'published')
      .where('after', 'id > ?', after);
    const statement = filtered.statement(`SELECT ${columns} FROM notice`, 'id', query.limit + 1);
    const rows = await this.database.records<NoticeRecord>(statement, filtered.values);
    const speaker = new Speaker(languages);
    const page = pageOf(
      rows,
      query.limit,
      (row) => noticeResponse(row, speaker),
      (row) => encodeCursor([row.id], scope),
    );
    return speaker.done(listed(page, address) as NoticePage);
  }

  async history(id: string, query: ListQuery, caller: Caller, address: string): Promise<HistoryPage> {
    const { owningUnit } = await this.existing(id);
    return this.histories.of(id, owningUnit, caller, query, address);
  }

  private async visible(id: string, caller: Caller | undefined): Promise<NoticeRecord> {
    const notice = await this.existing(id);
    if (notice.state === 'draft' && !this.policy.may(caller, 'draft:read', notice.owningUnit))
      throw new NoticeNotFound(id);
    return notice;
  }

  private async existing(id: string): Promise<NoticeRecord> {
    const [row] = await this.database.records<NoticeRecord>(byId, [id]);
    if (!row) throw new NoticeNotFound(id);
    return row;
  }
}
