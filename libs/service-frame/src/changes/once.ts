import type { Caller } from '@capdev/access';
import type { OnceOnly } from '@capdev/persistence';
import type { IdempotentRequest } from '@capdev/service-kit';

/** The key belongs to the caller: another one may use the same. */
export function onceFor(caller: Caller, request: IdempotentRequest | undefined): OnceOnly | undefined {
  return request && { ...request, caller: `${caller.unit}/${caller.subject}` };
}
