import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Halt } from './say.js';

/** What a service says when it refuses: RFC 9457. */
export interface Problem {
  readonly status: number;
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  /** Courses that this one may be, when that is why. */
  readonly candidates?: readonly { readonly id: string }[];
}

/** A service refused a request, and trying again would not help. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? `The service answered ${problem.status}.`);
  }
}

/** An answer with the version that a later change must name. */
export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly etag: string | undefined;
}

/** One page of a list. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | null;
}

/** Longer than the minute for which requests are counted, and than a service takes to be restarted. */
const patienceMs = 150_000;

/** A service's HTTP API as any other client would use it. */
export class ServiceClient {
  private readonly base: URL;
  private answered = false;

  /** @param what the service in the sentences for the person at the terminal */
  constructor(
    url: string,
    private readonly token: string | undefined,
    private readonly what = 'catalogue',
  ) {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new Halt(`"${url}" is not the address of a ${what}: write it like http://127.0.0.1:3001.`);
    }
    this.base = new URL(url.endsWith('/') ? url : `${url}/`);
  }

  get<Body>(path: string, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return this.send('GET', path, undefined, headers);
  }

  /** Creates something. The key makes sure that a repeated sending creates it once. */
  create<Body>(path: string, body: unknown): Promise<Answer<Body>> {
    return this.send('POST', path, body, { 'idempotency-key': randomUUID() });
  }

  /** Changes what still has the version that was read. */
  change<Body>(method: 'PATCH' | 'POST', path: string, body: unknown, etag: string): Promise<Answer<Body>> {
    return this.send(method, path, body, { 'if-match': etag });
  }

  /** Asks for something to be done to a thing that keeps no version: a repeated sending does it once. */
  act<Body>(path: string, body: unknown = {}): Promise<Answer<Body>> {
    return this.send('POST', path, body, {});
  }

  /** Sends a file as it is. */
  upload<Body>(path: string, file: Blob): Promise<Answer<Body>> {
    return this.send('PUT', path, file, { 'content-type': 'application/octet-stream' });
  }

  /** An answer that is no JSON. */
  async text(path: string): Promise<string> {
    return (await this.sent('GET', path, undefined, { accept: '*/*' })).text();
  }

  /** Every item of a list, page by page. */
  async *list<Item>(path: string): AsyncGenerator<Item> {
    let next: string | null | undefined = path;
    while (next) {
      const { body }: Answer<Page<Item>> = await this.get<Page<Item>>(next);
      yield* body.items;
      next = body.next;
    }
  }

  private async send<Body>(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer<Body>> {
    return this.answerOf<Body>(await this.sent(method, path, body, headers));
  }

  /** Sends until the service answers, whatever it answers. */
  private async sent(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Response> {
    const url = new URL(path.replace(/^\/+/, ''), this.base);
    const request: RequestInit = {
      method,
      headers: {
        accept: 'application/json',
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    };
    const deadline = Date.now() + patienceMs;
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.attempt(url, request);
      const waitMs = waitBefore(response, attempt);
      if (waitMs === undefined) return response as Response;
      if (Date.now() + waitMs > deadline) throw new Halt(this.gaveUp(response));
      await response?.body?.cancel();
      await pause(waitMs);
    }
  }

  /** Undefined when the connection failed. Before the first answer that is not patience but a wrong address. */
  private async attempt(url: URL, request: RequestInit): Promise<Response | undefined> {
    try {
      const response = await fetch(url, { ...request, signal: AbortSignal.timeout(30_000) });
      this.answered = true;
      return response;
    } catch {
      if (this.answered) return undefined;
      throw new Halt(
        `No ${this.what} answers at ${this.base.origin}: start it with "npm start", or say where it is with --url.`,
      );
    }
  }

  private async answerOf<Body>(response: Response): Promise<Answer<Body>> {
    const text = await response.text();
    const body = parse(text);
    if (response.ok) {
      return { status: response.status, body: body as Body, etag: response.headers.get('etag') ?? undefined };
    }
    const problem = { ...(typeof body === 'object' ? body : {}), status: response.status } as Problem;
    if (response.status === 401) {
      throw new Halt(
        `The ${this.what} does not accept the token: ${problem.detail ?? 'it answered 401'} Get one with "npm run -s token -- --role editor --unit BDT".`,
      );
    }
    throw new Refusal(problem);
  }

  private gaveUp(response: Response | undefined): string {
    const said = response ? `answers ${response.status}` : 'no longer answers';
    return `The ${this.what} at ${this.base.origin} ${said} and did not recover within ${patienceMs / 1_000} s. What was done so far stays; run the same command again to go on.`;
  }
}

/** How long to wait before trying again; undefined when the answer stands. */
function waitBefore(response: Response | undefined, attempt: number): number | undefined {
  if (response && response.status !== 503 && response.status !== 429) return undefined;
  const said = Number(response?.headers.get('retry-after'));
  return said > 0 ? said * 1_000 : Math.min(250 * 2 ** (attempt - 1), 5_000);
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined; // not a JSON body: the status says enough
  }
}
