import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { keptFor, type Readiness, readinessOf } from './health/readiness.js';
import { answerClientError } from './http/client-errors.js';
import { dressAnswer } from './http/conditional.js';
import { acceptJsonBodies } from './http/json-body.js';
import { expectBodiesSoon, longestBodyMs } from './http/slow-bodies.js';
import { limitRequests, sendSecurityHeaders } from './http/protection.js';
import { createLogger, NestLog } from './observability/logger.js';
import { Metrics } from './observability/metrics.js';
import { observeRequests } from './observability/observe-requests.js';
import { Tracing } from './observability/tracing.js';
import { serveOpenApi } from './openapi/openapi.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { RequestValidationPipe } from './problems/validation.js';
import type { ServiceOptions, TransportStrategy } from './service-options.js';

/** A configured app with the parts that its process needs to run and end it. */
export interface AssembledService {
  readonly app: NestFastifyApplication;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readiness(): Promise<Readiness>;
}

/**
 * The app exactly as the process runs it, ready for `app.inject`, but not listening. For integration tests.
 * Consumers start with `app.startAllMicroservices()`; `app.close()` ends everything.
 */
export async function createApp(options: ServiceOptions): Promise<NestFastifyApplication> {
  return (await assembleService(options)).app;
}

/** @internal {@link createApp}, with the parts that bootstrap needs. `preview` makes no providers: enough for the API's description. */
export async function assembleService(options: ServiceOptions, preview = false): Promise<AssembledService> {
  const { http } = options;
  const logger = createLogger(options.name, options.log.level);
  const problems = new ProblemFilter(logger);
  const adapter = new FastifyAdapter({
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      problems.answer(error, request, reply),
    clientErrorHandler: answerClientError,
    bodyLimit: http.bodyLimitBytes ?? 1024 * 1024,
    trustProxy:
      http.trustProxy === undefined
        ? false
        : Array.isArray(http.trustProxy)
          ? [...http.trustProxy]
          : (http.trustProxy as boolean | string),
    requestTimeout: longestBodyMs,
    http: { headersTimeout: 30_000 },
    // Longer than a usual load balancer's 60 s, so that it and not we decide to end an idle connection.
    keepAliveTimeout: 65_000,
    // A request that arrives on an open connection while the service ends is still answered.
    return503OnClosing: false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(options.module, adapter, {
    logger: new NestLog(logger),
    abortOnError: false,
    bodyParser: false,
    preview,
  });
  const fastify = adapter.getInstance();
  const metrics = new Metrics(async () => (await options.readings?.(app)) ?? []);
  const tracing =
    options.tracing && !preview
      ? new Tracing(options.name, options.tracing.endpoint, options.tracing.ratio)
      : undefined;

  if (tracing) fastify.addHook('onClose', () => tracing.stop());
  observeRequests(fastify, { logger, metrics, tracing });
  sendSecurityHeaders(fastify);
  limitRequests(fastify, http.rateLimitPerMinute);
  expectBodiesSoon(fastify, (error, request, reply) => problems.answer(error, request, reply), http.bodyTimeoutMs);
  acceptJsonBodies(fastify, http.bodyDepthLimit ?? 32);
  fastify.addHook('preSerialization', dressAnswer);
  app.useGlobalFilters(problems);
  app.useGlobalPipes(new RequestValidationPipe());

  const readiness = keptFor(1_000, () =>
    readinessOf(options.readiness?.(app) ?? [], (name, error) =>
      logger.warn({ check: name, err: error }, 'A readiness check failed'),
    ),
  );
  // Plain Fastify routes: no guard of the service stands before them.
  fastify.get('/health/live', () => ({ status: 'up' }));
  fastify.get('/health/ready', async (_request, reply: FastifyReply) => {
    const answer = await readiness();
    return reply
      .code(answer.status === 'unavailable' ? 503 : 200)
      .header('cache-control', 'no-store')
      .send(answer);
  });
  serveOpenApi(app, options);
  await app.init();
  if (!preview) {
    for (const strategy of options.microservices?.(app) ?? []) {
      app.connectMicroservice({ strategy: forgiving(strategy, logger) });
    }
    await fastify.ready();
  }
  return { app, logger, metrics, readiness };
}

/** Nest drops the promise of `listen`; a broker that is away when a service starts must not become an unhandled rejection. */
function forgiving(strategy: TransportStrategy, logger: Logger): TransportStrategy {
  const listen = strategy.listen.bind(strategy);
  strategy.listen = async (callback) => {
    try {
      await listen(callback);
    } catch (error) {
      logger.error({ err: error }, 'Listening to other services could not start');
    }
  };
  return strategy;
}
