import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, patched, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated, refuseOversized } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { Notice } from './notice.entity.js';
import { NoticeNotFound } from './notice.errors.js';
import { announcementOf, type NoticeFact, noticeSnapshot } from './notice.events.js';
import { noticeDetailsOf, NoticeInput, type NoticeResponse, noticeResponse } from './notices.dto.js';

/** What may be done to notices. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  async draft(input: NoticeInput, caller: Caller, request?: IdempotentRequest): Promise<NoticeResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      const by = { id: newId(), unit: caller.unit };
      const [notice, fact] = Notice.draft(noticeDetailsOf(input), by, this.clock.now());
      this.record(tx, notice, fact, caller);
      tx.insert(Notice, notice);
      return noticeResponse(notice);
    });
  }

  async revise(id: string, patch: unknown, seen: number | undefined, caller: Caller): Promise<NoticeResponse> {
    return this.database.runInTransaction(async (tx) => {
      const notice = await this.locked(tx, id, seen, caller);
      const details = noticeDetailsOf(await patched(NoticeInput, notice.details, patch));
      const fact = notice.revise(details, this.clock.now());
      if (fact) await this.store(tx, notice, fact, caller);
      return noticeResponse(notice);
    });
  }

  async publish(id: string, seen: number | undefined, caller: Caller): Promise<NoticeResponse> {
    return this.database.runInTransaction(async (tx) => {
      const notice = await this.locked(tx, id, seen, caller);
      await this.store(tx, notice, notice.publish(this.clock.now()), caller);
      return noticeResponse(notice);
    });
  }

  /** A draft that the caller may not even see is not there for them. */
  private async locked(tx: Transaction, id: string, seen: number | undefined, caller: Caller): Promise<Notice> {
    const notice = await tx.manager.findOne(Notice, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!notice) throw new NoticeNotFound(id);
    const hidden = notice.state === 'draft' && !this.policy.may(caller, 'draft:read', notice.owningUnit);
    if (hidden) throw new NoticeNotFound(id);
    this.policy.demand(caller, 'notice:edit', notice.owningUnit);
    refuseOutdated('notice', notice.version, seen);
    return notice;
  }

  private async store(tx: Transaction, notice: Notice, fact: NoticeFact, caller: Caller): Promise<void> {
    this.record(tx, notice, fact, caller);
    await tx.manager.update(Notice, { id: notice.id }, notice);
  }

  private record(tx: Transaction, notice: Notice, fact: NoticeFact, caller: Caller): void {
    refuseOversized('notice', noticeSnapshot(notice));
    this.recorder.record(tx, {
      aggregate: 'notice',
      record: notice,
      fact,
      announced: announcementOf(notice, fact),
      caller,
    });
  }
}
