import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireDisk } from './disk.js';
import { requireJava, requireMaven } from './java.js';
import { isFree, rememberedPort, requirePort } from './ports.js';
import { identityOf, launch } from './processes.js';
import { Run } from './run-record.js';
import { environmentOf, migratingEnvironmentOf } from './service-environment.js';
import { forTerminal } from './service-log.js';
import { Secrets } from './secrets.js';
import { Supervisor } from './supervisor.js';
import { until } from './wait.js';

const sleeper = ['-e', 'setInterval(() => undefined, 1000)'];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capdev-running-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a port', () => {
  let server: Server;
  let port: number;

  beforeEach(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });

  afterEach(() => void server.close());

  it('that is busy is named with its holder and the way out, in one sentence', async () => {
    await expect(requirePort(port, 'course-catalogue')).rejects.toThrow(
      new RegExp(
        `^Port ${port}, which course-catalogue needs, is already used by .+: stop .+ run the same command again\\.$`,
      ),
    );
  });

  it('of a local server moves when it is busy, and stays moved', async () => {
    const file = join(folder, 'ports.json');
    const other = await rememberedPort(file, 'kafka', port);
    expect(other).not.toBe(port);
    expect(await isFree(other)).toBe(true);
    expect(await rememberedPort(file, 'kafka', port)).toBe(other);
  });
});

describe('a machine that lacks something', () => {
  const nothing = { PATH: '/nowhere' };

  it('without Java is told the other ways to get a Kafka', () => {
    expect(() => requireJava(nothing)).toThrow(/Java 17.*KAFKA_BROKERS.*docker compose up/);
  });

  it('without Maven is told the other ways to get a Kafka', () => {
    expect(() => requireMaven(nothing)).toThrow(/Maven.*KAFKA_BROKERS.*docker compose up/);
  });

  it('without room on the disk is told how much is needed', () => {
    expect(() => requireDisk(300 * 1024 ** 2)).toThrow('Only 300 MB are free');
  });
});

describe('a service that dies', () => {
  it('is started again, and that is said', async () => {
    const said: string[] = [];
    const supervisor = new Supervisor({ firstPauseMs: 10, say: (line) => said.push(line) });
    const started: ReturnType<typeof launch>[] = [];
    const start = async () => {
      const child = launch('fixture', process.execPath, sleeper, { stdio: 'ignore' });
      started.push(child);
      return child;
    };
    supervisor.watch({ name: 'fixture', start, logFile: 'fixture.log' }, await start());
    started[0]!.process.kill('SIGKILL');
    await until('the second one', () => said.includes('fixture runs again.'));
    expect(said[0]).toBe('fixture stopped (signal SIGKILL; see fixture.log). Starting it again in 0.01 s.');
    expect(started).toHaveLength(2);
    supervisor.stop();
    await started[1]!.stop();
    expect(started).toHaveLength(2);
  });

  it('is tried again, with longer and longer pauses, when it cannot be started', async () => {
    const said: string[] = [];
    const supervisor = new Supervisor({ firstPauseMs: 10, say: (line) => said.push(line) });
    const start = () => Promise.reject(new Error('no configuration'));
    supervisor.watch({ name: 'fixture', start, logFile: 'fixture.log' });
    await until('three tries', () => said.length >= 3);
    supervisor.stop();
    expect(said.slice(0, 3).map((line) => /Next try in (.*) s/.exec(line)?.[1])).toEqual(['0.02', '0.04', '0.08']);
  });
});

describe('two starts in one folder', () => {
  it('are one too many while the first is alive', async () => {
    const file = join(folder, 'run.json');
    const run = await Run.claim(file, () => 'unused');
    await expect(Run.claim(file, (pid) => `busy with ${pid}`)).rejects.toThrow(`busy with ${process.pid}`);
    await run.release();
    const next = await Run.claim(file, () => 'unused');
    await next.release();
  });

  it('start nothing more once everything is being stopped', async () => {
    const run = await Run.claim(join(folder, 'run.json'), () => 'unused');
    run.close();
    expect(() => run.launch('late', process.execPath, sleeper)).toThrow('being stopped');
    await run.release();
  });
});

describe('a start that was killed', () => {
  it('leaves nothing behind for the next one', async () => {
    const file = join(folder, 'run.json');
    const orphan = launch('orphan', process.execPath, sleeper, { stdio: 'ignore' });
    const identity = await until('the orphan', () => identityOf(orphan.pid!));
    const recorded = { name: 'orphan', pid: orphan.pid, identity, stopWith: 'SIGTERM' };
    // The same number, another start time: that process is not ours to end.
    const stranger = { ...recorded, pid: process.pid, identity: 'another' };
    writeFileSync(file, JSON.stringify({ pid: process.pid, identity: 'gone', processes: [recorded, stranger] }));
    const run = await Run.claim(file, () => 'unused');
    expect((await orphan.ended).signal).toBe('SIGTERM');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid, processes: [] });
    await run.release();
  });

  it('is recovered from when its record is half written', async () => {
    const file = join(folder, 'run.json');
    writeFileSync(file, '{"pid": 1');
    const run = await Run.claim(file, () => 'unused');
    await run.release();
  });
});

describe("a service's log", () => {
  it('puts warnings, errors and crashes on the terminal, and nothing else', () => {
    expect(forTerminal('{"level":30,"msg":"served"}')).toBeUndefined();
    expect(forTerminal('{"level":40,"msg":"slow"}')).toBe('warn: slow');
    expect(forTerminal('{"level":"error","msg":"failed","err":{"message":"no disk"}}')).toBe('error: failed: no disk');
    expect(forTerminal('TypeError: x is not a function')).toBe('TypeError: x is not a function');
    expect(forTerminal('Migrated: nothing.', false)).toBeUndefined();
    expect(forTerminal('  ')).toBeUndefined();
  });
});

describe("a service's environment", () => {
  const service = { name: 'course-catalogue', slug: 'catalogue', port: 3001, managementPort: 4001 };
  const servers = { postgresUrl: 'postgres://postgres:root@127.0.0.1:5999/postgres', brokers: '127.0.0.1:9999' };

  it('holds the password of the running role and no stronger one', () => {
    const secrets = new Secrets(join(folder, 'secrets.json'));
    const outer = { POSTGRES_URL: servers.postgresUrl, MIGRATION_DATABASE_URL: 'x', LOG_LEVEL: 'debug' };
    const env = environmentOf(service, servers, secrets, outer);
    expect(env).toMatchObject({
      PORT: '3001',
      PUBLIC_URL: 'http://127.0.0.1:3001',
      LOG_LEVEL: 'debug',
      DATABASE_URL: `postgres://catalogue_app:${secrets.get('catalogue_app')}@127.0.0.1:5999/catalogue`,
    });
    expect(JSON.stringify(env)).not.toMatch(/owner|:root@/);
    expect(migratingEnvironmentOf(service, servers, secrets, outer).MIGRATION_DATABASE_URL).toContain(
      'catalogue_owner',
    );
  });
});
