import type { Database, Statement, Transaction } from '@capdev/persistence';
import { DomainError } from '@capdev/service-kit/problems';
import type { IncomingMessage } from '../broker/kafka.broker.js';
import { type Letter, letterId, readLetter } from './letter.js';

/** So long the topic keeps a dead letter, in days; the index forgets it with the topic. */
const deadLetterDays = 90;

const columns = `at_partition, at_offset, put_aside_at, original_topic, original_partition, original_offset, original_at,
  event_id, event_type, subject, code, problem, key, value, headers`;
// The same place with another time is another letter: somebody has deleted the topic and made it again.
const anotherTopic = `
  ON CONFLICT (at_partition, at_offset) DO UPDATE
     SET put_aside_at = excluded.put_aside_at, original_topic = excluded.original_topic,
         original_partition = excluded.original_partition, original_offset = excluded.original_offset,
         original_at = excluded.original_at, event_id = excluded.event_id, event_type = excluded.event_type,
         subject = excluded.subject, code = excluded.code, problem = excluded.problem, key = excluded.key,
         value = excluded.value, headers = excluded.headers, attempts = 0, attempted_at = NULL,
         verdict = NULL, verdict_by = NULL, verdict_at = NULL, verdict_reason = NULL
   WHERE dead_letter.put_aside_at <> excluded.put_aside_at`;
const remember: Statement = {
  name: 'dead-letter-remember',
  text: `INSERT INTO dead_letter (${columns})
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ${anotherTopic}`,
  many: `INSERT INTO dead_letter (${columns})
         SELECT * FROM unnest($1::int[], $2::bigint[], $3::timestamptz[], $4::text[], $5::int[], $6::bigint[], $7::timestamptz[],
                              $8::text[], $9::text[], $10::text[], $11::text[], $12::json[], $13::bytea[], $14::bytea[],
                              $15::json[]) ${anotherTopic}`,
};

const prune = {
  name: 'dead-letter-prune',
  text: `DELETE FROM dead_letter WHERE put_aside_at < clock_timestamp() - make_interval(days => $1) RETURNING at_offset`,
};

/**
 * What the dead-letter topic of this service holds, as rows that can be searched and decided upon. The service's own
 * reader feeds it; the same message twice changes nothing.
 */
export class DeadLetterIndex {
  constructor(
    private readonly database: Database,
    private readonly logger: { error(message: string): void },
  ) {}

  /**
   * Takes messages of the dead-letter topic in.
   *
   * @throws DomainError of kind `unavailable` only: then none of them is in, and they may come again
   */
  async add(messages: readonly IncomingMessage[]): Promise<void> {
    const letters = messages.map(readLetter);
    try {
      await this.database.runInTransaction(async (tx) => letters.forEach((letter) => write(tx, letter)));
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unavailable') throw error;
      if (letters.length > 1) for (const message of messages) await this.add([message]);
      // It stays in the topic. Waiting for it would keep every later one out of the index.
      else this.logger.error(`Dead letter ${letterId(letters[0]!)} cannot be listed: ${String(error)}`);
    }
  }

  /** Forgets letters that the topic no longer has. @returns how many */
  async prune(): Promise<number> {
    return (await this.database.query(prune, [deadLetterDays])).length;
  }
}

function write(tx: Transaction, letter: Letter): void {
  tx.write(remember, [
    letter.partition,
    letter.offset,
    letter.putAsideAt,
    letter.originalTopic,
    letter.originalPartition,
    letter.originalOffset,
    letter.originalAt,
    letter.eventId,
    letter.eventType,
    letter.subject,
    letter.code,
    JSON.stringify(letter.problem),
    letter.key,
    letter.value,
    JSON.stringify(letter.headers),
  ]);
}
