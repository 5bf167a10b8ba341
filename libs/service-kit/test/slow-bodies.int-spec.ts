import { connect, type AddressInfo, type Socket } from 'node:net';
import { Controller, Module, Post, Body } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, SlowBody } from '../src/index.js';

@Controller()
class ReceivingController {
  @Post('small')
  small(@Body() body: object): object {
    return body;
  }

  @SlowBody()
  @Post('large')
  large(@Body() body: object): object {
    return body;
  }
}

@Module({ controllers: [ReceivingController] })
class ReceivingModule {}

const timeout = 300;
let app: NestFastifyApplication;
beforeAll(async () => {
  app = await createApp({
    name: 'receiving',
    title: 'Receiving',
    module: ReceivingModule,
    http: { host: '127.0.0.1', port: 0, rateLimitPerMinute: 1_000, bodyTimeoutMs: timeout },
    log: { level: 'silent' },
  });
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());

/** Sends the head of a request and half of its body. */
function begun(path: string): { socket: Socket; answer: Promise<string> } {
  const socket = connect((app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 8\r\n\r\n{"a"`);
  const answer = new Promise<string>((resolve, reject) => {
    let text = '';
    socket.on('data', (piece) => (text += piece.toString()));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
  return { socket, answer };
}

describe('a body that does not come', () => {
  it('is answered with a problem document after a while, and the connection closed', async () => {
    const { answer } = begun('/small');
    const text = await answer;
    expect(text).toMatch(/^HTTP\/1\.1 408 .*\r\n/);
    expect(text).toMatch(/connection: close/i);
    expect(JSON.parse(text.slice(text.indexOf('\r\n\r\n')))).toMatchObject({ code: 'request-incomplete', status: 408 });
  });

  it('is waited for where a route takes files', async () => {
    const { socket, answer } = begun('/large');
    await begun('/small').answer; // as long as anything else would have been waited for
    socket.write(': 1}');
    socket.end();
    expect(await answer).toMatch(/^HTTP\/1\.1 201 /);
  });
});
