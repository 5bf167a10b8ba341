import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestIssuer, type TestIssuer } from '../testing/index.js';
import { bootSmallApp } from './small-app.js';

let issuer: TestIssuer;
let app: Awaited<ReturnType<typeof bootSmallApp>>;

beforeAll(async () => {
  issuer = await startTestIssuer();
  app = await bootSmallApp(issuer);
});
afterAll(async () => {
  await app.close();
  await issuer.close();
});

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const publisher = { unit: 'BDT', roles: ['publisher'] };
const claims = () => ({
  sub: 'x',
  unit: 'BDT',
  roles: ['publisher'],
  iss: issuer.issuer,
  aud: issuer.audience,
  exp: 4e9,
});
const without = (claim: string) => issuer.token({ ...publisher, claims: { [claim]: undefined } });
const withClaims = (changed: Record<string, unknown>) => issuer.token({ ...publisher, claims: changed });

async function withPart(index: number, change: (part: string) => string): Promise<string> {
  const parts = (await issuer.token(publisher)).split('.');
  parts[index] = change(parts[index] ?? '');
  return parts.join('.');
}

async function signedByStranger(): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256');
  const kid = issuer.publicKey().kid ?? '';
  return new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
}

async function hmacWithThePublicKey(): Promise<string> {
  const secret = new TextEncoder().encode(JSON.stringify(issuer.publicKey()));
  const kid = issuer.publicKey().kid ?? '';
  return new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid }).sign(secret);
}

const badTokens: [rule: string, code: string, token: () => Promise<string> | string][] = [
  ['is no token at all', 'token-malformed', () => 'nonsense'],
  ['has three parts of nonsense', 'token-malformed', () => 'aaaa.bbbb.cccc'],
  ['is empty', 'token-malformed', () => 'Bearer '],
  ['uses another scheme', 'token-malformed', () => 'Basic dXNlcjpzZWNyZXQ='],
  ['comes with a second one', 'token-malformed', async () => `Bearer ${await issuer.token()} ${await issuer.token()}`],
  ['is larger than any token', 'token-malformed', async () => (await issuer.token(publisher)) + 'A'.repeat(9_000)],
  ['has expired', 'token-expired', () => issuer.token({ ...publisher, expiresInSeconds: -60 })],
  ['never expires', 'token-incomplete', () => without('exp')],
  ['is not valid yet', 'token-not-yet-valid', () => withClaims({ nbf: 4e9 })],
  [
    'comes from another issuer',
    'token-wrong-issuer',
    () => issuer.token({ ...publisher, issuer: 'https://example.org' }),
  ],
  ['names no issuer', 'token-wrong-issuer', () => without('iss')],
  ['was meant for another service', 'token-wrong-audience', () => issuer.token({ ...publisher, audience: 'another' })],
  ['was meant for nobody', 'token-wrong-audience', () => without('aud')],
  ['is unsigned (alg none)', 'token-not-trusted', () => `${base64({ alg: 'none' })}.${base64(claims())}.`],
  ['uses the public key as an HMAC secret', 'token-not-trusted', hmacWithThePublicKey],
  ['is signed by another key under the same key id', 'token-not-trusted', signedByStranger],
  ['names a key the issuer does not have', 'token-not-trusted', () => issuer.token({ ...publisher, keyId: 'other' })],
  ['was changed after signing', 'token-not-trusted', () => withPart(1, () => base64({ ...claims(), roles: ['root'] }))],
  ['has another signature', 'token-not-trusted', () => withPart(2, (part) => part.split('').reverse().join(''))],
  ['names no subject', 'token-incomplete', () => without('sub')],
  ['has an address for a subject', 'token-subject-personal', () => withClaims({ sub: 'editor@example.org' })],
  ['has a name for a subject', 'token-subject-personal', () => withClaims({ sub: 'An Editor' })],
  ['names no unit', 'token-incomplete', () => without('unit')],
  ['has an empty unit', 'token-incomplete', () => withClaims({ unit: ' ' })],
  ['has a unit that is no text', 'token-incomplete', () => withClaims({ unit: { any: 'BDT' } })],
  ['names no roles', 'token-incomplete', () => without('roles')],
  ['has roles that are no list', 'token-incomplete', () => withClaims({ roles: 'publisher' })],
  ['has a role that is no text', 'token-incomplete', () => withClaims({ roles: [{}] })],
];

describe.each(badTokens)('a token that %s', (_rule, code, tokenOf) => {
  it.each(['published', 'public'])('is refused on a %s route, which is not run', async (route) => {
    const token = await tokenOf();
    const before = app.seen.length;
    const { status, headers, body, text } = await app.get(route, token);
    expect({ status, code: body.code }).toEqual({ status: 401, code });
    expect(headers['www-authenticate']).toMatch(/^Bearer error="invalid_token", error_description="[ -!#-[\]-~]+"$/);
    expect(app.seen).toHaveLength(before);
    // Neither the token nor a telling part of it comes back.
    for (const part of token.split(/[ .]/).filter((piece) => piece.length > 12)) {
      expect(text + JSON.stringify(headers)).not.toContain(part);
    }
  });
});

describe('a valid token', () => {
  it('makes the caller known to the route', async () => {
    const { status, body } = await app.get('published', await issuer.token({ subject: 's-1', ...publisher }));
    expect(status).toBe(200);
    expect(body).toEqual({ caller: { subject: 's-1', unit: 'BDT', roles: ['publisher'] } });
  });

  it('makes the caller known on a public route too', async () => {
    const { body } = await app.get('public', await issuer.token({ subject: 's-2', unit: 'BR' }));
    expect(body.caller).toEqual({ subject: 's-2', unit: 'BR', roles: [] });
  });

  it.each(['ES256', 'RS256', 'EdDSA'])('may be signed with %s', async (algorithm) => {
    const other = await startTestIssuer({ algorithm });
    const itsApp = await bootSmallApp(other);
    expect((await itsApp.get('published', await other.token(publisher))).status).toBe(200);
    await itsApp.close();
    await other.close();
  });

  it('passes when it ended less than the clock tolerance ago', async () => {
    expect((await app.get('published', await issuer.token({ ...publisher, expiresInSeconds: -2 }))).status).toBe(200);
  });
});

describe('no token', () => {
  it('is enough for a public route', async () => {
    expect(await app.get('public')).toMatchObject({ status: 200, body: { caller: null } });
  });

  it('is not enough for any other, and the answer says what to send', async () => {
    const { status, headers, body } = await app.get('published');
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'token-missing' });
    expect(headers['www-authenticate']).toBe('Bearer');
    expect(body.detail).toContain('Authorization: Bearer');
  });
});
