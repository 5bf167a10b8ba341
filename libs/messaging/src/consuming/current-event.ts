import { AsyncLocalStorage } from 'node:async_hooks';
import type { EventEnvelope } from '@capdev/contracts/core';

const storage = new AsyncLocalStorage<EventEnvelope>();

/** The event being handled, if any: the cause of what is announced meanwhile. */
export function currentEvent(): EventEnvelope | undefined {
  return storage.getStore();
}

/** Does the work as a consequence of an event. */
export function runBecauseOf<Result>(event: EventEnvelope, work: () => Result): Result {
  return storage.run(event, work);
}
