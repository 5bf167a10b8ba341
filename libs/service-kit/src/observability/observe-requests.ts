import { randomUUID } from 'node:crypto';
import type { Span } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { type RequestContext, runInContext } from '../context/request-context.js';
import { nextTraceparent, parseTraceparent } from '../context/traceparent.js';
import { idsOf } from './logger.js';
import type { Metrics } from './metrics.js';
import { type Tracing, traceparentOf } from './tracing.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Absent only when the address could not even be routed. */
    context: RequestContext | undefined;
    span: Span | undefined;
  }
}

const sane = /^[\w.:-]{1,64}$/;
// The correlation id goes into topics that are kept for ever: only what cannot be anybody's name.
const opaque = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Gives every request its context, and after its answer one log line, one measurement and, when traced, one span. */
export function observeRequests(
  fastify: FastifyInstance,
  parts: { logger: Logger; metrics: Metrics; tracing: Tracing | undefined },
): void {
  const { logger, metrics, tracing } = parts;
  fastify.decorateRequest('context');
  fastify.decorateRequest('span');

  fastify.addHook('onRequest', (request, reply, done) => {
    const parent = parseTraceparent(request.headers.traceparent);
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && sane.test(given) ? given : randomUUID();
    const recorded = tracing?.records(parent) ?? true;
    if (tracing && recorded) request.span = tracing.start(request.method, parent);
    const traceparent = request.span ? traceparentOf(request.span) : nextTraceparent(parent, recorded);
    request.context = { requestId, traceparent, correlationId: opaque.test(requestId) ? requestId : randomUUID() };
    reply.header('x-request-id', requestId);
    // Fastify carries it over the reading of the body.
    within(request, tracing, done);
  });

  fastify.addHook('onResponse', (request, reply, done) => {
    // The pattern and never the address: an address holds identifiers, and its query may hold anything.
    const route = request.routeOptions.url ?? 'none';
    const ms = reply.elapsedTime;
    metrics.observeRequest(request.method, route, reply.statusCode, ms / 1000);
    if (request.span) tracing?.end(request.span, request.method, route, reply.statusCode);
    const probe = route.startsWith('/health/');
    const { context, method } = request;
    if (context) {
      // The ids are given and not looked up: the context has ended with the handler.
      logger[probe ? 'debug' : 'info'](
        { ...idsOf(context), method, route, status: reply.statusCode, ms: Math.round(ms * 100) / 100 },
        'request',
      );
    }
    done();
  });
}

function within(request: FastifyRequest, tracing: Tracing | undefined, work: () => void): void {
  const { context, span } = request;
  if (!context) work();
  else if (tracing && span) tracing.during(span, () => runInContext(context, work));
  else runInContext(context, work);
}
