import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import type { ReadinessCheck } from './health/readiness.js';
import type { LogLevel } from './observability/logger.js';
import type { Reading } from './observability/metrics.js';

/** Everything that makes one service differ from another, as far as starting and serving go. */
export interface ServiceOptions {
  /** The folder's name: `course-catalogue`. In every log line and span. */
  readonly name: string;
  /** The title and text of the API page. */
  readonly title: string;
  readonly description?: string;
  readonly module: Type<unknown> | DynamicModule;
  readonly http: HttpOptions;
  readonly log: { readonly level: LogLevel };
  /** An OpenTelemetry collector's base address; without one no spans are made, but trace ids are carried on. */
  readonly tracing?: { readonly endpoint: string; readonly ratio: number } | undefined;
  /** What `/health/ready` asks. */
  readonly readiness?: (app: INestApplicationContext) => readonly ReadinessCheck[];
  /** Numbers for `/metrics` besides those of requests and the process; asked at each scrape. */
  readonly readings?: (app: INestApplicationContext) => readonly Reading[] | Promise<readonly Reading[]>;
  /** Transport strategies (messaging's) that hear other services; their trouble never ends this one. */
  readonly microservices?: (app: INestApplicationContext) => readonly TransportStrategy[];
  /** What `node main.js <command>` does instead of serving; `openapi` is there already. */
  readonly commands?: Readonly<Record<string, () => Promise<void>>>;
  /** What `node main.js <name>` runs instead, for as long as it lives: a part of the service as a process of its own. */
  readonly processes?: Readonly<Record<string, () => ServiceOptions>>;
}

/** Nest's `CustomTransportStrategy`, without the dependency on its package. */
export interface TransportStrategy {
  listen(callback: (...args: unknown[]) => unknown): unknown;
  close(): unknown;
}

/** Where and how a service listens. */
export interface HttpOptions {
  readonly host: string;
  /** A process without one has no public side. */
  readonly port?: number | undefined;
  /** Metrics and health for the operators, apart from the public side. Without it they are not served. */
  readonly managementPort?: number | undefined;
  /** The loopback interface unless told. */
  readonly managementHost?: string | undefined;
  /** 1 MiB unless told. */
  readonly bodyLimitBytes?: number;
  /** Within which a body has to be here, unless its route takes files; 30,000 unless told. */
  readonly bodyTimeoutMs?: number;
  /** Of JSON; 32 unless told. */
  readonly bodyDepthLimit?: number;
  readonly rateLimitPerMinute: number;
  /** Addresses of proxies whose `X-Forwarded-For` is believed. Nobody's, unless told. */
  readonly trustProxy?: boolean | string | readonly string[] | undefined;
}
