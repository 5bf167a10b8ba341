import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BusClient, connectBus } from './bus-client.js';

const before = process.env.CAPDEV_URL;
afterEach(() => {
  if (before === undefined) delete process.env.CAPDEV_URL;
  else process.env.CAPDEV_URL = before;
});

describe('the address of the service', () => {
  it('is that of the service that was named, before that of the environment', async () => {
    process.env.CAPDEV_URL = 'http://127.0.0.1:9';
    expect((await connectBus({ service: 'course-catalogue', token: 't' })).url).toBe('http://127.0.0.1:3001');
    expect((await connectBus({ token: 't' })).url).toBe('http://127.0.0.1:9');
    const url = 'http://127.0.0.1:8';
    expect((await connectBus({ service: 'course-catalogue', url, token: 't' })).url).toBe(url);
  });

  it('keeps its path', async () => {
    const server = createServer((request, response) => void response.end(JSON.stringify(request.url)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const url of [`${address}/catalogue`, `${address}/catalogue/`])
      expect(await new BusClient(url, 't').get('/bus/refused?limit=1')).toBe('/catalogue/bus/refused?limit=1');
    expect(await new BusClient(address, 't').get('/bus/refused')).toBe('/bus/refused');
    await new Promise((resolve) => server.close(resolve));
  });
});
