import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problemTypeBase } from '../src/problems/index.js';
import { startSampleApp } from './support/sample-app.js';

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await startSampleApp({
    http: { host: '127.0.0.1', port: 0, rateLimitPerMinute: 1000, bodyLimitBytes: 20_000 },
  });
});
afterAll(() => app.close());

const json = { 'content-type': 'application/json' };
const post = (payload: string, headers: Record<string, string> = json) =>
  app.inject({ method: 'POST', url: '/books', payload, headers });

describe('what a caller did wrong is answered with one problem document', () => {
  it.each([
    ['an address that does not exist', () => app.inject('/nothing'), 404, 'no-such-resource'],
    ['an address with a broken escape', () => app.inject('/books/%E0%A4%A'), 400, 'request-malformed'],
    ['a body that is no JSON', () => post('{"title":'), 400, 'request-malformed'],
    ['an empty body', () => post(''), 400, 'request-malformed'],
    [
      'a body of another media type',
      () => post('title=x', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'media-type-unsupported',
    ],
    ['a body over the limit', () => post(JSON.stringify({ title: 'x'.repeat(30_000) })), 413, 'body-too-large'],
    ['JSON nested 10,000 deep', () => post('['.repeat(9_999) + ']'.repeat(9_999)), 400, 'body-too-deep'],
    ['a body that reaches for the prototype', () => post('{"title":"x","__proto__":{"a":1}}'), 400, 'request-invalid'],
    ['a refusal of the domain', () => app.inject('/books/busy'), 503, 'shelf-unavailable'],
    ['a fault of ours', () => app.inject('/books/broken'), 500, 'internal-error'],
  ])('%s', async (_wrong, send, status, code) => {
    const response = await send();
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.json()).toMatchObject({ type: problemTypeBase + code, status, code });
    expect(response.json()).toHaveProperty('detail');
  });
});

describe('what Node itself cannot read', () => {
  it.each([
    [
      'headers over the limit',
      `GET /books HTTP/1.1\r\nhost: x\r\nx-a: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    ['an address over the limit', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431, 'headers-too-large'],
    ['a NUL in a header', 'GET /books HTTP/1.1\r\nhost: x\r\nx-a: a\u0000b\r\n\r\n', 400, 'request-malformed'],
    ['no HTTP at all', 'nonsense\r\n\r\n', 400, 'request-malformed'],
  ])('is answered with a problem document too, and the connection closed: %s', async (_what, sent, status, code) => {
    if (!app.getHttpServer().listening) await app.listen(0, '127.0.0.1');
    const socket = connect((app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
    socket.write(sent);
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toContain('Content-Type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ type: problemTypeBase + code, status, code });
  });
});

describe('a method that an address does not have', () => {
  it.each(['PUT', 'DELETE', 'OPTIONS'] as const)('%s is refused with those that it has', async (method) => {
    const response = await app.inject({ method, url: '/books?limit=1' });
    expect(response.json()).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(response.headers.allow).toBe('GET, HEAD, POST');
    expect((await app.inject({ method, url: '/nothing' })).statusCode).toBe(404);
  });

  it('is not what an address with an empty part lacks', async () => {
    const response = await app.inject({ method: 'GET', url: '/books/' });
    expect(response.json()).toMatchObject({ status: 404, code: 'no-such-resource' });
  });
});
