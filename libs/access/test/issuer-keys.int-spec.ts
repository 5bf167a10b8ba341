import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestIssuer, type TestIssuer } from '../testing/index.js';
import { bootSmallApp } from './small-app.js';

let issuer: TestIssuer;
const apps: Awaited<ReturnType<typeof bootSmallApp>>[] = [];

beforeEach(async () => {
  issuer = await startTestIssuer();
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
  await issuer.close();
});

async function boot(keyCooldownSeconds?: number) {
  const { audience, jwksUrl } = issuer;
  const app = await bootSmallApp({ issuer: issuer.issuer, audience, jwksUrl, keyCooldownSeconds });
  apps.push(app);
  return app;
}

const aToken = (keyId?: string) => issuer.token({ roles: ['publisher'], keyId });

describe("the issuer's keys", () => {
  it('are read once for many callers who arrive together', async () => {
    const app = await boot();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => aToken()));
    const answers = await Promise.all(tokens.map((token) => app.get('published', token)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(issuer.requests).toBe(1);
  });

  it('may be replaced: a token signed by the new key passes, and one that the old key signs afterwards does not', async () => {
    const app = await boot(0);
    const old = await issuer.token({ subject: 'never seen before the change', roles: ['publisher'] });
    expect((await app.get('published', await aToken())).status).toBe(200);
    await issuer.rotate();
    expect((await app.get('published', await aToken())).status).toBe(200);
    expect((await app.get('published', old)).body.code).toBe('token-not-trusted');
  });

  it('are not asked for again and again by tokens with invented key ids', async () => {
    const app = await boot();
    await app.get('published', await aToken());
    for (let index = 0; index < 20; index += 1) {
      expect((await app.get('published', await aToken(`invented-${index}`))).status).toBe(401);
    }
    expect(issuer.requests).toBe(1);
  });

  it('that cannot be read mean "unavailable", not "unauthenticated", until they can', async () => {
    const app = await boot();
    issuer.available = false;
    const { status, headers, body } = await app.get('published', await aToken());
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'access-keys-unavailable' });
    expect(headers['retry-after']).toBeDefined();
    issuer.available = true;
    expect((await app.get('published', await aToken())).status).toBe(200);
  });

  it('keep working while the issuer is away; only an unknown key is then undecided', async () => {
    const app = await boot(0);
    await app.get('published', await aToken());
    issuer.available = false;
    expect((await app.get('published', await issuer.token({ subject: 'newcomer', roles: ['publisher'] }))).status).toBe(
      200,
    );
    expect((await app.get('published', await aToken('unknown'))).status).toBe(503);
  });

  it('leave public routes alone when they cannot be read', async () => {
    const app = await boot();
    issuer.available = false;
    expect((await app.get('public')).status).toBe(200);
  });
});

describe('a token verified a moment ago', () => {
  it('is recognised without asking for its key', async () => {
    const app = await boot(0);
    const token = await aToken();
    await app.get('published', token);
    await issuer.rotate();
    await app.get('published', await aToken());
    expect((await app.get('published', token)).status).toBe(200);
  });
});
