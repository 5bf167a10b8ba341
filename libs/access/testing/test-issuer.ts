import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

/** What a test token says; whatever is left out gets a valid value. */
export interface TestToken {
  readonly subject?: string;
  readonly unit?: string;
  readonly roles?: readonly string[];
  readonly issuer?: string;
  readonly audience?: string;
  /** Negative for a token that has expired. */
  readonly expiresInSeconds?: number;
  /** The key id in the header, when it should not be that of the signing key. */
  readonly keyId?: string;
  /** Replaces claims at the very end; `undefined` removes one. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** A real issuer of tokens for one test: it signs, and serves its public keys over HTTP on the loopback address. */
export interface TestIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** How often the keys were asked for. */
  readonly requests: number;
  /** False makes the key set answer 503. */
  available: boolean;
  token(about?: TestToken): Promise<string>;
  /** The published key, for tests that misuse it. */
  publicKey(): Readonly<JWK>;
  /** Replaces the signing key: the former one is no longer published. */
  rotate(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @example
 * const issuer = await startTestIssuer();
 * AccessModule.forRoot({ issuer: issuer.issuer, audience: issuer.audience, jwksUrl: issuer.jwksUrl, roles });
 * const token = await issuer.token({ unit: 'BDT', roles: ['editor'] });
 */
export async function startTestIssuer({ audience = 'capdev-test', algorithm = 'ES256' } = {}): Promise<TestIssuer> {
  let key = await newKey(algorithm);
  let requests = 0;
  let available = true;
  const server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(available ? 200 : 503, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(available ? { keys: [key.published] } : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    issuer,
    audience,
    jwksUrl: `${issuer}/jwks.json`,
    get requests() {
      return requests;
    },
    get available() {
      return available;
    },
    set available(value) {
      available = value;
    },
    publicKey: () => key.published,
    async rotate() {
      key = await newKey(algorithm);
    },
    token(about = {}) {
      const now = Math.floor(Date.now() / 1_000);
      const claims = {
        sub: about.subject ?? 'test-subject',
        unit: about.unit ?? 'BDT',
        roles: about.roles ?? [],
        iss: about.issuer ?? issuer,
        aud: about.audience ?? audience,
        iat: now,
        exp: now + (about.expiresInSeconds ?? 300),
        ...about.claims,
      };
      return new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid: about.keyId ?? key.id }).sign(key.secret);
    },
    close: () => new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}

async function newKey(algorithm: string): Promise<{ id: string; secret: CryptoKey; published: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const id = crypto.randomUUID();
  return {
    id,
    secret: privateKey,
    published: { ...(await exportJWK(publicKey)), kid: id, alg: algorithm, use: 'sig' },
  };
}
