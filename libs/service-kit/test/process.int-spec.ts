import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';

const program = fileURLToPath(new URL('support/sample-process.ts', import.meta.url));
const started: ChildProcess[] = [];
afterEach(() => started.splice(0).forEach((child) => child.kill('SIGKILL')));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function start(behaviour: object, ...args: string[]) {
  const child = spawn(process.execPath, ['--conditions=@capdev/source', '--import', 'tsx', program, ...args], {
    env: { PATH: process.env['PATH'], SAMPLE: JSON.stringify(behaviour) },
  });
  started.push(child);
  let output = '';
  child.stdout.on('data', (text) => (output += String(text)));
  child.stderr.on('data', (text) => (output += String(text)));
  return {
    child,
    output: () => output,
    ended: new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code))),
    said: async (text: string) => {
      const deadline = Date.now() + 60_000;
      while (!output.includes(text)) {
        if (Date.now() > deadline || child.exitCode !== null) throw new Error(`Never said "${text}": ${output}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

describe('the process of a service', () => {
  it('answers what it has begun, then runs the hooks and ends with 0 when told to', async () => {
    const port = await freePort();
    const service = start({ port });
    await service.said('sample serves');
    const slow = fetch(`http://127.0.0.1:${port}/slow`);
    await service.said('slow begins');
    service.child.kill('SIGTERM');
    const told = Date.now();
    expect(await (await slow).json()).toEqual({ answered: true });
    expect(await service.ended).toBe(0);
    expect(Date.now() - told).toBeLessThan(4000); // not by waiting until idle connections time out
    expect(service.output()).toContain('hook ran');
    await expect(fetch(`http://127.0.0.1:${port}/slow`)).rejects.toThrow();
  }, 30_000);

  it('is one part of the service when told so, with nothing for the public, and ends like the whole', async () => {
    const [port, managementPort] = [await freePort(), await freePort()];
    const part = start({ port, managementPort }, 'part');
    await part.said('part serves');
    expect((await fetch(`http://127.0.0.1:${managementPort}/health/ready`)).status).toBe(200);
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
    part.child.kill('SIGTERM');
    expect(await part.ended).toBe(0);
    expect(part.output()).toContain('hook ran');
  }, 30_000);

  it('serves without its broker, and offers metrics to the operators alone', async () => {
    const [port, managementPort] = [await freePort(), await freePort()];
    const service = start({ port, managementPort });
    await service.said('sample serves');
    await service.said('broker away');
    await fetch(`http://127.0.0.1:${port}/openapi.json?token=secret`);
    const metrics = await (await fetch(`http://127.0.0.1:${managementPort}/metrics`)).text();
    expect(metrics).toContain('http_request_duration_seconds_count{method="GET",route="/openapi.json",status="200"} 1');
    expect(metrics).toContain('outbox_pending{lane="0"} 7');
    expect(metrics).toContain('process_cpu_seconds_total');
    expect((await fetch(`http://127.0.0.1:${managementPort}/health/ready`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${managementPort}/slow`)).status).toBe(404);
    await service.said('/openapi.json');
    const line =
      service
        .output()
        .split('\n')
        .find((text) => text.includes('/openapi.json')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      service: 'sample',
      method: 'GET',
      route: '/openapi.json',
      status: 200,
    });
    expect(JSON.parse(line)).toMatchObject({
      traceId: expect.any(String),
      requestId: expect.any(String),
      ms: expect.any(Number),
    });
    expect(service.output()).not.toContain('secret');
  }, 30_000);

  it('ends with 1 and says why when an error is handled by nobody', async () => {
    const port = await freePort();
    const service = start({ port });
    await service.said('sample serves');
    await fetch(`http://127.0.0.1:${port}/reject`).catch(() => undefined);
    expect(await service.ended).toBe(1);
    expect(service.output()).toMatch(/"level":"fatal".*nobody waits for this/);
  }, 30_000);

  it('ends with 1 and one sentence when it cannot start', async () => {
    const refusing = start({ port: 1, refuses: 'The configuration is not valid' });
    expect(await refusing.ended).toBe(1);
    expect(refusing.output()).toContain('The configuration is not valid');
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const busy = start({ port });
    expect(await busy.ended).toBe(1);
    expect(busy.output()).toContain(`Port ${port} is in use.`);
    taken.close();
  }, 30_000);

  it('runs a command and ends, and prints its API’s description', async () => {
    const migrating = start({ port: 1 }, 'migrate');
    expect([await migrating.ended, migrating.output()]).toEqual([0, 'migrated\n']);
    const describing = start({ port: 1 }, 'openapi');
    expect(await describing.ended).toBe(0);
    expect(JSON.parse(describing.output())).toMatchObject({ openapi: '3.1.0', paths: { '/slow': {} } });
    const mistaken = start({ port: 1 }, 'constructor');
    expect(await mistaken.ended).toBe(1);
    expect(mistaken.output()).toContain('There are: migrate, openapi');
  }, 30_000);
});
