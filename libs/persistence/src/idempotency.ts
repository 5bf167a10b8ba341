import { createHash } from 'node:crypto';
import { DomainError } from '@capdev/service-kit/problems';
import { violatedConstraint } from './database-errors.js';
import type { Database } from './database.js';
import type { Transaction } from './transaction.js';

/** The caller's wish that a request takes effect once, however often it is sent. */
export interface OnceOnly {
  /** The caller's `Idempotency-Key`. */
  readonly key: string;
  /** Whose key it is; two callers may use the same one without meeting. */
  readonly caller: string;
  /** The request it was first sent with: method, path and body. */
  readonly request: unknown;
}

/** The same key came with another body. */
export class IdempotencyKeyReused extends DomainError {
  constructor() {
    super(
      'conflict',
      'idempotency-key-reused',
      'This Idempotency-Key was already used for a different request. Use a new key for a new request; repeat the first request unchanged to get its answer again.',
      [{ pointer: 'Idempotency-Key', detail: 'Already used for a different request.' }],
    );
  }
}

/** For a service's migration: one row per answered request (json and not jsonb: a repeat gets the same text). Prune by `at`; a day is longer than any client retries. */
export const createIdempotencyTable = `
CREATE TABLE idempotency_record (
  caller text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  answer json NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_record_once PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_record_at ON idempotency_record (at);
`;

const remember = {
  name: 'idempotency-remember',
  text: 'INSERT INTO idempotency_record (caller, key, request_hash, answer) VALUES ($1, $2, $3, $4)',
};
const recall = {
  name: 'idempotency-recall',
  text: 'SELECT request_hash, answer FROM idempotency_record WHERE caller = $1 AND key = $2',
};

/**
 * Does the work in a transaction and remembers its answer under the caller's key; a repeat gets the remembered answer
 * and changes nothing. The record is written last, so the first of two racing requests wins and the other is replayed.
 *
 * @param once undefined when the caller sent no key: the work is simply done
 * @param work its result is the answer; it must survive JSON unchanged
 * @throws IdempotencyKeyReused when the key belongs to another request
 */
export async function runOnce<Answer>(
  database: Database,
  once: OnceOnly | undefined,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Answer> {
  if (!once) return database.runInTransaction(work);
  const hash = createHash('sha256').update(JSON.stringify(once.request)).digest('base64url');
  try {
    return await database.runInTransaction(async (tx) => {
      const answer = await work(tx);
      tx.write(remember, [once.caller, once.key, hash, JSON.stringify(answer ?? null)]);
      return answer;
    });
  } catch (error) {
    // A repeat usually fails first on the thing that the first request created; only now is it worth a look.
    const refused =
      error instanceof DomainError ? error.kind !== 'unavailable' : violatedConstraint(error) !== undefined;
    if (!refused) throw error;
    const [record] = await database.query<{ request_hash: string; answer: Answer }>(recall, [once.caller, once.key]);
    if (!record) throw error;
    if (record.request_hash !== hash) throw new IdempotencyKeyReused();
    return record.answer;
  }
}

const prune = {
  name: 'idempotency-prune',
  text: `DELETE FROM idempotency_record WHERE at < now() - interval '1 day'`,
};

/** Forgets keys older than a day. */
export async function pruneIdempotencyRecords(database: Database): Promise<void> {
  await database.query(prune);
}
