/**
 * Why something was refused. The kind decides the HTTP status at one edge and the consumer's fate at the other:
 * only `unavailable` is retried, everything else goes straight to the dead letter.
 */
export type ProblemKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'wrong-method'
  | 'too-slow'
  | 'headers-too-large'
  | 'conflict'
  | 'stale'
  | 'unconditional'
  | 'too-large'
  | 'unsupported'
  | 'too-many'
  | 'unavailable';

const statuses: Record<ProblemKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'wrong-method': 405,
  'too-slow': 408,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  unsupported: 415,
  unconditional: 428,
  'too-many': 429,
  'headers-too-large': 431,
  unavailable: 503,
};

const titles: Record<ProblemKind, string> = {
  invalid: 'The request is not valid',
  unauthenticated: 'A valid token is needed',
  forbidden: 'Not allowed',
  'not-found': 'Not found',
  'wrong-method': 'Method not allowed',
  'too-slow': 'Too slow',
  'headers-too-large': 'Headers too large',
  conflict: 'Not possible in the present state',
  stale: 'Changed by somebody else in the meantime',
  'too-large': 'Too large',
  unsupported: 'Unsupported media type',
  unconditional: 'If-Match is required',
  'too-many': 'Too many requests',
  unavailable: 'Temporarily unavailable',
};

/** One fault of an input: where (a JSON pointer, RFC 6901, or the name of a parameter) and what is wrong with it. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/**
 * A refusal in the words of the domain. Thrown by aggregates and services, turned into RFC 9457 problem details by
 * the one filter, and into a dead letter's reason by the dispatcher.
 *
 * @example
 * export class CourseAlreadyRetired extends DomainError {
 *   constructor(code: string) {
 *     super('conflict', 'course-already-retired', `Course ${code} is already retired.`);
 *   }
 * }
 */
export class DomainError extends Error {
  /** Members that this problem's document has besides those that all have (RFC 9457, section 3.2). */
  readonly members: Readonly<Record<string, unknown>> = {};

  /**
   * @param kind why it was refused
   * @param code stable, kebab-case, `<aggregate>-<why>`; the problem type ends with it
   * @param message one sentence with the facts in it: what, where, how to mend it
   * @param faults every fault of the input, when there are several places to mend
   * @param headers response headers that belong to the refusal, such as `WWW-Authenticate` or `Retry-After`
   */
  constructor(
    readonly kind: ProblemKind,
    readonly code: string,
    message: string,
    readonly faults: readonly Fault[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The HTTP status of a kind. */
export function statusOf(kind: ProblemKind): number {
  return statuses[kind];
}

/** RFC 9457 members of a problem document; `code`, `errors` and `traceId` are extensions, and one code may have its own. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly code: string;
  readonly traceId?: string;
  readonly errors?: readonly Fault[];
}

/** Problem types are stable names, not addresses: every code is explained in `docs/reference/problems.md`, generated from the code. */
export const problemTypeBase = 'urn:capdev:problem:';

/** The problem document of a refusal. Never a stack, never a class name. */
export function problemOf(error: DomainError, context: { instance?: string; traceId?: string } = {}): Problem {
  return {
    type: problemTypeBase + error.code,
    title: titles[error.kind],
    status: statuses[error.kind],
    detail: error.message,
    ...(context.instance === undefined ? {} : { instance: context.instance }),
    code: error.code,
    ...(context.traceId === undefined ? {} : { traceId: context.traceId }),
    ...(error.faults.length === 0 ? {} : { errors: error.faults }),
    ...error.members,
  };
}
