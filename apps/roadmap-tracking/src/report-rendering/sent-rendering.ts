import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Rendering } from './report-renderings.service.js';

/** Sends a rendering with its headers; to a reader who has it already, nothing but that it is the same. */
export function sent(request: FastifyRequest, reply: FastifyReply, { body, headers }: Rendering): Buffer | undefined {
  reply.headers(headers);
  const known = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (headers.etag === undefined || !known.includes(headers.etag)) return body;
  reply.code(304);
  return undefined;
}
