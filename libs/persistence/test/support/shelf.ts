import { connect, createServer, type Server, type Socket } from 'node:net';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner, VersionColumn } from 'typeorm';
import {
  createDataSource,
  createHistoryTable,
  createIdempotencyTable,
  Database,
  newId,
  type PersistenceOptions,
} from '../../src/index.js';
import { createTestDatabase, type TestDatabase } from '../../testing/index.js';

@Entity()
export class ShelfBook {
  @PrimaryColumn('uuid')
  id: string = newId();

  @Column('text')
  code!: string;

  @Column('jsonb', { default: {} })
  notes: object = {};

  @VersionColumn()
  version!: number;

  static of(code: string): ShelfBook {
    return Object.assign(new ShelfBook(), { code });
  }
}

export class CreateShelf20260101000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE shelf_book (
      id uuid CONSTRAINT pk_shelf_book PRIMARY KEY,
      code text NOT NULL CONSTRAINT shelf_book_code UNIQUE,
      notes jsonb NOT NULL,
      version integer NOT NULL
    )`);
    await runner.query(createHistoryTable);
    await runner.query(createIdempotencyTable);
  }

  async down(): Promise<void> {
    throw new Error('Forward only');
  }
}

export const shelfSchema = { entities: [ShelfBook], migrations: [CreateShelf20260101000000] };

/** The address of the test run's cluster. */
export function clusterUrl(): string {
  const url = process.env['POSTGRES_URL'];
  if (!url) throw new Error('POSTGRES_URL is not set; run the tests with npm test.');
  return url;
}

export interface Shelf {
  readonly database: Database;
  readonly options: PersistenceOptions;
  readonly files: TestDatabase;
  /** Books that are really there, seen over another connection. */
  codes(): Promise<string[]>;
  close(): Promise<void>;
}

/** A database of books, reached as a service reaches its own. */
export async function openShelf(
  changes: Partial<PersistenceOptions> & { via?: (url: string) => string } = {},
): Promise<Shelf> {
  const { via = (url: string) => url, ...rest } = changes;
  const files = await createTestDatabase(clusterUrl(), shelfSchema);
  const options = { url: via(files.url), applicationName: 'shelf', poolSize: 3, ...shelfSchema, ...rest };
  const database = new Database(await createDataSource(options).initialize());
  const observer = await createDataSource({ ...options, url: files.url, poolSize: 1 }).initialize();
  return {
    database,
    options,
    files,
    codes: async () =>
      (await observer.query<{ code: string }[]>('SELECT code FROM shelf_book ORDER BY code')).map(({ code }) => code),
    async close() {
      await Promise.all([database.dataSource.destroy(), observer.destroy()]);
      await files.drop();
    },
  };
}

/** A stand-in for the network between a service and PostgreSQL, which can be cut and mended. */
export class Wire {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  port = 0;

  constructor(private readonly target: URL) {}

  static async to(url: string): Promise<Wire> {
    const wire = new Wire(new URL(url));
    await wire.mend();
    return wire;
  }

  /** The same address, through this wire. */
  through(url: string): string {
    const changed = new URL(url);
    changed.hostname = '127.0.0.1';
    changed.port = String(this.port);
    return changed.toString();
  }

  async cut(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server?.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  async mend(): Promise<void> {
    this.server = createServer((near) => {
      const far = connect(Number(this.target.port), this.target.hostname);
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((resolve) => this.server?.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as { port: number }).port;
  }
}
