import type { Database, JsonRow } from '../database.js';
import { decodeCursor, encodeCursor, isText, isUuid, type Page, pageOf } from '../page.js';
import type { Transaction } from '../transaction.js';
import { wakeAfter } from './due-work-wakes.js';

/** Work as operators see it. */
export interface WaitingWork {
  readonly kind: string;
  readonly subjectId: string;
  readonly dueAt: Date;
  readonly nextAttemptAt: Date;
  readonly attempts: number;
  readonly lastError: string | null;
  /** Since when it waits for an operator. */
  readonly setAsideAt: Date | null;
}

/** How far the work is behind. */
export interface DueWorkReading {
  /** Due and not done, for whatever reason, without what is set aside. */
  readonly overdue: number;
  readonly oldestSeconds: number;
  readonly setAside: number;
  /** Overdue, and of a kind that this build does not know. */
  readonly unknown: number;
}

const columns = `kind, subject_id AS "subjectId", due_at AS "dueAt", next_attempt_at AS "nextAttemptAt", attempts,
  last_error AS "lastError", set_aside_at AS "setAsideAt"`;

const list = (setAside: boolean) => ({
  name: setAside ? 'due-work-set-aside' : 'due-work-list',
  text: `SELECT ${columns}, due_at::text AS "dueAtText" FROM due_work
          WHERE ${setAside ? 'set_aside_at IS NOT NULL' : 'true'}
            AND ($1::text IS NULL OR (due_at, kind, subject_id) > ($1::timestamptz, $2, $3::uuid))
          ORDER BY due_at, kind, subject_id LIMIT $4`,
});
const again = {
  name: 'due-work-again',
  text: `UPDATE due_work SET attempts = 0, next_attempt_at = $3, set_aside_at = NULL
          WHERE kind = $1 AND subject_id = $2 AND last_error IS NOT NULL RETURNING last_error AS "lastError"`,
};
const reading = {
  name: 'due-work-reading',
  text: `SELECT count(*) FILTER (WHERE set_aside_at IS NULL)::int AS overdue,
                coalesce(extract(epoch FROM $1::timestamptz - min(due_at) FILTER (WHERE set_aside_at IS NULL)), 0)::float8 AS "oldestSeconds",
                count(*) FILTER (WHERE set_aside_at IS NOT NULL)::int AS "setAside",
                count(*) FILTER (WHERE set_aside_at IS NULL AND kind <> ALL ($2))::int AS unknown
           FROM due_work WHERE due_at <= $1`,
};

/** What waits, the oldest first. @throws CursorInvalid */
export async function listDueWork(
  database: Database,
  page: { readonly setAside?: boolean | undefined; readonly after?: string | undefined; readonly limit: number },
): Promise<Page<JsonRow<WaitingWork>>> {
  const { setAside = false, after, limit } = page;
  const scope = `due-work/${setAside}`;
  const [at = null, kind = null, subjectId = null] =
    after === undefined ? [] : decodeCursor(after, scope, [isMoment, isText, isUuid]);
  const statement = list(setAside);
  const rows = await database.query<WaitingWork & { dueAtText: string }>(statement, [at, kind, subjectId, limit + 1]);
  return pageOf(
    rows,
    limit,
    ({ dueAtText: _, ...row }) => ({
      ...row,
      dueAt: row.dueAt.toISOString(),
      nextAttemptAt: row.nextAttemptAt.toISOString(),
      setAsideAt: row.setAsideAt?.toISOString() ?? null,
    }),
    (row) => encodeCursor([row.dueAtText, row.kind, row.subjectId], scope),
  );
}

/**
 * Lets work that has failed be tried again now, as if for the first time.
 *
 * @returns why it failed last; undefined when no such work has failed, and then nothing was done
 */
export async function retryDueWork(
  tx: Transaction,
  { kind, subjectId, now }: { readonly kind: string; readonly subjectId: string; readonly now: Date },
): Promise<{ lastError: string | null } | undefined> {
  const [row] = await tx.query<{ lastError: string | null }>(again, [kind, subjectId, now]);
  if (row) wakeAfter(tx, now);
  return row;
}

/** For gauges. @param kinds that this build knows */
export async function readDueWork(database: Database, now: Date, kinds: readonly string[]): Promise<DueWorkReading> {
  const [row] = await database.query<DueWorkReading>(reading, [now, kinds]);
  return row!;
}

function isMoment(key: unknown): boolean {
  return typeof key === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:?\d\d)?$/.test(key);
}
