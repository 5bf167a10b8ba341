import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { Halt } from './say.js';

/** Whether this machine would let us listen there now. A listener on all addresses counts as busy too. */
export async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '0.0.0.0'));
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A port that nobody uses at the moment, chosen by the operating system. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Stops with one sentence when somebody else already listens on a port that a service must have. */
export async function requirePort(port: number, who: string): Promise<void> {
  if (await isFree(port)) return;
  const holder = holderOf(port);
  throw new Halt(
    `Port ${port}, which ${who} needs, is already used by ${holder ? `${holder.command} (process ${holder.pid})` : 'another program'}: ` +
      `stop ${holder ? `it, for example with "kill ${holder.pid}",` : 'that program'} and run the same command again.`,
  );
}

/**
 * The port a local server had last time, or the usual one; when that is taken, any free one, remembered in `file`
 * so that addresses stay the same from one start to the next.
 */
export async function rememberedPort(file: string, name: string, usual: number): Promise<number> {
  const read = (): Record<string, number> => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
  const wanted = read()[name] ?? usual;
  const port = (await isFree(wanted)) ? wanted : await freePort();
  if (read()[name] !== port) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ ...read(), [name]: port }, null, 2)}\n`);
  }
  return port;
}

/** Who listens on a port, if the system lets us know. */
export function holderOf(port: number): { pid: number; command: string } | undefined {
  const pid = process.platform === 'linux' ? linuxHolder(port) : lsofHolder(port);
  if (!pid) return undefined;
  try {
    return {
      pid,
      command: execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).trim() || 'a program',
    };
  } catch {
    return {
      pid,
      command: existsSync(`/proc/${pid}/comm`) ? readFileSync(`/proc/${pid}/comm`, 'utf8').trim() : 'a program',
    };
  }
}

function linuxHolder(port: number): number | undefined {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const sockets = ['/proc/net/tcp', '/proc/net/tcp6']
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    // Field 1 is the local address, field 3 the state (0A: listening), field 9 the socket's inode.
    .filter((field) => field[1]?.endsWith(suffix) && field[3] === '0A')
    .map((field) => `socket:[${field[9]}]`);
  if (sockets.length === 0) return undefined;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => openFiles(pid).some((target) => sockets.includes(target)));
}

function openFiles(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`);
      } catch {
        return '';
      }
    });
  } catch {
    return [];
  }
}

function lsofHolder(port: number): number | undefined {
  try {
    const out = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], { encoding: 'utf8' });
    return Number(out.split('\n')[0]) || undefined;
  } catch {
    return undefined;
  }
}
