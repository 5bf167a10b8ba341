import { createHash } from 'node:crypto';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../problems/domain-error.js';

/** Too many requests of one caller within a minute. */
export class RateLimitExceeded extends DomainError {
  constructor(seconds: number) {
    super('too-many', 'rate-limit-exceeded', `Too many requests; try again in ${seconds} seconds.`, [], {
      'Retry-After': String(seconds),
    });
  }
}

const tokenKey = (request: FastifyRequest): string =>
  request.headers.authorization === undefined
    ? request.ip
    : createHash('sha256').update(request.headers.authorization).digest('base64url');

/**
 * Limits requests per minute: by token where one is sent, else by address. A token is not yet checked here, so an
 * address that invents tokens runs into a limit of its own, ten times as high (an office shares one address).
 */
export async function limitRequests(fastify: FastifyInstance, perMinute: number): Promise<void> {
  await fastify.register(rateLimit, { global: false, timeWindow: 60_000, cache: 20_000 });
  const byCaller = fastify.createRateLimit({ max: perMinute, timeWindow: 60_000, keyGenerator: tokenKey });
  const byAddress = fastify.createRateLimit({
    max: perMinute * 10,
    timeWindow: 60_000,
    keyGenerator: (request) => `address ${request.ip}`,
  });
  fastify.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/health/')) return;
    const limits = request.headers.authorization === undefined ? [byCaller] : [byAddress, byCaller];
    for (const limit of limits) {
      const outcome = await limit(request);
      if (!outcome.isAllowed && outcome.isExceeded) throw new RateLimitExceeded(outcome.ttlInSeconds);
    }
  });
}

/** Security headers for an API: nothing of an answer may be run, framed or sniffed. The API page brings its own policy. */
export async function sendSecurityHeaders(fastify: FastifyInstance): Promise<void> {
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
      },
    },
    xFrameOptions: { action: 'deny' },
  });
}
