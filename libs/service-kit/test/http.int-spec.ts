import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { sampleOptions, startSampleApp } from './support/sample-app.js';

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await startSampleApp({
    readiness: () => [
      { name: 'database', required: true, check: () => Promise.resolve() },
      { name: 'broker', required: false, check: () => Promise.reject(new Error('secret address of the broker')) },
    ],
  });
});
afterAll(() => app.close());

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, payload, headers });
const trace = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('a body that breaks rules', () => {
  it('is answered with every fault and its place, in plain language', async () => {
    const response = await post('/books', { authors: [{ name: 'A' }, { name: '' }, 'B'], 'a/b': 1 });
    expect(response.statusCode).toBe(400);
    const { code, errors } = response.json<{ code: string; errors: { pointer: string; detail: string }[] }>();
    expect(code).toBe('request-invalid');
    expect(errors).toEqual(
      expect.arrayContaining([
        { pointer: '/title', detail: 'This field is required.' },
        { pointer: '/a~1b', detail: 'There is no such field.' },
        { pointer: '/authors/1/name', detail: 'Name must be longer than or equal to 1 characters.' },
        expect.objectContaining({ pointer: '/authors/2' }),
      ]),
    );
  });

  it('is refused when it is a list or nothing where an object belongs', async () => {
    for (const payload of ['[]', 'null', '"text"', '1']) {
      const response = await app.inject({
        method: 'POST',
        url: '/books',
        payload,
        headers: { 'content-type': 'application/json' },
      });
      expect([payload, response.statusCode]).toEqual([payload, 400]);
    }
  });

  it('is refused for fields called like a member of every object, wherever they stand', async () => {
    const headers = { 'content-type': 'application/json' };
    const payload =
      '{"title":"Orbit","toString":1,"__proto__":{"a":1},"authors":[{"name":"A","constructor":{"prototype":{}}}]}';
    for (const sent of [payload, payload.replace('__proto__', 'valueOf'), payload.replace('prototype', 'x')]) {
      const response = await app.inject({ method: 'POST', url: '/books', payload: sent, headers });
      const own = sent.includes('__proto__') ? '/__proto__' : '/valueOf';
      expect(response.json()).toMatchObject({
        status: 400,
        code: 'request-invalid',
        errors: ['/toString', own, '/authors/0/constructor'].map((pointer) => ({
          pointer,
          detail: 'There is no such field.',
        })),
      });
    }
  });

  it('is read as UTF-8 or not at all', async () => {
    const send = (payload: Buffer, type = 'application/json') =>
      app.inject({ method: 'POST', url: '/books', payload, headers: { 'content-type': type } });
    const text = '{"title":"Télécom"}';
    expect((await send(Buffer.from(text, 'latin1'))).json()).toMatchObject({ status: 400, code: 'body-not-utf8' });
    expect((await send(Buffer.from(text, 'utf16le'), 'application/json; charset=utf-16le')).json()).toMatchObject({
      status: 415,
      code: 'charset-unsupported',
    });
    for (const type of ['application/json', 'application/json; charset=utf-8', 'application/json;charset="UTF-8"']) {
      expect((await send(Buffer.from(`\ufeff${text}`), type)).json()).toMatchObject({ title: 'Télécom' });
    }
  });

  it('may be a merge patch', async () => {
    const headers = { 'content-type': 'application/merge-patch+json' };
    const response = await app.inject({ method: 'PATCH', url: '/books/1', payload: '{"title":"Orbit"}', headers });
    expect(response.json()).toMatchObject({ title: 'Orbit', version: 4 });
  });
});

describe('a query', () => {
  it('is converted, checked, and its faults named by parameter', async () => {
    expect((await get('/books?limit=5')).json()).toMatchObject({ limit: 5 });
    expect((await get('/books')).json()).toMatchObject({ limit: 20 });
    const { errors } = (await get('/books?limit=many&colour=red')).json<{ errors: { pointer: string }[] }>();
    expect(errors.map((fault) => fault.pointer)).toEqual(expect.arrayContaining(['limit', 'colour']));
    expect((await get('/books?limit=5&lang=fr')).statusCode).toBe(200);
  });

  it.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'])(
    'is refused for a parameter called %s, which every object has',
    async (pointer) => {
      for (const url of [`/books?${pointer}=1`, `/books?lang=fr&${pointer}=1`]) {
        expect((await get(url)).json()).toMatchObject({
          status: 400,
          errors: [{ pointer, detail: 'There is no such field.' }],
        });
      }
    },
  );
});

describe('a version', () => {
  it('is told as an ETag, and what the reader has already is not sent again', async () => {
    const first = await get('/books/b-1', { 'accept-language': 'fr' });
    expect(first.headers).toMatchObject({
      vary: 'Accept-Language',
      'content-language': 'fr',
      'cache-control': 'no-cache',
    });
    const etag = String(first.headers.etag);
    expect(etag).toMatch(/^"3-/);
    const again = await get('/books/b-1', { 'accept-language': 'fr', 'if-none-match': `"other", W/${etag}` });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
    const other = await get('/books/b-1', { 'accept-language': 'en', 'if-none-match': etag });
    expect(other.statusCode).toBe(200);
  });

  it('must be named to change what has one', async () => {
    const lend = (headers: Record<string, string>) => app.inject({ method: 'POST', url: '/books/b-1/lend', headers });
    expect((await lend({ 'if-match': '"3-abc"' })).json()).toMatchObject({ expected: 3 });
    expect((await lend({ 'if-match': '*' })).json()).toMatchObject({ expected: 'any' });
    expect([(await lend({})).statusCode, (await lend({ 'if-match': 'three' })).statusCode]).toEqual([428, 400]);
    expect((await lend({ 'if-match': '*' })).headers.location).toBeUndefined();
  });
});

describe('an answer that anyone may keep', () => {
  it('has an ETag of its text and a time, with or without a token, and is not sent again', async () => {
    const first = await get('/books/genres', { authorization: 'Bearer token', 'accept-language': 'fr' });
    expect(first.headers).toMatchObject({ 'cache-control': 'public, max-age=300', vary: 'Accept-Language' });
    const etag = String(first.headers.etag);
    expect(etag).toMatch(/^"[0-9a-z]+"$/);
    const again = await get('/books/genres', { 'accept-language': 'fr', 'if-none-match': etag });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
    const other = await get('/books/genres', { 'accept-language': 'es', 'if-none-match': etag });
    expect([other.statusCode, other.headers.etag === etag]).toEqual([200, false]);
  });
});

describe('a created thing', () => {
  it('says where it is and which key made it', async () => {
    const response = await post('/books?x=1', { title: 'Orbit' }, { 'idempotency-key': 'key-1' });
    expect(response.statusCode).toBe(201);
    expect(response.headers).toMatchObject({ location: '/books/b-1', etag: expect.stringMatching(/^"3-/) });
    expect(response.json()).toMatchObject({ key: 'key-1' });
    for (const key of ['', 'a b', 'é', 'x'.repeat(256)]) {
      const refused = await post('/books', { title: 'Orbit' }, { 'idempotency-key': key });
      expect([key, refused.statusCode, refused.json<{ code: string }>().code]).toEqual([
        key,
        400,
        'idempotency-key-malformed',
      ]);
    }
  });
});

describe('the language of an answer', () => {
  it('is asked for in the header or, before it, in the address', async () => {
    const headers = { 'accept-language': 'ar, en;q=0.5' };
    expect((await get('/books/1', headers)).json()).toMatchObject({ languages: ['ar', 'en'] });
    expect((await get('/books/1?lang=fr', headers)).json()).toMatchObject({ languages: ['fr'] });
    expect((await get('/books/1?lang=*', headers)).json()).toMatchObject({ languages: '*' });
    expect((await get('/books/1?lang=%3Cb%3E')).json()).toMatchObject({ status: 400, code: 'language-malformed' });
  });
});

describe('the context of a request', () => {
  it('has the ids that came with it, after a body was read too', async () => {
    const id = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01';
    const headers = { 'x-request-id': id, traceparent: `00-${trace}-00f067aa0ba902b7-01` };
    const expected = { requestId: id, correlationId: id, traceparent: expect.stringContaining(trace) };
    const read = await get('/books/context', headers);
    expect(read.json()).toEqual(expected);
    expect(read.headers['x-request-id']).toBe(id);
    expect((await post('/books', { title: 'Orbit' }, headers)).json()).toMatchObject({ context: expected });
  });

  it('lets no name into the correlation id, which events carry for ever', async () => {
    const { json } = await get('/books/context', { 'x-request-id': 'list-of-may' });
    const context = json<{ requestId: string; correlationId: string }>();
    expect(context).toMatchObject({
      requestId: 'list-of-may',
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('has new ids when what came is no id', async () => {
    for (const requestId of ['a b', 'x'.repeat(65), '']) {
      const response = await get('/books/context', { 'x-request-id': requestId, traceparent: 'nonsense' });
      expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('names the trace in a problem, which never tells what broke inside', async () => {
    const response = await get('/books/broken', { traceparent: `00-${trace}-00f067aa0ba902b7-01` });
    expect(response.json()).toMatchObject({ traceId: trace, instance: '/books/broken' });
    expect(response.body).not.toMatch(/TypeError|secret|\.ts/);
    expect((await get('/books/busy')).headers['retry-after']).toBe('5');
  });
});

describe('everybody may ask for', () => {
  it('health, without secrets and without being counted', async () => {
    expect((await get('/health/live')).json()).toEqual({ status: 'up' });
    const ready = await get('/health/ready');
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      { status: 'degraded', checks: { database: 'up', broker: 'down' } },
    ]);
  });

  it('health as often as they like: what the service needs is asked once a second', async () => {
    let asked = 0;
    const counting = await startSampleApp({
      readiness: () => [{ name: 'database', required: true, check: async () => void asked++ }],
    });
    const began = Date.now();
    for (let request = 0; request < 20; request++) await counting.inject('/health/ready');
    expect(asked).toBeLessThanOrEqual(1 + Math.floor((Date.now() - began) / 1000));
    await counting.close();
  });

  it('the OpenAPI document and its page, which loads nothing from elsewhere', async () => {
    const document = (await get('/openapi.json')).json<{ openapi: string; paths: Record<string, object> }>();
    expect(document.openapi).toBe('3.1.0');
    expect(JSON.stringify(document.paths['/books/{id}/lend'])).toContain('If-Match');
    expect(JSON.stringify(document.paths['/books'])).toContain('Idempotency-Key');
    expect(JSON.stringify(document.paths['/books/{id}'])).toContain('#/components/schemas/Problem');
    const page = await get('/docs');
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
    expect(sources.length).toBeGreaterThan(2);
    for (const source of sources) expect((await get(source.replace('./', '/'))).statusCode).toBe(200);
  });

  it('nothing else: metrics are not on the public side', async () => {
    expect((await get('/metrics')).statusCode).toBe(404);
  });
});

describe('every answer', () => {
  it('forbids to run, frame or sniff it, problems too', async () => {
    for (const url of ['/books', '/nothing', '/health/live']) {
      expect((await get(url)).headers).toMatchObject({
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
      });
    }
    expect((await get('/books', { origin: 'https://elsewhere.example' })).headers).not.toHaveProperty(
      'access-control-allow-origin',
    );
  });
});

describe('too many requests', () => {
  it('are refused by caller, and an address that invents tokens is found out', async () => {
    const { http } = sampleOptions();
    const limited = await startSampleApp({ http: { ...http, rateLimitPerMinute: 2 } });
    const send = async (token?: string) => {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      return (await limited.inject({ url: '/books', headers })).statusCode;
    };
    expect([await send(), await send(), await send()]).toEqual([200, 200, 429]);
    expect([await send('a'), await send('a'), await send('a'), await send('b')]).toEqual([200, 200, 429, 200]);
    const invented: number[] = [];
    for (let token = 0; token < 20; token++) invented.push(await send(`invented-${token}`));
    expect(invented.at(-1)).toBe(429);
    const refused = await limited.inject({ url: '/nothing' });
    expect(refused.json()).toMatchObject({ status: 429, code: 'rate-limit-exceeded' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await limited.inject({ url: '/health/live' })).statusCode).toBe(200);
    await limited.close();
  });
});
