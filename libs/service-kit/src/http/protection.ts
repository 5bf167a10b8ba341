import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../problems/domain-error.js';

// What helmet sends, as far as it matters to an API, written down once: helmet works it out again for every answer,
// which cost more than routing the request (see the README).
const headers = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

/** The API page runs its own script, and styles that its script writes. */
const pagePolicy =
  "default-src 'none'; connect-src 'self'; img-src 'self' data:; script-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

/** Nothing of an answer may be run, framed or sniffed. No CORS headers: a page of another origin reads nothing here. */
export function sendSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers);
    if (request.url.startsWith('/docs')) reply.header('content-security-policy', pagePolicy);
    done();
  });
}

/** Too many requests of one caller within a minute. */
export class RateLimitExceeded extends DomainError {
  constructor(seconds: number) {
    super('too-many', 'rate-limit-exceeded', `Too many requests; try again in ${seconds} seconds.`, [], {
      'Retry-After': String(seconds),
    });
  }
}

const minute = 60_000;
// A bound on memory, not on callers: beyond it the counting starts afresh.
const mostKeys = 100_000;

/** Counts requests by key within the running minute, in this process alone. */
export class RequestCounter {
  private counts = new Map<string, number>();
  private ends = 0;

  constructor(private readonly limit: number) {}

  /** Counts one request. @returns the seconds to wait when it is one too many, otherwise 0 */
  count(key: string, now: number): number {
    if (now >= this.ends || this.counts.size > mostKeys) {
      this.counts = new Map();
      this.ends = now + minute;
    }
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count > this.limit ? Math.ceil((this.ends - now) / 1000) : 0;
  }
}

/**
 * Limits requests per minute: by token where one is sent, else by address. A token is not yet checked here, so an
 * address that invents tokens runs into a limit of its own, ten times as high (an office shares one address).
 */
export function limitRequests(fastify: FastifyInstance, perMinute: number): void {
  const byCaller = new RequestCounter(perMinute);
  const byAddress = new RequestCounter(perMinute * 10);
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (request.url.startsWith('/health/')) return done();
    const { authorization } = request.headers;
    const now = Date.now();
    const wait =
      authorization === undefined
        ? byCaller.count(request.ip, now)
        : byAddress.count(request.ip, now) || byCaller.count(hash('sha256', authorization, 'base64'), now);
    done(wait > 0 ? new RateLimitExceeded(wait) : undefined);
  });
}
