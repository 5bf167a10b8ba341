import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RouteConfig } from '@nestjs/platform-fastify';
import { DomainError } from '../problems/domain-error.js';

/** Within so many milliseconds a body has to be here, unless it is a file. */
const usualMs = 30_000;
/** Within so many it has to be here wherever it goes; Node itself sees to that. 50 MB then take half a megabit a second. */
export const longestBodyMs = 15 * 60_000;

/**
 * A route that takes files of these media types as streams, which come over slow lines too. Everything else is read as
 * quickly there as anywhere, because it is read before anybody asks who sends it.
 */
export const SlowBody = (mediaTypes: readonly string[]): MethodDecorator & ClassDecorator =>
  RouteConfig({ slowBodies: mediaTypes });

/** The body has not come in time. */
class RequestIncomplete extends DomainError {
  constructor() {
    super('too-slow', 'request-incomplete', 'The request did not arrive in time.', [], { connection: 'close' });
  }
}

/**
 * Ends requests whose bodies trickle in, so that nobody holds connections by sending next to nothing: those that wait to be
 * read, and those that were answered without having been read, on every route.
 */
export function expectBodiesSoon(
  fastify: FastifyInstance,
  answer: (error: unknown, request: FastifyRequest, reply: FastifyReply) => void,
  afterMs = usualMs,
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const { raw, headers } = request;
    const announced = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    if (!announced) return done();
    const wait = (): void => {
      const timer = setTimeout(() => {
        if (raw.complete) return;
        if (reply.raw.headersSent) return void raw.destroy();
        reply.raw.once('finish', () => raw.destroy());
        answer(new RequestIncomplete(), request, reply);
      }, afterMs).unref();
      raw.once('end', () => clearTimeout(timer));
    };
    if (isFile(request)) reply.raw.once('finish', () => raw.complete || wait());
    else wait();
    done();
  });
}

/** Whether the route passes the body on as it comes, having asked who sends it. */
function isFile({ headers, routeOptions }: FastifyRequest): boolean {
  const { slowBodies = [] } = routeOptions.config as { slowBodies?: readonly string[] };
  return slowBodies.includes(headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '');
}
