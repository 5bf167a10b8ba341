import { randomFillSync } from 'node:crypto';

// W3C Trace Context level 1: version 00, a trace id and a parent id that are not all zeros, flags.
const grammar = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The parts of a W3C `traceparent`. */
export interface TraceParent {
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
}

/** The parts of a `traceparent` header, or undefined when it is not one. */
export function parseTraceparent(header: unknown): TraceParent | undefined {
  const match = typeof header === 'string' ? grammar.exec(header) : null;
  if (!match) return undefined;
  const [, traceId = '', spanId = '', flags = '00'] = match;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/**
 * The `traceparent` for what is done because of `parent`: the same trace, a new span; without a parent, a new trace.
 *
 * @param sampled whether a new trace is recorded; a parent's decision is followed
 */
export function nextTraceparent(parent?: TraceParent, sampled = true): string {
  const random = randomHex();
  return `00-${parent?.traceId ?? random.slice(16)}-${random.slice(0, 16)}-${(parent?.sampled ?? sampled) ? '01' : '00'}`;
}

// Asking the kernel for 24 bytes costs more than everything else here, so they are fetched by the page.
const pool = Buffer.alloc(24 * 256);
let used = pool.length;

function randomHex(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.toString('hex', used, (used += 24));
}

/** The trace id inside a `traceparent` known to be well formed. */
export function traceIdOf(traceparent: string): string {
  return traceparent.slice(3, 35);
}
