import { issuerKey } from '../local/issuer-key.js';
import { local } from '../local/paths.js';
import { Halt } from '../local/say.js';
import { findServices } from '../local/services.js';
import { signToken } from '../local/token.js';

/** Which service is asked, and as whom. */
export interface BusAddress {
  /** A service of this repository, on this machine; needed when there are several. It goes before `CAPDEV_URL`. */
  readonly service?: string | undefined;
  /** Where the service is, when it is not on this machine. */
  readonly url?: string | undefined;
  readonly token?: string | undefined;
}

interface Problem {
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

// Longer than the service takes for the largest request: 500 dead letters at its usual rate.
const patienceMs = 60_000;

/** The routes under `/bus` of one service. */
export class BusClient {
  constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  /** @throws Halt with the service's own words when it refuses */
  get<Body>(path: string): Promise<Body> {
    return this.send('GET', path);
  }

  /** @throws Halt with the service's own words when it refuses */
  post<Body>(path: string, body: object = {}): Promise<Body> {
    return this.send('POST', path, body);
  }

  private async send<Body>(method: string, path: string, body?: object): Promise<Body> {
    const response = await fetch(under(this.url, path), {
      method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${this.token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    }).catch((error: Error) => {
      const why = error.name === 'TimeoutError' ? `has not answered within ${patienceMs / 1_000} s` : 'does not answer';
      throw new Halt(
        `The service at ${this.url} ${why}. Start it with "npm start", or say where it is with --url. What it has done stays done: the same command goes on from there.`,
      );
    });
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as Body;
    throw new Halt(refusalIn(text) ?? `The service at ${this.url} answered ${response.status}.`);
  }
}

/** A client for the service, with the token that was given, or that of `CAPDEV_TOKEN`, or one of this machine's own issuer. */
export async function connectBus({ service, url, token }: BusAddress): Promise<BusClient> {
  const address = url ?? (service === undefined ? process.env.CAPDEV_URL : undefined) ?? localAddress(service);
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new Halt(`"${address}" is not the address of a service: write it like http://127.0.0.1:3001.`);
  }
  const given = token ?? process.env.CAPDEV_TOKEN;
  if (given !== undefined && given !== '') return new BusClient(address, given);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname)) {
    throw new Halt(`The service at ${address} needs a token of an operator: give it with --token or in CAPDEV_TOKEN.`);
  }
  const request = { subject: 'local-operator', unit: 'GS', roles: ['operator'], seconds: 3_600 };
  return new BusClient(address, await signToken(request, await issuerKey(local('issuer'))));
}

/** A path of the service, also where its address has a path of its own. */
function under(address: string, path: string): URL {
  const { origin, pathname } = new URL(address);
  return new URL(`${origin}${pathname.replace(/\/+$/, '')}${path}`);
}

function localAddress(wanted: string | undefined): string {
  const services = findServices(wanted);
  if (services.length > 1) {
    throw new Halt(`Say which service with --service: ${services.map(({ name }) => name).join(', ')}.`);
  }
  return `http://127.0.0.1:${services[0]!.port}`;
}

/** What a problem document says, with every fault of the request. */
function refusalIn(text: string): string | undefined {
  try {
    const { detail, errors = [] } = JSON.parse(text) as Problem;
    if (detail === undefined) return undefined;
    return [detail, ...errors.map((fault) => `${fault.pointer}: ${fault.detail}`)].join(' ');
  } catch {
    return undefined; // no problem document: the status says enough
  }
}
