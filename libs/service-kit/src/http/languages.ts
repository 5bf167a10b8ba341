import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../problems/domain-error.js';

/** Languages in order of preference, or every language there is. */
export type LanguagePreference = readonly string[] | '*';

const languageTag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;
const longest = 10;

/** The language tags of an `Accept-Language` header, most wanted first. What is malformed or refused (`q=0`) is left out. */
export function languagesIn(header: string | undefined): readonly string[] {
  if (header === undefined || header === '') return [];
  let languages = known.get(header);
  if (!languages) {
    languages = parse(header);
    if (known.size >= 500) known.clear();
    known.set(header, languages);
  }
  return languages;
}

// Browsers send few different headers, each of them all day.
const known = new Map<string, readonly string[]>();

function parse(header: string): readonly string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((range, order) => {
      const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
      const q = parameters.find((parameter) => parameter.startsWith('q='));
      return { tag, order, quality: q === undefined ? 1 : Number(q.slice(2)) };
    })
    .filter(({ tag, quality }) => languageTag.test(tag) && quality > 0 && quality <= 1)
    .sort((a, b) => b.quality - a.quality || a.order - b.order)
    .slice(0, longest)
    .map(({ tag }) => tag);
}

function languageAsked(lang: unknown): LanguagePreference | undefined {
  if (lang === undefined) return undefined;
  if (lang === '*') return '*';
  if (typeof lang === 'string' && languageTag.test(lang)) return [lang];
  throw new DomainError(
    'invalid',
    'language-malformed',
    'The parameter "lang" takes one language, such as fr, or * for every language.',
    [{ pointer: 'lang', detail: 'Not a language tag.' }],
  );
}

/** The reader's languages: `?lang=fr` before `Accept-Language`; `?lang=*` asks for every language. */
export const PreferredLanguages = createParamDecorator(
  (_: unknown, context: ExecutionContext): LanguagePreference => {
    const http = context.switchToHttp();
    http.getResponse<FastifyReply>().header('vary', 'Accept-Language');
    const request = http.getRequest<FastifyRequest<{ Querystring: { lang?: unknown } }>>();
    return languageAsked(request.query.lang) ?? languagesIn(request.headers['accept-language']);
  },
  [
    (target, key) => {
      const method = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
      if (key !== undefined && method) {
        ApiQuery({
          name: 'lang',
          required: false,
          description: 'A language before Accept-Language, or * for every language.',
          example: 'fr',
        })(target, key, method);
      }
    },
  ],
);

const served = Symbol('languages served');

/** Says in which languages an answer's texts are; they become its `Content-Language`. */
export function servedIn<Body extends object>(body: Body, languages: ReadonlySet<string>): Body {
  return Object.assign(body, { [served]: [...languages].join(', ') });
}

/** @internal The `Content-Language` of an answer, when its maker told. */
export function contentLanguageOf(body: unknown): string | undefined {
  return (body as { [served]?: string } | null)?.[served];
}
