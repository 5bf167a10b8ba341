import {
  type Database,
  decodeCursor,
  encodeCursor,
  type JsonRow,
  type Page,
  pageOf,
  type Statement,
  type Transaction,
} from '@capdev/persistence';
import type { Problem } from '@capdev/service-kit/problems';
import { type KeptHeaders, type Letter, letterId, placeOf, textOf } from './letter.js';
import { type BusOperation, operationsOn, type Operator, recordOperation } from './operations-log.js';
import { LetterClosed, LetterNotFound } from './operating.errors.js';

/** How a letter ended; `open` ones have not. */
export const verdicts = ['open', 'redriven', 'discarded'] as const;
export type Verdict = (typeof verdicts)[number];

/** Which letters; all of them unless something is said. */
export interface LetterFilter {
  /** The event type, whole. */
  readonly type?: string | undefined;
  /** The code of the problem document. */
  readonly code?: string | undefined;
  /** Put aside at this moment or later. */
  readonly since?: Date | undefined;
  readonly verdict?: Verdict | 'all' | undefined;
}

/** A letter with what became of it. */
export interface LetterRow extends Letter {
  readonly attempts: number;
  readonly attemptedAt: Date | null;
  readonly verdict: Exclude<Verdict, 'open'> | null;
  readonly verdictBy: string | null;
  readonly verdictAt: Date | null;
  readonly verdictReason: string | null;
}

/** A letter in a list. */
export type LetterSummary = JsonRow<Omit<LetterRow, keyof Pick<Letter, 'problem' | 'key' | 'value' | 'headers'>>> & {
  readonly id: string;
  /** What went wrong, in one sentence. */
  readonly detail: string;
};

/** Bytes as text, or as `{ base64 }` when they are none. */
export type Shown = string | { readonly base64: string } | null;

/** A letter with everything that is known of it. */
export interface WholeLetter extends LetterSummary {
  readonly problem: Problem;
  readonly key: Shown;
  readonly value: Shown;
  readonly headers: KeptHeaders;
  readonly operations: readonly JsonRow<BusOperation>[];
}

const columns = `
  at_partition AS "partition", at_offset::text AS "offset", put_aside_at AS "putAsideAt",
  original_topic AS "originalTopic", original_partition AS "originalPartition",
  original_offset::text AS "originalOffset", original_at AS "originalAt",
  event_id AS "eventId", event_type AS "eventType", subject, code, problem, attempts, attempted_at AS "attemptedAt",
  verdict, verdict_by AS "verdictBy", verdict_at AS "verdictAt", verdict_reason AS "verdictReason"`;

// With the verdict in the text PostgreSQL may use the small index of the open ones.
const ofVerdict = {
  open: 'verdict IS NULL',
  redriven: `verdict = 'redriven'`,
  discarded: `verdict = 'discarded'`,
  all: 'true',
} as const;
const matching = (verdict: keyof typeof ofVerdict): string => `
  FROM dead_letter
 WHERE ${ofVerdict[verdict]} AND ($1::text IS NULL OR event_type = $1) AND ($2::text IS NULL OR code = $2)
   AND ($3::timestamptz IS NULL OR put_aside_at >= $3)`;
const place = 'put_aside_at, at_partition, at_offset';
const orders = {
  newest: { compare: '<', order: 'put_aside_at DESC, at_partition DESC, at_offset DESC' },
  oldest: { compare: '>', order: place },
} as const;

const list = (verdict: keyof typeof ofVerdict, direction: keyof typeof orders): Statement => ({
  name: `dead-letters-${verdict}-${direction}`,
  text: `SELECT ${columns} ${matching(verdict)}
            AND ($4::timestamptz IS NULL OR (${place}) ${orders[direction].compare} ($4, $5::int, $6::bigint))
          ORDER BY ${orders[direction].order} LIMIT $7`,
});
const count = { name: 'dead-letters-count', text: `SELECT count(*)::int AS count ${matching('open')}` };
const one = {
  name: 'dead-letter-one',
  text: `SELECT ${columns}, key, value, headers FROM dead_letter WHERE at_partition = $1 AND at_offset = $2`,
};
const locked = { name: 'dead-letter-locked', text: `${one.text} FOR UPDATE` };
const settle = {
  name: 'dead-letter-settle',
  text: `UPDATE dead_letter SET verdict = $3, verdict_by = $4, verdict_reason = $5, verdict_at = clock_timestamp()
          WHERE at_partition = $1 AND at_offset = $2`,
};
const ofEvent = {
  name: 'dead-letters-of-event',
  text: `SELECT ${columns} FROM dead_letter WHERE event_id = $1 ORDER BY ${place}`,
};
const open = {
  name: 'dead-letters-open',
  text: `SELECT count(*)::int AS count, coalesce(extract(epoch FROM clock_timestamp() - min(put_aside_at)), 0)::float8 AS "oldestSeconds"
           FROM dead_letter WHERE verdict IS NULL`,
};

/** Looks into the index of dead letters, and settles one. Moments in answers are RFC 3339. */
export class DeadLetters {
  constructor(private readonly database: Database) {}

  /**
   * Newest first; oldest first for those that are to be handled again.
   *
   * @throws CursorInvalid
   */
  async list(
    filter: LetterFilter,
    page: { readonly after?: string | undefined; readonly limit: number },
    direction: keyof typeof orders = 'newest',
  ): Promise<Page<LetterSummary>> {
    const { verdict = 'open' } = filter;
    const wanted = valuesOf(filter);
    const scope = `dead-letters/${direction}/${JSON.stringify([...wanted, verdict])}`;
    const [at = null, partition = null, offset = null] =
      page.after === undefined ? [] : decodeCursor(page.after, scope, [isMoment, Number.isInteger, isOffset]);
    const values = [...wanted, at, partition, offset, page.limit + 1];
    const rows = await this.database.query<LetterRow>(list(verdict, direction), values);
    return pageOf(rows, page.limit, summaryOf, (row) =>
      encodeCursor([row.putAsideAt.toISOString(), row.partition, row.offset], scope),
    );
  }

  /** How many open ones there are. */
  async count(filter: Omit<LetterFilter, 'verdict'>): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(count, valuesOf(filter));
    return row?.count ?? 0;
  }

  /** @throws LetterNotFound */
  async show(id: string): Promise<WholeLetter> {
    const at = placeOf(id);
    const [row] = at ? await this.database.query<LetterRow>(one, [at.partition, at.offset]) : [];
    if (!row) throw new LetterNotFound(id);
    const operations = await this.database.records<BusOperation>(operationsOn, [subjectOf(id)]);
    const { problem, headers } = row;
    return { ...summaryOf(row), problem, key: shown(row.key), value: shown(row.value), headers, operations };
  }

  /** All letters that carry this event. */
  async ofEvent(eventId: string): Promise<LetterSummary[]> {
    return (await this.database.query<LetterRow>(ofEvent, [eventId])).map(summaryOf);
  }

  /**
   * Ends the matter without handling the event.
   *
   * @throws LetterNotFound
   * @throws LetterClosed
   */
  async discard(id: string, operator: Operator, reason: string): Promise<LetterSummary> {
    await this.database.runInTransaction(async (tx) => {
      await lockOpen(tx, id);
      settleLetter(tx, id, 'discarded', operator, reason);
      recordOperation(tx, { action: 'letter-discarded', subject: subjectOf(id), operator, reason });
    });
    const {
      problem: _,
      key: _key,
      value: _value,
      headers: _headers,
      operations: _all,
      ...summary
    } = await this.show(id);
    return summary;
  }

  /** For gauges. */
  async depth(): Promise<{ count: number; oldestSeconds: number }> {
    const [row] = await this.database.query<{ count: number; oldestSeconds: number }>(open);
    return row ?? { count: 0, oldestSeconds: 0 };
  }
}

/** The letter, which nobody else can settle until the transaction ends. @throws LetterNotFound, LetterClosed */
export async function lockOpen(tx: Transaction, id: string): Promise<LetterRow> {
  const at = placeOf(id);
  const [row] = at ? await tx.query<LetterRow>(locked, [at.partition, at.offset]) : [];
  if (!row) throw new LetterNotFound(id);
  if (row.verdict !== null) throw new LetterClosed(id, row.verdict, row.verdictBy ?? 'somebody');
  return row;
}

/** Writes the verdict of a locked letter. */
export function settleLetter(
  tx: Transaction,
  id: string,
  verdict: Exclude<Verdict, 'open'>,
  operator: Operator,
  reason?: string,
): void {
  const at = placeOf(id);
  tx.write(settle, [at?.partition, at?.offset, verdict, operator.subject, reason ?? null]);
}

/** What the log of operations calls a letter. */
export function subjectOf(id: string): string {
  return `dead-letter/${id}`;
}

function valuesOf({ type, code, since }: LetterFilter): readonly [string | null, string | null, Date | null] {
  return [type ?? null, code ?? null, since ?? null];
}

function summaryOf(row: LetterRow): LetterSummary {
  const { problem, key: _key, value: _value, headers: _headers, ...rest } = row;
  return {
    id: letterId(row),
    ...rest,
    detail: problem.detail,
    putAsideAt: row.putAsideAt.toISOString(),
    originalAt: row.originalAt?.toISOString() ?? null,
    attemptedAt: row.attemptedAt?.toISOString() ?? null,
    verdictAt: row.verdictAt?.toISOString() ?? null,
  };
}

function shown(bytes: Buffer | null): Shown {
  return bytes === null ? null : (textOf(bytes) ?? { base64: bytes.toString('base64') });
}

function isOffset(key: unknown): boolean {
  return typeof key === 'string' && /^\d{1,18}$/.test(key);
}

function isMoment(key: unknown): boolean {
  return typeof key === 'string' && !Number.isNaN(Date.parse(key));
}
