export { currentContext, runInContext } from './request-context.js';
export type { RequestContext } from './request-context.js';
export { nextTraceparent, parseTraceparent, traceIdOf } from './traceparent.js';
export type { TraceParent } from './traceparent.js';
