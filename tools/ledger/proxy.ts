import { connect, createServer, type Server, type Socket } from 'node:net';

interface Passage {
  readonly inner: Socket;
  readonly outer: Socket;
}

/** Passes TCP connections on to a server, until it is told to hurt them. */
export class Proxy {
  private readonly passages = new Set<Passage>();
  private mode: 'open' | 'refusing' | 'silent' = 'open';

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** Listens on `port` and passes on to `target`, both on this machine. */
  static async open(port: number, target: number): Promise<Proxy> {
    const server = createServer();
    const proxy = new Proxy(server, port);
    server.on('connection', (outer) => proxy.pass(outer, target));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return proxy;
  }

  /** Breaks every connection that `chosen` picks, and refuses new ones until the work has ended. */
  async cut(chosen: () => boolean, meanwhile: Promise<void>): Promise<void> {
    this.mode = 'refusing';
    for (const passage of [...this.passages]) if (chosen()) destroy(passage);
    await meanwhile;
    this.mode = 'open';
  }

  /** Nothing comes through in either direction, and nobody is told, until the work has ended; then every connection breaks. */
  async silence(meanwhile: Promise<void>): Promise<void> {
    this.mode = 'silent';
    for (const { inner, outer } of this.passages) for (const socket of [inner, outer]) socket.pause();
    await meanwhile;
    this.mode = 'open';
    for (const passage of [...this.passages]) destroy(passage);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const passage of [...this.passages]) destroy(passage);
    await closed;
  }

  private pass(outer: Socket, target: number): void {
    outer.on('error', () => undefined);
    if (this.mode === 'refusing') return void outer.resetAndDestroy();
    const inner = connect({ host: '127.0.0.1', port: target });
    const passage = { inner, outer };
    this.passages.add(passage);
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      from.setNoDelay(true);
      from.on('error', () => undefined);
      from.on('data', (bytes) => {
        if (!to.write(bytes)) from.pause();
      });
      to.on('drain', () => this.mode !== 'silent' && from.resume());
      from.on('end', () => to.end());
      from.on('close', () => {
        this.passages.delete(passage);
        to.destroy();
      });
    }
    if (this.mode === 'silent') for (const socket of [inner, outer]) socket.pause();
  }
}

function destroy({ inner, outer }: Passage): void {
  outer.resetAndDestroy();
  inner.resetAndDestroy();
}
