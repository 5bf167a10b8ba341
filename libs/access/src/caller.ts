/** Who is calling, as their token says. A subject is an opaque identifier, never a name or an address. */
export interface Caller {
  readonly subject: string;
  /** A bureau, the General Secretariat, or a centre or partner by its identifier. */
  readonly unit: string;
  readonly roles: readonly string[];
}

// Beside the request instead of on it: no input can set it and no log of the request can show it.
const callers = new WeakMap<object, Caller>();

/** The verified caller of a request, for interceptors and loggers; controllers use `@CurrentCaller()`. */
export function callerOf(request: object): Caller | undefined {
  return callers.get(request);
}

/** Called by the guard alone. */
export function rememberCaller(request: object, caller: Caller): void {
  callers.set(request, caller);
}
