import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Outbox } from '@capdev/messaging';
import { type Changes, recordHistory, type Transaction } from '@capdev/persistence';
import type { Announced } from '../plain/index.js';

/** A change to one record, with what is told of it. */
export interface Recorded {
  readonly aggregate: string;
  /** As it is after the change; `updatedAt` is when that was. */
  readonly record: {
    readonly id: string;
    readonly version: number;
    readonly updatedAt: Date;
    announcements?: number;
  };
  /** What the aggregate has returned; its kind is the action as the bureau says it: `published`. */
  readonly fact: { readonly kind: string; readonly changes?: Changes | undefined };
  /** Left out when the public is not told. */
  readonly announced?: Announced | undefined;
  readonly caller: Caller;
}

/** Leaves the traces of a change in the transaction that makes it: the history entry and the outbox row. */
@Injectable()
export class Recorder {
  constructor(private readonly outbox: Outbox) {}

  /** Counts the announcement on the record, so call it before the record is written. */
  record(tx: Transaction, { aggregate, record, fact, announced, caller }: Recorded): void {
    recordHistory(tx, {
      aggregate,
      aggregateId: record.id,
      version: record.version,
      action: fact.kind,
      actor: caller,
      at: record.updatedAt,
      changes: fact.changes ?? {},
    });
    if (!announced) return;
    record.announcements = (record.announcements ?? 0) + 1;
    this.outbox.append(tx, {
      definition: announced.definition,
      aggregateId: record.id,
      sequence: record.announcements,
      occurredAt: record.updatedAt,
      data: announced.data,
    });
  }
}
