import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../problems/domain-error.js';
import { documented } from './conditional.js';

/** A caller's wish that this request takes effect once; with the caller added it is what `runOnce` takes. */
export interface IdempotentRequest {
  readonly key: string;
  readonly request: { readonly method: string; readonly path: string; readonly body: unknown };
}

/** The caller's `Idempotency-Key` and what it was sent with, or undefined when there is none. */
export function idempotencyOf(request: FastifyRequest): IdempotentRequest | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new DomainError(
      'invalid',
      'idempotency-key-malformed',
      'An Idempotency-Key has 1 to 255 visible ASCII characters; a UUID is a good one.',
      [{ pointer: 'Idempotency-Key', detail: 'Not 1 to 255 visible ASCII characters.' }],
    );
  }
  return { key, request: { method: request.method, path: request.url, body: request.body } };
}

/** The {@link IdempotentRequest}, or undefined when the caller sent no `Idempotency-Key`. */
export const Once = createParamDecorator(
  (_: unknown, context: ExecutionContext) => idempotencyOf(context.switchToHttp().getRequest<FastifyRequest>()),
  [
    documented({
      name: 'Idempotency-Key',
      description: 'Repeat a request with its key and it takes effect once; each repeat gets the first answer.',
      required: false,
    }),
  ],
);
