import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RouteConfig } from '@nestjs/platform-fastify';
import { DomainError } from '../problems/domain-error.js';

/** Within so many milliseconds a body has to be here, unless its route takes files. */
const usualMs = 30_000;
/** Within so many it has to be here wherever it goes; Node itself sees to that. 50 MB then take half a megabit a second. */
export const longestBodyMs = 15 * 60_000;

const config = { slowBody: true };

/** A route that takes files, which come over slow lines too. Whoever sends must be known before the body is read. */
export const SlowBody = (): MethodDecorator & ClassDecorator => RouteConfig(config);

/** The body has not come in time. */
class RequestIncomplete extends DomainError {
  constructor() {
    super('too-slow', 'request-incomplete', 'The request did not arrive in time.', [], { connection: 'close' });
  }
}

/** Ends requests whose bodies trickle in, so that nobody holds connections by sending next to nothing. */
export function expectBodiesSoon(
  fastify: FastifyInstance,
  answer: (error: unknown, request: FastifyRequest, reply: FastifyReply) => void,
  afterMs = usualMs,
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const { raw, headers } = request;
    const announced = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    if (!announced || (request.routeOptions.config as { slowBody?: boolean }).slowBody) return done();
    const timer = setTimeout(() => {
      if (raw.complete || reply.sent) return;
      reply.raw.once('finish', () => raw.destroy());
      answer(new RequestIncomplete(), request, reply);
    }, afterMs);
    timer.unref();
    const clear = (): void => clearTimeout(timer);
    raw.once('end', clear);
    // Answered without having been read.
    reply.raw.once('finish', clear).once('close', clear);
    done();
  });
}
