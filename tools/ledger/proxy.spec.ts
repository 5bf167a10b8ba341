import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '../local/ports.js';
import { Proxy } from './proxy.js';

/** However it came about: a reset connection is an error for those who listen for one. */
const closed = (socket: Socket): Promise<void> | void =>
  socket.destroyed ? undefined : new Promise((resolve) => socket.once('close', () => resolve()));

describe('the proxy', () => {
  let server: Server;
  let proxy: Proxy;
  const clients: Socket[] = [];
  const attempt = (): Socket => {
    const socket = connect(proxy.port, '127.0.0.1');
    socket.on('error', () => undefined);
    clients.push(socket);
    return socket;
  };
  const client = async (): Promise<Socket> => {
    const socket = attempt();
    await once(socket, 'connect');
    return socket;
  };
  const echoed = async (socket: Socket, text: string): Promise<string> => {
    socket.write(text);
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    return bytes.toString();
  };

  beforeEach(async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.pipe(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    proxy = await Proxy.open(await freePort(), (server.address() as AddressInfo).port);
  });
  afterEach(async () => {
    for (const socket of clients.splice(0)) socket.destroy();
    await proxy.close();
    server.close();
  });

  it('passes on what is said, both ways', async () => {
    expect(await echoed(await client(), 'hello')).toBe('hello');
  });

  it('cuts those that were chosen, refuses new ones meanwhile, and passes on again afterwards', async () => {
    const [cut, kept] = [await client(), await client()];
    await echoed(cut, 'one');
    await echoed(kept, 'two');
    let end = (): void => undefined;
    let turn = 0;
    const cutting = proxy.cut(() => turn++ === 0, new Promise((resolve) => (end = resolve)));
    await closed(cut);
    expect(await echoed(kept, 'still here')).toBe('still here');
    await closed(attempt());
    end();
    await cutting;
    expect(await echoed(await client(), 'again')).toBe('again');
  });

  it('is silent without telling anybody, and breaks the connections at the end', async () => {
    const socket = await client();
    await echoed(socket, 'one');
    let heard = '';
    socket.on('data', (bytes) => (heard += bytes.toString()));
    let end = (): void => undefined;
    const silence = proxy.silence(new Promise((resolve) => (end = resolve)));
    socket.write('into the void');
    const other = createServer().listen(0, '127.0.0.1'); // a round trip through the same event loop
    await once(other, 'listening');
    const probe = connect((other.address() as AddressInfo).port, '127.0.0.1');
    await once(probe, 'connect');
    probe.destroy();
    other.close();
    expect([heard, socket.destroyed]).toEqual(['', false]);
    end();
    await silence;
    await closed(socket);
    expect(heard).toBe('');
    expect(await echoed(await client(), 'again')).toBe('again');
  });
});
