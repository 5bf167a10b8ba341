import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import type { Transaction } from '@capdev/persistence';
import { Recorder } from '@capdev/service-frame/changes';
import { SearchIndex } from '../search/search-index.js';
import type { BatchView } from './batch-view.js';
import { insertRows, updateRows, writeAccount, writeDistinctions, writeOrigins } from './batch-writes.query.js';
import type { RowPlan } from './row-plan.js';

type Countable = { readonly id: string; announcements: number };

/** Writes what was decided about the rows of a batch, with all that a person's changes would leave behind. */
@Injectable()
export class BatchWriter {
  constructor(
    private readonly recorder: Recorder,
    private readonly index: SearchIndex,
  ) {}

  /** Queues the records of some of a batch's rows with the traces of their changes. */
  writeRecords(tx: Transaction, { rules: { run, caller, now } }: BatchView, plans: readonly RowPlan[]): void {
    if (!run.dryRun) this.queue(tx, plans, caller, now);
  }

  /**
   * Writes the rest of a whole batch: what its records are found by, where they come from, the account. Words and values are
   * entered in order for all rows at once, so that nobody who publishes a course meanwhile waits for us and we for them.
   */
  async finish(tx: Transaction, { rules: { run } }: BatchView, plans: readonly RowPlan[]): Promise<void> {
    if (!run.dryRun) {
      await this.renew(tx, plans);
      writeOrigins(tx, run.sourceId, plans);
      writeDistinctions(tx, plans);
    }
    writeAccount(tx, run.id, plans, run.dryRun);
  }

  /** Writes records with the traces of their changes, and what they are found by. */
  async apply(tx: Transaction, plans: readonly RowPlan[], caller: Caller, now: Date): Promise<void> {
    this.queue(tx, plans, caller, now);
    await this.renew(tx, plans);
  }

  private queue(tx: Transaction, plans: readonly RowPlan[], caller: Caller, now: Date): void {
    const counts = this.record(tx, plans, caller, now);
    const counted = <One extends Countable>(one: One): One =>
      Object.assign(one, { announcements: counts.get(one.id) ?? one.announcements });
    const changed = new Set(plans.flatMap(({ facts }) => facts.map(({ of }) => of.id)));
    // A course that several rows tell of is written once, as the last of them leaves it.
    const split = <One extends Countable>(all: readonly { one: One; isNew: boolean }[]) => {
      const news = new Set(all.filter(({ isNew }) => isNew).map(({ one }) => one.id));
      const last = new Map(all.map(({ one }) => [one.id, one]));
      const written = [...last.values()].filter(({ id }) => changed.has(id)).map(counted);
      return [written.filter(({ id }) => news.has(id)), written.filter(({ id }) => !news.has(id))] as const;
    };
    const providers = split(
      plans.flatMap((plan) => plan.providers.map(({ provider, isNew }) => ({ one: provider, isNew }))),
    );
    insertRows(tx, 'provider', providers[0]);
    updateRows(tx, 'provider', providers[1]);
    const courses = split(plans.flatMap(({ course, isNew }) => (course ? [{ one: course, isNew }] : [])));
    insertRows(tx, 'course', courses[0]);
    updateRows(tx, 'course', courses[1]);
    const offerings = split(
      plans.flatMap((plan) => plan.offerings.map(({ offering, isNew }) => ({ one: offering, isNew }))),
    );
    insertRows(tx, 'offering', offerings[0]);
    updateRows(tx, 'offering', offerings[1]);
  }

  /** Leaves the traces of every change, and tells how many announcements each record has now. */
  private record(tx: Transaction, plans: readonly RowPlan[], caller: Caller, at: Date): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { of, version, ...told } of plans.flatMap(({ facts }) => facts)) {
      const record = { id: of.id, version, updatedAt: at, announcements: counts.get(of.id) ?? of.announcements };
      this.recorder.record(tx, { ...told, record, caller });
      counts.set(of.id, record.announcements);
    }
    return counts;
  }

  private async renew(tx: Transaction, plans: readonly RowPlan[]): Promise<void> {
    const ids = plans.flatMap(({ course, facts }) =>
      course && course.state !== 'draft' && facts.length > 0 ? [course.id] : [],
    );
    if (ids.length > 0) await this.index.renew(tx, [...new Set(ids)]);
    const revised = plans.flatMap(({ providers }) =>
      providers.flatMap(({ provider, isNew }) => (isNew ? [] : [provider.id])),
    );
    for (const id of revised) await this.index.renewOfProvider(tx, id);
  }
}
