import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import { Outbox } from '@capdev/messaging';
import { type Changes, recordHistory, type Transaction } from '@capdev/persistence';
import type { Announced } from '../plain/index.js';

/** A change to one record, with what is told of it. */
export interface Recorded {
  readonly aggregate: string;
  readonly record: { readonly id: string; readonly version: number; announcements?: number };
  /** As the bureau says it: `published`. */
  readonly action: string;
  readonly changes: Changes;
  /** Undefined when the public is not told. */
  readonly announced: Announced | undefined;
  readonly caller: Caller;
  readonly at: Date;
}

/** Leaves the traces of a change in the transaction that makes it: the history entry and the outbox row. */
@Injectable()
export class Recorder {
  constructor(private readonly outbox: Outbox) {}

  /** Counts the announcement on the record, so call it before the record is written. */
  record(tx: Transaction, { aggregate, record, action, changes, announced, caller, at }: Recorded): void {
    recordHistory(tx, {
      aggregate,
      aggregateId: record.id,
      version: record.version,
      action,
      actor: caller,
      at,
      changes,
    });
    if (!announced) return;
    record.announcements = (record.announcements ?? 0) + 1;
    this.outbox.append(tx, {
      definition: announced.definition,
      aggregateId: record.id,
      sequence: record.announcements,
      occurredAt: at,
      data: announced.data,
    });
  }
}
