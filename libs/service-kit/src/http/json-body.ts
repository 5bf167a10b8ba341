import type { FastifyInstance } from 'fastify';
import { DomainError } from '../problems/domain-error.js';
import { inheritedNamesInBody, RequestInvalid } from '../problems/validation.js';

/** The body nests deeper than any document of ours; reading on would only cost time. */
export class BodyTooDeep extends DomainError {
  constructor(limit: number) {
    super('invalid', 'body-too-deep', `The body nests objects and lists more than ${limit} levels deep.`);
  }
}

/** The bytes are not UTF-8; taken as such they would be stored with their letters lost. */
export class BodyNotUtf8 extends DomainError {
  constructor() {
    super('invalid', 'body-not-utf8', 'The body is not UTF-8. Save or convert it as UTF-8 and send it again.');
  }
}

/** The body says that it is in another character set. */
export class CharsetUnsupported extends DomainError {
  constructor(charset: string) {
    super(
      'unsupported',
      'charset-unsupported',
      `The body is in ${charset}; JSON is read as UTF-8 only. Send it as UTF-8.`,
    );
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new BodyNotUtf8();
  }
}

/** True when the JSON text nests deeper than the limit. One pass, no parsing: it must be cheaper than the attack. */
export function nestsDeeperThan(limit: number, json: string): boolean {
  let depth = 0;
  for (let index = 0; index < json.length; index++) {
    switch (json.charCodeAt(index)) {
      case 0x7b: // {
      case 0x5b: // [
        if (++depth > limit) return true;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        depth--;
        break;
      case 0x22: // a text; its end is the next quotation mark that is not escaped
        index = json.indexOf('"', index + 1);
        while (index !== -1 && isEscaped(json, index)) index = json.indexOf('"', index + 1);
        if (index === -1) return false;
    }
  }
  return false;
}

function isEscaped(json: string, quote: number): boolean {
  let backslashes = 0;
  while (json.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes++;
  return backslashes % 2 === 1;
}

/** What parses as JSON and was refused all the same reaches for a prototype; its caller is told which field does. */
function reasonOf(refusal: Error, json: string): Error {
  try {
    const body: unknown = JSON.parse(json);
    const faults = typeof body === 'object' && body !== null ? inheritedNamesInBody(body) : [];
    return faults.length > 0 ? new RequestInvalid(faults) : refusal;
  } catch {
    return refusal;
  }
}

/** Accepts JSON and JSON merge patches, and nothing else; refuses deep nesting and `__proto__`. */
export function acceptJsonBodies(fastify: FastifyInstance, depthLimit: number): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'buffer' },
    (request, body: Buffer, done) => {
      const charset = /charset=["']?([^"';\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
      if (!/^utf-?8$/i.test(charset)) return done(new CharsetUnsupported(charset));
      let text: string;
      try {
        text = textOf(body);
      } catch (error) {
        return done(error as Error);
      }
      if (nestsDeeperThan(depthLimit, text)) done(new BodyTooDeep(depthLimit));
      else void parse(request, text, (refusal, body) => (refusal ? done(reasonOf(refusal, text)) : done(null, body)));
    },
  );
}
