import { issuerKey } from '../local/issuer-key.js';
import { local } from '../local/paths.js';
import { argumentsBy } from '../local/arguments.js';
import { Halt } from '../local/say.js';
import { signToken } from '../local/token.js';
import { ServiceClient } from '../local/service-client.js';

export const catalogueAddress = 'http://127.0.0.1:3001';
export const roadmapAddress = 'http://127.0.0.1:3004';
const usage =
  'npm run import -- FILE --mapping NAME [--unit BDT] [--publish] [--accept-similar] [--dry-run] [--encoding utf-8|latin1] [--account FILE.csv] [--url ADDRESS] [--token TOKEN]';

/** What `npm run import` was asked to do. */
export interface ImportArguments {
  readonly file: string;
  readonly mapping: string;
  readonly unit: string;
  readonly publish: boolean;
  readonly acceptSimilar: boolean;
  readonly dryRun: boolean;
  readonly encoding: 'utf-8' | 'latin1';
  readonly accountFile: string | undefined;
  readonly url: string;
  readonly token: string | undefined;
}

/** Reads the arguments; what is wrong with them is said in one sentence. */
export function readImportArguments(args: string[]): ImportArguments {
  const { values, positionals } = parsed(args);
  if (positionals.length !== 1) {
    throw new Halt(positionals.length === 0 ? `Say which file to load: ${usage}` : `Load one file at a time: ${usage}`);
  }
  if (values.encoding !== 'utf-8' && values.encoding !== 'latin1') {
    throw new Halt(`--encoding takes utf-8 or latin1, not "${values.encoding}".`);
  }
  return {
    file: positionals[0]!,
    mapping: mappingIn(values.mapping),
    unit: values.unit,
    publish: values.publish,
    acceptSimilar: values['accept-similar'],
    dryRun: values['dry-run'],
    encoding: values.encoding,
    accountFile: values.account,
    url: values.url,
    token: values.token,
  };
}

/** The name of a mapping; which there are the catalogue knows. */
export function mappingIn(name: string | undefined): string {
  if (name !== undefined && /^[a-z0-9-]{1,60}$/.test(name)) return name;
  throw new Halt(
    `Say with --mapping how the list is to be read; the catalogue names its mappings at /import-mappings: ${usage}`,
  );
}

function parsed(args: string[]) {
  return argumentsBy(
    {
      args,
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        unit: { type: 'string', default: 'BDT' },
        publish: { type: 'boolean', default: false },
        'accept-similar': { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        encoding: { type: 'string', default: 'utf-8' },
        account: { type: 'string' },
        url: { type: 'string', default: process.env.CAPDEV_URL ?? catalogueAddress },
        token: { type: 'string' },
      },
    },
    (sentence) => `${sentence}: ${usage}`,
  );
}

/** Who is to be connected to which service. */
export interface Caller {
  readonly url: string;
  readonly unit: string;
  /** Of the token that is signed here. */
  readonly roles?: readonly string[];
  readonly subject?: string;
  /** The service in the sentences for the person at the terminal. */
  readonly what?: string;
}

/**
 * A client of a service with a token: the one that was given, the one in `CAPDEV_TOKEN`, or, for the services of
 * this machine alone, one signed with the local issuer's key.
 */
export async function connect({ token, ...caller }: Caller & { token?: string | undefined }): Promise<ServiceClient> {
  const given = token ?? process.env.CAPDEV_TOKEN;
  return given ? new ServiceClient(caller.url, given, caller.what) : connectHere(caller);
}

/** A client of a service of this machine, with a token signed with the local issuer's key. */
export async function connectHere({ url, unit, what = 'catalogue', ...as }: Caller): Promise<ServiceClient> {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(host)) {
    throw new Halt(`The ${what} at ${url} needs a token: give it with --token or in CAPDEV_TOKEN.`);
  }
  const { roles = ['editor'], subject = 'local-loader' } = as;
  const request = { subject, unit, roles: [...roles], seconds: 12 * 3_600 };
  return new ServiceClient(url, await signToken(request, await issuerKey(local('issuer'))), what);
}
