import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { startSampleApp } from './support/sample-app.js';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${trace}-00f067aa0ba902b7-01`;

async function textOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of message) text += String(chunk);
  return text;
}

describe('the context of a request', () => {
  it('outlives a body that arrives in pieces, while other requests share the connection’s time', async () => {
    const app = await startSampleApp();
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const agent = new Agent({ keepAlive: true, maxSockets: 3 });
    const send = (requestId: string) =>
      new Promise<string>((resolve, reject) => {
        const headers = { 'content-type': 'application/json', 'x-request-id': requestId };
        const outgoing = request({ agent, port, path: '/books', method: 'POST', headers }, (answer) =>
          resolve(textOf(answer)),
        );
        outgoing.on('error', reject);
        outgoing.write('{"title":');
        setImmediate(() => outgoing.end('"Orbit"}'));
      });
    const ids = Array.from({ length: 20 }, (_, index) => `request-${index}`);
    const answers = await Promise.all(ids.map(send));
    const seen = answers.map(
      (answer) => (JSON.parse(answer) as { context?: { requestId: string } }).context?.requestId,
    );
    expect(seen).toEqual(ids);
    agent.destroy();
    await app.close();
  });

  it('is reported to a collector as one span of the caller’s trace, named by the route’s pattern', async () => {
    const received: string[] = [];
    const collector = createServer((incoming, outgoing) => {
      void textOf(incoming).then((text) => {
        received.push(`${incoming.url} ${text}`);
        outgoing.end('{}');
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const { port } = collector.address() as AddressInfo;
    const app = await startSampleApp({ tracing: { endpoint: `http://127.0.0.1:${port}`, ratio: 1 } });
    const answer = await app.inject({ url: '/books/context', headers: { traceparent } });
    await app.inject({ url: '/books/b-1?token=secret', headers: { traceparent } });
    await app.close();
    collector.close();
    const sent = received.join('\n');
    expect(sent).toContain('/v1/traces');
    expect(sent).toContain('GET /books/:id');
    expect(sent).toContain(trace);
    expect(sent).not.toContain('secret');
    const { traceparent: own } = answer.json<{ traceparent: string }>();
    expect(own.split('-')[1]).toBe(trace);
    expect(sent).toContain(own.split('-')[2]);
  });

  it('does not keep a service from ending when the collector is away', async () => {
    const app = await startSampleApp({ tracing: { endpoint: 'http://127.0.0.1:9', ratio: 1 } });
    await app.inject('/books');
    const began = Date.now();
    await app.close();
    expect(Date.now() - began).toBeLessThan(4500);
  });
});
