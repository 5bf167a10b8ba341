import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startTestIssuer, type TestIssuer } from '@capdev/access/testing';
import { createTestDatabase, type TestDatabase } from '@capdev/persistence/testing';
import { catalogueSchema } from '../../src/data-source.js';
import { editor } from './catalogue-app.js';
import { until } from './importing.js';

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const hooks = fileURLToPath(new URL('decorated-typescript.mjs', import.meta.url));

/** The catalogue as a process of its own, on a database that outlives it. */
export class ServingProcess {
  private child: ChildProcess | undefined;

  private constructor(
    readonly database: TestDatabase,
    private readonly issuer: TestIssuer,
    private readonly port: number,
    private readonly managementPort: number,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  static async on(settings: Readonly<Record<string, string>>): Promise<ServingProcess> {
    const database = await createTestDatabase(process.env.POSTGRES_URL ?? '', catalogueSchema);
    return new ServingProcess(database, await startTestIssuer(), await freePort(), await freePort(), settings);
  }

  /** @param part `relay`: only that part of the catalogue */
  async start(...part: 'relay'[]): Promise<void> {
    const args = ['--conditions=@capdev/source', '--import', hooks, program, ...part];
    this.child = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: this.database.url,
        KAFKA_BROKERS: '127.0.0.1:9',
        ACCESS_ISSUER: this.issuer.issuer,
        ACCESS_AUDIENCE: this.issuer.audience,
        ACCESS_JWKS_URL: this.issuer.jwksUrl,
        PORT: String(this.port),
        MANAGEMENT_PORT: String(this.managementPort),
        LOG_LEVEL: 'error',
        ...this.settings,
      },
    });
    await until('the process to serve', async () => {
      if (this.child?.exitCode !== null) throw new Error('The process has ended.');
      return this.operators('/health/live').catch(() => undefined);
    });
  }

  /** What the management side says. */
  async operators(path: string): Promise<string> {
    return (await fetch(`http://127.0.0.1:${this.managementPort}${path}`)).text();
  }

  /** As a supervisor does. @returns the exit code */
  async stop(): Promise<unknown> {
    const ended = once(this.child!, 'exit');
    this.child!.kill('SIGTERM');
    return (await ended)[0];
  }

  /** Without warning, as a machine that loses its power. */
  async kill(): Promise<void> {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  /** As the editor; a text is sent as a file. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async ask(method: string, path: string, body?: unknown): Promise<any> {
    const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.issuer.token(editor)}`,
        ...(body !== undefined && { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status}: ${text}`);
    return JSON.parse(text);
  }

  async end(): Promise<void> {
    await this.kill();
    await this.issuer.close();
    await this.database.drop();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
