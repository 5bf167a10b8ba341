import { parseArgs } from 'node:util';
import { importJWK, SignJWT } from 'jose';
import type { IssuerKey } from './issuer-key.js';
import { audience, issuerAddress } from './issuer.js';
import { Halt } from './say.js';

/** Who a local token speaks for, and for how long. */
export interface TokenRequest {
  subject: string;
  unit: string;
  roles: string[];
  seconds: number;
}

const usage = 'npm run -s token -- --role editor --unit BDT [--role …] [--subject NAME] [--expires 1h]';
const longest = 30 * 24 * 3600;
const inSeconds = { s: 1, m: 60, h: 3600, d: 24 * 3600 } as const;

/** Reads the arguments of `npm run token`; what is wrong with them is said in one sentence. */
export function readTokenArguments(args: string[]): TokenRequest {
  const { values } = parse(args);
  const roles = values.role ?? [];
  if (roles.length === 0) throw new Halt(`A token needs at least one role: ${usage}`);
  for (const role of roles) {
    if (!/^[a-z][a-z-]{0,63}$/.test(role))
      throw new Halt(`"${role}" is not the name of a role (small letters and hyphens): ${usage}`);
  }
  if (!values.unit)
    throw new Halt(`A token needs the unit it speaks for, a bureau or an organisation's identifier: ${usage}`);
  for (const [name, value] of [
    ['unit', values.unit],
    ['subject', values.subject],
  ] as const) {
    if (!/^[\w.:@-]{1,100}$/.test(value))
      throw new Halt(`--${name} takes 1 to 100 letters, digits and . _ : @ -, not "${value}".`);
  }
  return { subject: values.subject, unit: values.unit, roles, seconds: duration(values.expires) };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        role: { type: 'string', multiple: true },
        unit: { type: 'string' },
        subject: { type: 'string', default: 'local-user' },
        expires: { type: 'string', default: '1h' },
      },
    });
  } catch (error) {
    throw new Halt(
      `${(error as Error).message
        .split('\n')[0]!
        .replace(/\.? To specify.*$/, '')
        .replace(/\.$/, '')}: ${usage}`,
    );
  }
}

function duration(text: string): number {
  const [, amount, unit] = /^(\d{1,7})([smhd])$/.exec(text) ?? [];
  const seconds = Number(amount) * inSeconds[unit as keyof typeof inSeconds];
  if (!(seconds > 0 && seconds <= longest))
    throw new Halt(`--expires takes a time such as 30m, 1h or 7d, at most 30d, not "${text}".`);
  return seconds;
}

/** Signs a token with the key of this machine's issuer. */
export async function signToken(
  request: TokenRequest,
  key: IssuerKey,
  now = Math.floor(Date.now() / 1000),
): Promise<string> {
  const { subject, unit, roles, seconds } = request;
  return new SignJWT({ sub: subject, unit, roles, iss: issuerAddress, aud: audience, iat: now, exp: now + seconds })
    .setProtectedHeader({ alg: 'ES256', kid: key.secret.kid! })
    .sign(await importJWK(key.secret, 'ES256'));
}
