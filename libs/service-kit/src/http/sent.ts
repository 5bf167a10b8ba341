import type { FastifyReply, FastifyRequest } from 'fastify';

/** An answer that is bytes, and not an object to be written as JSON. */
export interface Bytes {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends bytes with their headers; to a reader who has them already, nothing but that they are the same. */
export function sent(request: FastifyRequest, reply: FastifyReply, { body, headers }: Bytes): Buffer | undefined {
  reply.headers(headers);
  const known = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (headers.etag === undefined || !known.includes(headers.etag)) return body;
  reply.code(304);
  return undefined;
}
