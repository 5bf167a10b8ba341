import { AsyncLocalStorage } from 'node:async_hooks';

/** What ties together everything that one request, or one consumed event, makes happen. */
export interface RequestContext {
  /** Named in every log line and in the response's `x-request-id`. */
  readonly requestId: string;
  /** W3C trace context of the work in hand; what it sends on carries this on. */
  readonly traceparent: string;
  /** What started the whole chain; events carry it from service to service. */
  readonly correlationId: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** The context of the request or event being handled, if any. */
export function currentContext(): RequestContext | undefined {
  return storage.getStore();
}

/** Does the work in a context: a request's, or the one that a consumed event brought along. */
export function runInContext<Result>(context: RequestContext, work: () => Result): Result {
  return storage.run(context, work);
}
