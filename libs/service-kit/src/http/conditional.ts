import { crc32 } from 'node:zlib';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../problems/domain-error.js';
import { contentLanguageOf } from './languages.js';

// The version leads the tag; what follows tells representations of it apart. Proxies that compress weaken a tag (W/).
const tag = /^(?:W\/)?"(\d{1,9})(?:-[\w-]*)?"$/;

/**
 * The entity tag of one representation of a version. Languages, the reader's rights and the time of day change what
 * is sent without changing the version, so the tag has a checksum of the text as well: it need not withstand an attacker,
 * only tell apart the few representations of one version.
 */
export function etagOf(version: number, representation?: string): string {
  return representation === undefined ? `"${version}"` : `"${version}-${digestOf(representation)}"`;
}

const digestOf = (text: string): string => crc32(text).toString(36);

/** The version that an `If-Match` header asks for; undefined for `*`. */
export function versionInIfMatch(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '') {
    throw new DomainError(
      'unconditional',
      'if-match-missing',
      'Send If-Match with the ETag you got when you read this, so that nobody else’s change is lost.',
    );
  }
  if (header.trim() === '*') return undefined;
  const match = tag.exec(header.trim());
  if (!match) {
    throw new DomainError(
      'invalid',
      'if-match-malformed',
      'If-Match must be one ETag of this resource, exactly as it was received, quotation marks included.',
      [{ pointer: 'If-Match', detail: 'Not an ETag of this resource.' }],
    );
  }
  return Number(match[1]);
}

/** The version the caller has seen, from `If-Match`; undefined when any will do (`*`). Missing: 428. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    versionInIfMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
  [
    documented({
      name: 'If-Match',
      description: 'The ETag from the last reading, or * for any.',
      required: true,
      example: '"3"',
    }),
  ],
);

/** Shows a header in the API page of every route whose method takes the parameter. */
export function documented(header: Parameters<typeof ApiHeader>[0]): ParameterDecorator {
  return (target, key) => {
    const method = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
    if (key !== undefined && method) ApiHeader(header)(target, key, method);
  };
}

const lasting = Symbol('seconds an answer may be kept');

/** Where what a route creates can be read, when that is not below the route: a path, or null for nowhere by itself. */
interface Placed {
  readonly createdAt?: string | null;
}

interface Versioned {
  readonly version?: unknown;
  readonly id?: unknown;
  readonly next?: unknown;
  readonly [lasting]?: number;
}

/**
 * An answer that is the same for everybody and seldom changes: anyone may keep it for that many seconds. It has no version;
 * its `ETag` is made of its text.
 */
export function keptByAnyone<Body extends object>(body: Body, seconds: number): Body {
  return Object.assign(body, { [lasting]: seconds });
}

/**
 * Dresses an answer: `ETag` (and 304 when the reader has it) for a body with a `version` or one that anyone may keep,
 * `Location` for a created thing with an `id` (elsewhere or nowhere by `@RouteConfig({ createdAt })`), `Link` for a page with the path of the `next`. A Fastify hook and not an
 * interceptor, because it runs for every answer and must cost little.
 */
export function dressAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  body: unknown,
  done: (error: null, body: unknown) => void,
): void {
  const { version, id, next, [lasting]: seconds } = (body ?? {}) as Versioned;
  if (reply.statusCode === 201 && typeof id === 'string' && !reply.hasHeader('location')) {
    const { createdAt = request.url.split('?', 1)[0]?.replace(/\/$/, '') } = request.routeOptions.config as Placed;
    if (createdAt !== null) reply.header('location', `${createdAt}/${encodeURIComponent(id)}`);
  }
  if (typeof next === 'string') reply.header('link', `<${next}>; rel="next"`);
  const language = contentLanguageOf(body);
  if (language) reply.header('content-language', language);
  if ((typeof version === 'number' || seconds !== undefined) && reply.statusCode < 300) {
    const text = JSON.stringify(body);
    const etag = typeof version === 'number' ? etagOf(version, text) : `"${digestOf(text)}"`;
    reply.header('etag', etag);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', cacheControl(request, seconds));
    const unchanged =
      (request.method === 'GET' || request.method === 'HEAD') && matches(request.headers['if-none-match'], etag);
    if (unchanged) reply.code(304);
    reply.serializer(() => (unchanged ? '' : text));
  }
  done(null, body);
}

function cacheControl(request: FastifyRequest, seconds: number | undefined): string {
  if (seconds !== undefined) return `public, max-age=${seconds}`;
  return request.headers.authorization === undefined ? 'no-cache' : 'private, no-cache';
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return (
    ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((known) => known.trim().replace(/^W\//, '') === etag)
  );
}
