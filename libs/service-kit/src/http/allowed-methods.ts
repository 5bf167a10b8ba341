import type { FastifyRequest } from 'fastify';
import { DomainError } from '../problems/domain-error.js';

/** The address is one of the service, the method is none of the address. */
export class MethodNotAllowed extends DomainError {
  constructor(method: string, allowed: string) {
    super('wrong-method', 'method-not-allowed', `${method} is not possible here; ${allowed} is.`, [], {
      Allow: allowed,
    });
  }
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** For a request that no route took: the refusal that names the methods of its address, when it has any. */
export function wrongMethod({ server, method, url }: FastifyRequest): MethodNotAllowed | undefined {
  const path = url.split('?', 1)[0] ?? '';
  const allowed = methods.filter((one) => server.findRoute({ method: one, url: path }) !== null);
  // Of `/books/` the router says that `/books/:id` would take it, which it has not: an empty part is no id.
  if (allowed.some((one) => one === method)) return undefined;
  return allowed.length > 0 ? new MethodNotAllowed(method, allowed.join(', ')) : undefined;
}
