import { QueryFailedError } from 'typeorm';
import { DomainError } from '@capdev/service-kit/problems';

/** The database cannot answer now; the caller may try the same request again. */
export class DatabaseUnavailable extends DomainError {
  constructor(cause: unknown) {
    super(
      'unavailable',
      'database-unavailable',
      'The database cannot answer at the moment. Try again shortly; a request with an Idempotency-Key never takes effect twice.',
      [],
      { 'Retry-After': '5' },
      { cause },
    );
  }
}

/** PostgreSQL refused a value that our own checks let pass: the caller's doing, and a gap in those checks. */
export class ValueRefused extends DomainError {
  constructor(cause: unknown) {
    super(
      'invalid',
      'value-refused',
      'A value has the right form and is none that can be kept or looked for, such as a day that does not exist or a text with a NUL.',
      [],
      {},
      { cause },
    );
  }
}

// Class 22: date out of range, text that is no number or id, a byte that no text may hold, a number too large.
const impossible = /^22(003|007|008|021|P02|P05)$/;

const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN', 'ENOENT']);
// Class 08 connection, 53 out of resources, 57P admin shutdown / crash / cannot connect now, 40 deadlock or serialisation,
// 55P03 lock not available, 57014 statement timeout, 25P03 idle in a transaction: each may succeed when tried again.
const transient = /^(08|53|57P0|40)|^(55P03|57014|25P03)$/;
const closed =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout/;

function driverErrorOf(error: unknown): { code?: unknown; constraint?: unknown; message?: unknown } {
  const inner = error instanceof QueryFailedError ? error.driverError : error;
  if (inner instanceof AggregateError && inner.errors.length > 0) return inner.errors[0] as object;
  return (inner ?? {}) as object;
}

/** The same error, {@link DatabaseUnavailable} when the database could not be reached, or {@link ValueRefused}. */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const { code, message } = driverErrorOf(error);
  const away =
    (typeof code === 'string' && (unreachable.has(code) || transient.test(code))) ||
    (typeof message === 'string' && closed.test(message));
  if (away) return new DatabaseUnavailable(error);
  return typeof code === 'string' && impossible.test(code) ? new ValueRefused(error) : error;
}

/** The name of the constraint that the error says was violated (unique, foreign key, check or exclusion), if any. */
export function violatedConstraint(error: unknown): string | undefined {
  const { code, constraint } = driverErrorOf(error);
  return typeof code === 'string' && code.startsWith('23') && typeof constraint === 'string' ? constraint : undefined;
}
