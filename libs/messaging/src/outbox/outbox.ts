import { checkPayload, encodeHeaders, type EventDefinition, formatSequence } from '@capdev/contracts/core';
import { newId, type Statement, Transaction } from '@capdev/persistence';
import { currentContext } from '@capdev/service-kit/context';
import { DomainError } from '@capdev/service-kit/problems';
import { currentEvent } from '../consuming/current-event.js';
import type { MessagingOptions } from '../messaging-options.js';

/** For a service's migration: the announcements that wait to be sent. The running role inserts and deletes. */
export const createOutboxTable = `
CREATE TABLE outbox_message (
  id uuid PRIMARY KEY,
  topic text NOT NULL,
  key text NOT NULL,
  sequence integer NOT NULL,
  type text NOT NULL,
  headers jsonb NOT NULL,
  data text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT outbox_message_sequence UNIQUE (topic, key, sequence)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
`;

/** CloudEvents intermediaries must forward this much and need not forward more. */
export const largestAnnouncement = 64 * 1024;

/** A fact to be made public. */
export interface Announcement<Payload extends object> {
  readonly definition: EventDefinition<Payload>;
  readonly aggregateId: string;
  /** The aggregate's announcement counter: 1, 2, 3 …, plus one for each announcement, under the aggregate's lock. */
  readonly sequence: number;
  readonly occurredAt: Date;
  readonly data: Payload;
}

const insert: Statement = {
  name: 'outbox-append',
  text: `INSERT INTO outbox_message (id, topic, key, sequence, type, headers, data) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
  many: `INSERT INTO outbox_message (id, topic, key, sequence, type, headers, data)
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::jsonb[], $7::text[])`,
};

/** The only way to announce something: a row in the transaction that makes it true. */
export class Outbox {
  constructor(
    private readonly options: Pick<MessagingOptions, 'service' | 'slug' | 'publicUrl'>,
    private readonly relay: { wake(): void },
  ) {}

  /**
   * Announces a fact when, and only when, the transaction commits.
   *
   * @throws Error for another context's event, a sequence that is no counter, or anything but an open transaction
   * @throws PayloadInvalid when the data breaks the event's contract; an unknown field breaks it too
   * @throws DomainError `event-too-large` for more than 64 KiB of data
   *
   * @example
   * outbox.append(tx, { definition: coursePublishedV1, aggregateId: course.id, sequence: course.nextAnnouncement(), occurredAt, data });
   */
  append<Payload extends object>(tx: Transaction, announcement: Announcement<Payload>): void {
    const { definition, aggregateId, sequence, occurredAt } = announcement;
    if (!(tx instanceof Transaction) || !tx.isOpen) {
      throw new Error(
        `${definition.type} was announced outside an open transaction; pass the one that changes the aggregate.`,
      );
    }
    if (definition.slug !== this.options.slug) {
      throw new Error(
        `${definition.type} belongs to "${definition.slug}"; ${this.options.service} announces events of "${this.options.slug}" only.`,
      );
    }
    if (!Number.isInteger(sequence) || sequence < 1) {
      throw new Error(
        `${definition.type} of ${aggregateId} needs its announcement counter (1, 2, 3 …), not ${sequence}.`,
      );
    }
    const data = JSON.stringify(checkPayload(definition, announcement.data, 'producer'));
    const size = Buffer.byteLength(data);
    if (size > largestAnnouncement) throw new EventTooLarge(definition.type, aggregateId, size);

    const id = newId();
    const headers = this.headersOf(id, definition, aggregateId, sequence, occurredAt);
    tx.write(insert, [id, definition.topic, aggregateId, sequence, definition.type, JSON.stringify(headers), data]);
    tx.afterCommit(() => this.relay.wake());
  }

  private headersOf(
    id: string,
    definition: EventDefinition,
    aggregateId: string,
    sequence: number,
    occurredAt: Date,
  ): Record<string, string> {
    const context = currentContext();
    const cause = currentEvent();
    const schemas = this.options.publicUrl?.replace(/\/$/, '');
    return encodeHeaders({
      id,
      source: `/${this.options.service}`,
      type: definition.type,
      subject: aggregateId,
      time: occurredAt.toISOString(),
      sequence: formatSequence(sequence),
      ...(schemas === undefined ? {} : { dataschema: `${schemas}/schemas/${definition.type}` }),
      ...(context === undefined ? {} : { correlationid: context.correlationId, traceparent: context.traceparent }),
      ...(cause === undefined ? {} : { causationid: cause.id }),
    });
  }
}

/** The record has grown beyond what an event can carry. */
export class EventTooLarge extends DomainError {
  constructor(type: string, aggregateId: string, size: number) {
    super(
      'too-large',
      'event-too-large',
      `${type} of ${aggregateId} would carry ${size} bytes; an event carries ${largestAnnouncement} at most. Shorten its texts.`,
    );
  }
}
