import type { Transaction } from '../transaction.js';
import { wakeAfter } from './due-work-wakes.js';

/** Something that has to happen at a moment, to one subject. */
export interface DueWork {
  /** What is to be done: `milestone-missed`. */
  readonly kind: string;
  /** To whom: the aggregate's id. */
  readonly subjectId: string;
  readonly dueAt: Date;
  /** How often it has failed since it was scheduled. */
  readonly attempts: number;
}

/**
 * Does one piece of due work in the transaction that also forgets it. It looks at the present state of the subject itself:
 * somebody may have changed it while the work was on its way, and then there may be nothing to do.
 */
export type DueWorkHandler = (work: DueWork, tx: Transaction, now: Date) => Promise<void>;

/**
 * For a service's migration: what is to happen because time passes. `scheduling` says which call of
 * {@link scheduleDueWork} a row comes from, so that work in hand forgets what it was given and nothing newer.
 */
export const createDueWorkTable = `
CREATE TABLE due_work (
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  due_at timestamptz NOT NULL,
  scheduling uuid NOT NULL,
  next_attempt_at timestamptz NOT NULL,
  attempts integer NOT NULL,
  last_error text,
  set_aside_at timestamptz,
  CONSTRAINT due_work_once PRIMARY KEY (kind, subject_id)
);
CREATE INDEX due_work_next ON due_work (next_attempt_at, kind, subject_id) WHERE set_aside_at IS NULL;
CREATE INDEX due_work_due ON due_work (due_at, kind, subject_id);
CREATE INDEX due_work_set_aside ON due_work (due_at, kind, subject_id) WHERE set_aside_at IS NOT NULL;
`;

const schedule = {
  name: 'due-work-schedule',
  // It begins with WITH so that it is never put together with insertions: a second call has to see what the first one did.
  text: `WITH wanted AS (SELECT $1::text AS kind, $2::uuid AS subject_id, $3::timestamptz AS due_at)
    INSERT INTO due_work (kind, subject_id, due_at, scheduling, next_attempt_at, attempts)
    SELECT kind, subject_id, due_at, gen_random_uuid(), due_at, 0 FROM wanted
    ON CONFLICT ON CONSTRAINT due_work_once DO UPDATE
      SET due_at = EXCLUDED.due_at, scheduling = EXCLUDED.scheduling, next_attempt_at = EXCLUDED.next_attempt_at,
          attempts = 0, last_error = NULL, set_aside_at = NULL`,
};
const cancel = { name: 'due-work-cancel', text: 'DELETE FROM due_work WHERE kind = $1 AND subject_id = $2' };

/**
 * Has something done at a moment, or soon when that has passed. There is one piece of work for each kind and subject: a later
 * call moves it. Call it after the subject is locked, as its handler locks the subject before the work is forgotten.
 */
export function scheduleDueWork(tx: Transaction, { kind, subjectId, dueAt }: Omit<DueWork, 'attempts'>): void {
  tx.write(schedule, [kind, subjectId, dueAt]);
  wakeAfter(tx, dueAt);
}

/** There is nothing to do any more. */
export function cancelDueWork(tx: Transaction, kind: string, subjectId: string): void {
  tx.write(cancel, [kind, subjectId]);
}
