import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Body, Controller, Injectable, Module, type OnModuleInit, Post } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, SlowBody } from '../src/index.js';

@Controller()
class ReceivingController {
  @Post('small')
  small(@Body() body: object): object {
    return body;
  }

  @SlowBody(['text/csv'])
  @Post('large')
  async large(@Body() body: Readable): Promise<object> {
    return { bytes: (await buffer(body)).length };
  }
}

@Injectable()
class Streams implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    this.host.httpAdapter
      .getInstance<{ addContentTypeParser(type: string, parse: (...args: unknown[]) => void): void }>()
      .addContentTypeParser('text/csv', (_request, body, done) =>
        (done as (error: null, body: unknown) => void)(null, body),
      );
  }
}

@Module({ controllers: [ReceivingController], providers: [Streams] })
class ReceivingModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await createApp({
    name: 'receiving',
    title: 'Receiving',
    module: ReceivingModule,
    http: { host: '127.0.0.1', port: 0, rateLimitPerMinute: 1_000, bodyTimeoutMs: 300 },
    log: { level: 'silent' },
  });
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());

/** Sends the head of a request and half of its body, and hears what comes until the connection ends. */
function begun(path: string, type: string): { socket: Socket; answer: Promise<string> } {
  const socket = connect((app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: 8\r\n\r\n{"a"`);
  const answer = new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (piece) => (text += piece.toString()));
    socket.on('close', () => resolve(text));
    socket.on('error', () => undefined);
  });
  return { socket, answer };
}

describe('a body that does not come', () => {
  it.each(['/small', '/large'])(
    'is answered with a problem document after a while, and the connection closed: %s',
    async (path) => {
      const text = await begun(path, 'application/json').answer;
      expect(text).toMatch(/^HTTP\/1\.1 408 .*\r\n/);
      expect(text).toMatch(/connection: close/i);
      expect(JSON.parse(text.slice(text.indexOf('\r\n\r\n')))).toMatchObject({
        code: 'request-incomplete',
        status: 408,
      });
    },
  );

  it.each([
    ['/small', 'text/x', 415],
    ['/nowhere', 'text/csv', 404],
  ])('does not keep the connection open when it was answered unread: %s', async (path, type, status) => {
    expect(await begun(path, type).answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  it('is waited for where a route takes files', async () => {
    const { socket, answer } = begun('/large', 'text/csv; charset=utf-8');
    await begun('/small', 'application/json').answer; // as long as anything else would have been waited for
    socket.end(': 1}');
    expect(await answer).toMatch(/^HTTP\/1\.1 201 [^]*\{"bytes":8\}$/);
  });
});
