// The statements of the runner. Every moment is compared with the clock that the runner is given, never with the server's.

/** A page of what is due, of the kinds that somebody here can do. */
export const due = {
  name: 'due-work-due',
  text: `SELECT kind, subject_id AS "subjectId", next_attempt_at::text AS "nextAttemptAt" FROM due_work
          WHERE set_aside_at IS NULL AND next_attempt_at <= $1 AND kind = ANY ($2)
            AND ($3::text IS NULL OR (next_attempt_at, kind, subject_id) > ($3::timestamptz, $4, $5::uuid))
          ORDER BY next_attempt_at, kind, subject_id LIMIT $6`,
};

/**
 * One owner at a time. A lock on the row itself would be held while the handler waits for its subject, and whoever holds the
 * subject and schedules anew would wait for the row: each for the other.
 */
export const take = {
  name: 'due-work-take',
  text: `SELECT pg_try_advisory_xact_lock(7203027, hashtext($1 || ' ' || $2)) AS taken`,
};

export const readClaimed = {
  name: 'due-work-claimed',
  text: `SELECT kind, subject_id AS "subjectId", due_at AS "dueAt", attempts, scheduling FROM due_work
          WHERE kind = $1 AND subject_id = $2 AND set_aside_at IS NULL AND next_attempt_at <= $3`,
};

/** What was scheduled while it was done, by itself or by somebody else, stays. */
export const forget = {
  name: 'due-work-forget',
  text: 'DELETE FROM due_work WHERE kind = $1 AND subject_id = $2 AND scheduling = $3',
};

/** Unless somebody has scheduled it anew or tried it meanwhile. */
export const postpone = {
  name: 'due-work-postpone',
  text: `UPDATE due_work SET attempts = $5, next_attempt_at = $6, last_error = $7, set_aside_at = $8
          WHERE kind = $1 AND subject_id = $2 AND scheduling = $3 AND attempts = $4`,
};

export const untilNext = {
  name: 'due-work-next',
  text: `SELECT min(next_attempt_at) AS at FROM due_work
          WHERE set_aside_at IS NULL AND next_attempt_at > $1 AND kind = ANY ($2)`,
};
