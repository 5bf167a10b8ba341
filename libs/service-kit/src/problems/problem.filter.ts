import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { traceIdOf } from '../context/traceparent.js';
import { wrongMethod } from '../http/allowed-methods.js';
import { DomainError, type Problem, type ProblemKind, problemOf, problemTypeBase } from './domain-error.js';

/** What the framework refuses before any of our code sees the request: status → kind, code and a sentence of our own. */
const refusals: Readonly<Record<number, readonly [ProblemKind, string, string]>> = {
  400: ['invalid', 'request-malformed', 'The request cannot be read.'],
  401: ['unauthenticated', 'token-missing', 'Send an access token in the Authorization header.'],
  403: ['forbidden', 'not-allowed', 'You may not do this.'],
  404: ['not-found', 'no-such-resource', 'There is nothing at this address.'],
  408: ['too-slow', 'request-incomplete', 'The request did not arrive in time.'],
  409: ['conflict', 'conflict', 'This is not possible in the present state.'],
  413: ['too-large', 'body-too-large', 'The body is larger than this service accepts.'],
  414: ['invalid', 'address-too-long', 'A part of the address is too long.'],
  415: ['unsupported', 'media-type-unsupported', 'Send the body as application/json.'],
  429: ['too-many', 'too-many-requests', 'Too many requests; try again later.'],
  503: ['unavailable', 'service-unavailable', 'The service cannot answer now; try again shortly.'],
};

/** Sentences for what Fastify finds wrong with a request; its own ones name its internals. */
const sentences: Readonly<Record<string, string>> = {
  FST_ERR_BAD_URL: 'The address holds a percent sign that starts no valid escape.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'A JSON body was announced, but the body is empty.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as Content-Length says.',
};

/** The refusal that an error amounts to, or undefined when it is a fault of ours. */
export function refusalOf(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown } | null)?.statusCode;
  const known = typeof status === 'number' ? refusals[status] : undefined;
  if (known === undefined) return undefined;
  const [kind, code, sentence] = known;
  const cause = error instanceof HttpException && error.cause !== undefined ? error.cause : error;
  return new DomainError(kind, code, sentences[(cause as { code?: string }).code ?? ''] ?? sentence);
}

/** Every error of a request leaves the service here, as RFC 9457 problem details; only faults of ours are logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  private readonly lastTold = new Map<string, number>();

  /** Once a second for each code: an outage must not also fill the disk. */
  private mayTell(code: string): boolean {
    const now = Date.now();
    if (now - (this.lastTold.get(code) ?? 0) < 1_000) return false;
    this.lastTold.set(code, now);
    return true;
  }

  /** For what never reaches Nest: an address that cannot be routed. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const found = refusalOf(error);
    const refusal = found?.kind === 'not-found' && request.is404 ? (wrongMethod(request) ?? found) : found;
    if (!refusal) this.logger.error({ err: error }, 'A request failed for a reason nobody foresaw');
    // Without its cause a 503 would be a riddle to operators: a deadlock and a lost server look the same to callers.
    if (refusal?.kind === 'unavailable' && refusal.cause !== undefined && this.mayTell(refusal.code)) {
      this.logger.warn({ err: refusal.cause, code: refusal.code }, 'A request could not be served for now');
    }
    if (reply.sent) return;
    const traceId = request.context && traceIdOf(request.context.traceparent);
    const shared = { instance: request.url.split('?', 1)[0] ?? '', ...(traceId ? { traceId } : {}) };
    const problem: Problem = refusal ? problemOf(refusal, shared) : { ...internalError, ...shared };
    // Sent as text, so that the hook that dresses answers (ETag, Location) leaves it alone.
    reply.code(problem.status).headers(refusal?.headers ?? {});
    reply.type('application/problem+json').send(JSON.stringify(problem));
  }
}

const internalError = {
  type: `${problemTypeBase}internal-error`,
  title: 'An error of the service',
  status: 500,
  detail: 'Something went wrong on our side. Report the traceId to the operators; they find the cause with it.',
  code: 'internal-error',
};
