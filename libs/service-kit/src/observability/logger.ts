import { createRequire } from 'node:module';
import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { currentContext, type RequestContext } from '../context/request-context.js';
import { traceIdOf } from '../context/traceparent.js';

/** How much a service writes to its log. */
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/**
 * The service's log: JSON lines on standard output, or readable lines on a terminal. Every line written while a request
 * is handled carries its ids.
 */
export function createLogger(service: string, level: LogLevel): Logger {
  const options = {
    level,
    base: { service },
    timestamp,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin() {
      const context = currentContext();
      return context ? idsOf(context) : {};
    },
    serializers: { err: describeError },
  };
  const pretty = process.stdout.isTTY ? prettyPrinter() : undefined;
  return pino(options, pretty ?? buffered());
}

/** What ties a line to its request. */
export function idsOf({ requestId, traceparent }: RequestContext): { requestId: string; traceId: string } {
  return { requestId, traceId: traceIdOf(traceparent) };
}

let second = 0;
let upToSecond = '';

/** RFC 3339, UTC, milliseconds. Everything up to the second is worked out once a second. */
function timestamp(): string {
  const now = Date.now();
  const milliseconds = now % 1000;
  if (now - milliseconds !== second) {
    second = now - milliseconds;
    upToSecond = new Date(second).toISOString().slice(0, 20);
  }
  return `,"time":"${upToSecond}${String(milliseconds).padStart(3, '0')}Z"`;
}

/**
 * Lines leave together, at the latest after half a second: one system call for each request would cost more than
 * writing the line. A fatal line, and the end of the process, take what waits with them.
 */
function buffered(): ReturnType<typeof pino.destination> {
  return pino.destination({ fd: 1, sync: false, minLength: 8 * 1024, periodicFlush: 500 });
}

/**
 * What a log line tells of an error. A driver's error also carries the statement's values and the row that was refused,
 * which may be somebody's name; only what is listed here is written.
 */
export function describeError(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    stack: error.stack,
    ...(error.cause === undefined || depth > 2 ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}

function prettyPrinter(): NodeJS.WritableStream | undefined {
  try {
    const pinoPretty = createRequire(import.meta.url)('pino-pretty') as (options: object) => NodeJS.WritableStream;
    return pinoPretty({ ignore: 'pid,hostname,service', translateTime: 'SYS:HH:MM:ss.l', sync: true });
  } catch {
    return undefined; // a development dependency: a built service writes JSON
  }
}

// What Nest says while it puts itself together; of interest to nobody who runs a service.
const wiring = new Set([
  'InstanceLoader',
  'RouterExplorer',
  'RoutesResolver',
  'NestFactory',
  'NestApplication',
  'NestMicroservice',
]);

/** Nest's own log lines, and those of its `Logger`, in the service's log. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write(wiring.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  private write(level: Exclude<LogLevel, 'silent'>, message: unknown, rest: readonly unknown[]): void {
    const context = typeof rest.at(-1) === 'string' ? rest.at(-1) : undefined;
    const error = [message, ...rest].find((part) => part instanceof Error);
    const text =
      message instanceof Error ? message.message : typeof message === 'string' ? message : JSON.stringify(message);
    this.logger[level]({ ...(context === undefined ? {} : { context }), ...(error ? { err: error } : {}) }, text);
  }
}
