import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ServiceClient, Refusal } from './service-client.js';

type Step = (request: IncomingMessage, response: ServerResponse) => void;
let server: Server | undefined;

/** A server that answers one request after the other as it is told, and remembers what it was asked. */
async function answering(...steps: Step[]) {
  const asked: IncomingMessage[] = [];
  server = createServer((request, response) => {
    asked.push(request);
    request.resume().on('end', () => steps.shift()?.(request, response));
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const client = new ServiceClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'token');
  return { client, asked };
}
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Step =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

afterEach(() => {
  server?.close().closeAllConnections();
  server = undefined;
});

describe('talking to a service', () => {
  it('waits and repeats while the service is unavailable, with the same Idempotency-Key', async () => {
    const { client, asked } = await answering(json(503, {}), json(503, {}), json(201, { id: 'x' }, { etag: '"1"' }));
    expect(await client.create('/courses', {})).toEqual({ status: 201, body: { id: 'x' }, etag: '"1"' });
    const keys = asked.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it('waits as long as it is asked to when it has been too quick', async () => {
    const { client } = await answering(json(429, {}, { 'retry-after': '1' }), json(200, { ok: true }));
    const began = Date.now();
    expect((await client.get('/courses')).body).toEqual({ ok: true });
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_000);
  });

  it('goes on when a connection breaks after the first answer', async () => {
    const broken: Step = (request) => request.socket.destroy();
    const { client } = await answering(json(200, 1), broken, json(200, 2));
    await client.get('/courses');
    expect((await client.get('/courses')).body).toBe(2);
  });

  it('hands on what the service refuses, with the places to mend, and does not repeat it', async () => {
    const problem = { detail: 'One field is not valid.', errors: [{ pointer: '/level', detail: 'Not known.' }] };
    const { client, asked } = await answering(json(400, problem));
    const error = await client.create('/courses', {}).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).problem).toMatchObject({ status: 400, ...problem });
    expect(asked).toHaveLength(1);
  });

  it('follows a list to its end', async () => {
    const { client, asked } = await answering(
      json(200, { items: [1, 2], next: '/courses?after=abc' }),
      json(200, { items: [3], next: null }),
    );
    const items: number[] = [];
    for await (const item of client.list<number>('/courses?limit=2')) items.push(item);
    expect(items).toEqual([1, 2, 3]);
    expect(asked.map(({ url }) => url)).toEqual(['/courses?limit=2', '/courses?after=abc']);
  });

  it('says in one sentence that nobody answers, that the token is refused, that the address is none', async () => {
    await expect(new ServiceClient('http://127.0.0.1:1', 't').get('/courses')).rejects.toThrow(
      /^No catalogue answers at http:\/\/127\.0\.0\.1:1: start it with "npm start"/,
    );
    const { client } = await answering(json(401, { detail: 'The token has expired.' }));
    await expect(client.get('/courses')).rejects.toThrow(
      /does not accept the token: The token has expired\..*npm run -s token/,
    );
    await expect(new ServiceClient('http://127.0.0.1:1', 't', 'roadmap').get('/plan')).rejects.toThrow(/^No roadmap/);
    expect(() => new ServiceClient('localhost:3001', 't')).toThrow(/is not the address of a catalogue/);
  });
});
