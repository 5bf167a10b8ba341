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
    [
      'a body that reaches for the prototype',
      () => post('{"title":"x","__proto__":{"a":1}}'),
      400,
      'request-invalid',
    ],
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
