import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import {
  type Changes,
  Database,
  decodeCursor,
  encodeCursor,
  isUuid,
  newId,
  pageOf,
  type Transaction,
} from '@capdev/persistence';
import { Clock, Recorder } from '@capdev/service-frame/changes';
import { Filtered, listed, type ListQuery } from '@capdev/service-frame/lists';
import { CalendarLink } from './calendar-link.entity.js';
import { CalendarLinkNotFound } from './calendar-link.errors.js';
import {
  type CalendarLinkInput,
  type CalendarLinkPage,
  type CalendarLinkRecord,
  calendarLinkResponse,
  type NewCalendarLinkResponse,
} from './calendar-links.dto.js';

/** What is kept of a key. It is random and long, so a digest without salt cannot be turned round. */
export const digestOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

const columns = 'id, unit, state, created_at AS "createdAt"';

/** Secret links belong to those who make them, and only they see and revoke them. */
@Injectable()
export class CalendarLinksService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly clock: Clock,
  ) {}

  /** Without an Idempotency-Key: its answer would be kept, and with it the secret. A link too many is revoked. */
  async make({ unit = null }: CalendarLinkInput, caller: Caller): Promise<NewCalendarLinkResponse> {
    const key = randomBytes(32).toString('base64url');
    return this.database.runInTransaction(async (tx) => {
      const link = CalendarLink.make({ id: newId(), unit, keyDigest: digestOf(key) }, caller, this.clock.now());
      this.record(tx, link, 'made', caller);
      tx.insert(CalendarLink, link);
      return { ...calendarLinkResponse(link), path: `/calendars/${key}.ics` };
    });
  }

  async revoke(id: string, caller: Caller): Promise<void> {
    await this.database.runInTransaction(async (tx) => {
      const link = await tx.manager.findOne(CalendarLink, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (link?.madeBy !== caller.subject) throw new CalendarLinkNotFound(id);
      if (!link.revoke(this.clock.now())) return;
      this.record(tx, link, 'revoked', caller);
      await tx.manager.update(CalendarLink, { id }, link);
    });
  }

  async list({ after, limit }: ListQuery, { subject }: Caller, address: string): Promise<CalendarLinkPage> {
    const scope = `calendar-links/${subject}`;
    const [before] = after === undefined ? [] : decodeCursor(after, scope, [isUuid]);
    const filtered = new Filtered('calendar-link-list')
      .where('mine', 'made_by = ?', subject)
      .where('after', 'id < ?', before);
    const statement = filtered.statement(`SELECT ${columns} FROM calendar_link`, 'id DESC', limit + 1);
    const rows = await this.database.records<CalendarLinkRecord>(statement, filtered.values);
    const page = pageOf(rows, limit, calendarLinkResponse, ({ id }) => encodeCursor([id], scope));
    return listed(page, address) as CalendarLinkPage;
  }

  private record(tx: Transaction, link: CalendarLink, action: string, caller: Caller): void {
    const changes: Changes =
      action === 'made' ? { unit: { to: link.unit } } : { state: { from: 'active', to: 'revoked' } };
    this.recorder.record(tx, { aggregate: 'calendar-link', record: link, fact: { kind: action, changes }, caller });
  }
}
