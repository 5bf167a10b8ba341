import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Database, listDueWork, readDueWork, recordHistory, retryDueWork } from '@capdev/persistence';
import type { Reading } from '@capdev/service-kit';
import { Clock } from '../changes/clock.js';
import { listed } from '../lists/index.js';
import type { DueWorkPage, DueWorkQuery } from './due-work.dto.js';
import { DueWorkNotFailed } from './due-work.errors.js';
import { DueWorkHandlers } from './due-work-handlers.js';

/** What operators see of the work that waits for its time, and do to it. */
@Injectable()
export class DueWorkOperations {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly handlers: DueWorkHandlers,
  ) {}

  async list({ state, ...page }: DueWorkQuery, address: string): Promise<DueWorkPage> {
    return listed(
      await listDueWork(this.database, { ...page, setAside: state === 'set-aside' }),
      address,
    ) as DueWorkPage;
  }

  /** Lets it be tried again at once; what was done stands in the history of its subject. */
  async retry(work: { kind: string; subjectId: string }, reason: string, caller: Caller): Promise<void> {
    await this.database.runInTransaction(async (tx) => {
      const now = this.clock.now();
      const failed = await retryDueWork(tx, { ...work, now });
      if (!failed) throw new DueWorkNotFailed(work.kind, work.subjectId);
      recordHistory(tx, {
        aggregate: 'due-work',
        aggregateId: work.subjectId,
        version: 0,
        action: 'due-work-retried',
        actor: caller,
        at: now,
        changes: { [work.kind]: { from: failed.lastError, to: reason } },
      });
    });
  }

  /** For `/metrics`. */
  async readings(): Promise<Reading[]> {
    const kinds = [...this.handlers.byKind.keys()];
    const { overdue, oldestSeconds, setAside, unknown } = await readDueWork(this.database, this.clock.now(), kinds);
    return [
      gauge('capdev_due_work_overdue', 'Pieces of work whose time has come and that are not done', overdue),
      gauge('capdev_due_work_oldest_seconds', 'How long ago the time of the oldest of them came', oldestSeconds),
      gauge('capdev_due_work_set_aside', 'Pieces of work that failed too often and wait for an operator', setAside),
      gauge('capdev_due_work_unknown', 'Overdue pieces of a kind that this build cannot do', unknown),
    ];
  }
}

function gauge(name: string, help: string, value: number): Reading {
  return { name, help, type: 'gauge', value };
}
