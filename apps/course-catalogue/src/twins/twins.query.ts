import type { Database, Statement, Transaction } from '@capdev/persistence';
import type { CourseDetails } from '../courses/course-details.js';
import type { CourseState } from '../courses/course-status.js';
import { DistinctFromUnsuitable } from './twin.errors.js';

/** Reads with or without a transaction. */
export type Read = Pick<Database | Transaction, 'query'>;

/** A course that shares a mark; whether its title is nearly identical is still to be seen. */
export interface Marked extends Pick<CourseDetails, 'code' | 'owningUnit' | 'providerIds' | 'title'> {
  readonly id: string;
  readonly state: CourseState;
}

/** Whether a reader may know of the course `other`; `unit` stands for the one whose drafts that may be, null for all. */
export const known = (unit: string): string =>
  `(other.state <> 'draft' OR other.owning_unit = coalesce(${unit}, other.owning_unit))`;

// Counting instead of asking whether there is any: of a question whether there is any PostgreSQL thinks that it is answered
// by reading the table until one comes.
/** Whether none of the courses that may be known has one of the marks, those in `except` aside. */
export const noneMarked = (marks: string, unit: string, except: string): string =>
  `(SELECT count(*) = 0 FROM course other
     WHERE other.title_marks && ${marks} AND other.state <> 'retired' AND ${known(unit)} AND other.id <> ALL (${except}))`;

const marked: Statement = {
  name: 'course-marked',
  text: `SELECT id, code, state, owning_unit AS "owningUnit", provider_ids AS "providerIds", title
           FROM course other
          WHERE title_marks && $1::bigint[] AND state <> 'retired' AND ${known('$2::text')} AND id <> ALL ($3::uuid[])
            AND NOT EXISTS (SELECT FROM course_distinction WHERE course_id = other.id AND other_id = $4::uuid)
            AND NOT EXISTS (SELECT FROM course_distinction WHERE course_id = $4::uuid AND other_id = other.id)
          ORDER BY state <> 'published', created_at, id`,
};

/**
 * The published ones first.
 *
 * @param unit whose drafts may be known; undefined for all
 * @param except courses that it is already said to be distinct from, by this request
 * @param id the course itself, when it has been written before
 */
export function markedLike(
  read: Read,
  marks: readonly string[],
  unit: string | undefined,
  except: readonly string[],
  id?: string,
): Promise<Marked[]> {
  return read.query<Marked>(marked, [marks, unit ?? null, id === undefined ? except : [...except, id], id ?? null]);
}

const unknown: Statement = {
  name: 'course-distinct-unknown',
  text: `SELECT id FROM unnest($1::uuid[]) AS given (id)
          WHERE NOT EXISTS (SELECT FROM course other WHERE other.id = given.id AND ${known('$2::text')})`,
};

/** Refuses names of courses that do not exist, as far as the reader may know. */
export async function refuseUnknownDistinct(
  read: Read,
  ids: readonly string[],
  unit: string | undefined,
): Promise<void> {
  const strangers = await read.query<{ id: string }>(unknown, [ids, unit ?? null]);
  if (strangers.length === 0) return;
  throw new DistinctFromUnsuitable(`courses that there are not: ${strangers.map(({ id }) => id).join(', ')}`);
}

// A course that may not be known becomes null, which the constraint course_distinction_known refuses.
const distinguishNew: Statement = {
  name: 'course-distinguish-new',
  text: `INSERT INTO course_distinction (course_id, other_id)
         SELECT $1::uuid, (SELECT id FROM course other WHERE other.id = given.id AND ${known('$3::text')})
           FROM unnest($2::uuid[]) AS given (id)`,
};

/** Queues the pairs of a new course; nothing is read, so that they leave with it. */
export function distinguishFromStart(
  tx: Transaction,
  id: string,
  others: readonly string[],
  unit: string | undefined,
): void {
  if (others.length > 0) tx.write(distinguishNew, [id, others, unit ?? null]);
}

const distinguish: Statement = {
  name: 'course-distinguish',
  text: `INSERT INTO course_distinction (course_id, other_id)
         SELECT $1::uuid, given.id FROM unnest($2::uuid[]) AS given (id)
          WHERE NOT EXISTS (SELECT FROM course_distinction WHERE course_id = given.id AND other_id = $1::uuid)
         ON CONFLICT DO NOTHING RETURNING other_id AS id`,
};

/** Remembers that these are different courses. Returns those of which that was not known yet. */
export async function distinguished(tx: Transaction, id: string, others: readonly string[]): Promise<string[]> {
  return (await tx.query<{ id: string }>(distinguish, [id, others])).map((row) => row.id);
}

const lock: Statement = {
  name: 'course-givers-lock',
  text: 'SELECT pg_advisory_xact_lock(number) FROM unnest($1::bigint[]) AS number',
};

/** Until the transaction ends, nobody else who takes the same numbers goes on. Given in order, or two could wait for each other. */
export async function lockNumbers(tx: Transaction, numbers: readonly string[]): Promise<void> {
  await tx.query(lock, [numbers]);
}
