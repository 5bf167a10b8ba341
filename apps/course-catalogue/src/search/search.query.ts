import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@capdev/persistence';
import type { MultilingualText } from '@capdev/taxonomy';
import type { CourseSummaryRecord } from '../courses/course-responses.dto.js';
import { type PackedFacet, type PackedSpan, spanOf } from './hits.js';
import type { SearchOrder } from './search.dto.js';
import type { ReadQuestion } from './reading.js';

/** What is asked of the published courses. */
export interface Search {
  readonly question: ReadQuestion | undefined;
  /** What it is narrowed down by: values of which any will do. */
  readonly filters: readonly Filter[];
  /** What of the packed numbers is wanted. */
  readonly packed: PackedSpan;
  readonly registrationOpen: boolean;
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly today: string;
  readonly order: SearchOrder;
  /** In what a title is shown: the reader's languages, best first. None: in its original. */
  readonly titleLanguages: readonly string[];
  readonly limit: number;
  /** How much the words of the question weigh against each other. */
  readonly weights: readonly number[];
  readonly after: SearchPlace | undefined;
}

export interface Filter {
  readonly facet: PackedFacet;
  readonly codes: readonly string[];
}

/** Where to go on: what the last course shown was sorted by, and how its relevance was measured. */
export interface SearchPlace {
  readonly precise: boolean;
  readonly keys: readonly (string | number)[];
}

export interface FoundRecord {
  readonly shown: CourseSummaryRecord;
  readonly registrationOpen: boolean;
  readonly nextStart: string | null;
  /** What the course was sorted by, its identifier last. */
  readonly keys: (string | number)[];
}

/** The answer of the database. */
export interface Found {
  /** How many match and pass every filter. */
  readonly total: number;
  readonly precise: boolean;
  /** Of everything that matches the question, also what does not pass a filter: for counting. */
  readonly packed: string | null;
  readonly rows: readonly FoundRecord[];
}

/**
 * Up to so many courses are ranked by all their words; when more match, only by what the index knows of their titles, and
 * completeness decides among the rest. Reading the long vectors of thousands would take longer than all else together,
 * and where so many match there are more good titles than anybody reads.
 */
const mostRanked = 100;
/** Of a word that need not be there, against one that must. */
const weightBeside = 0.3;
/** Of a word that is only a part of one that is there, or like it. */
const weightWide = 0.4;
const places = `'{0.03,0.12,0.35,1}'::real[]`;

const frequencies: Statement = {
  name: 'search-frequencies',
  text: `SELECT (SELECT count(*)::int FROM (SELECT FROM course_search WHERE words @@ asked LIMIT 2000) counted) AS count
           FROM unnest($1::tsquery[]) WITH ORDINALITY AS given (asked, place) ORDER BY place`,
};
const providerNames: Statement = {
  name: 'search-provider-names',
  text: 'SELECT id, name FROM provider WHERE id = ANY ($1::uuid[])',
};

/** The SQL of searching: one statement counts, packs what is to be counted by value, and finds the page. */
@Injectable()
export class CourseSearchQuery {
  constructor(private readonly database: Database) {}

  async find(search: Search): Promise<Found> {
    const values = new Values();
    const { after, question, limit } = search;
    const whole = matching(question?.condition, search, values);
    const passes = search.filters.map((filter) => filterOf(filter, values)).join(' AND ') || 'true';
    const precise = after ? values.add(after.precise, 'boolean') : `total <= ${mostRanked}`;
    const most = values.add(limit, 'int');
    const parts = partsOf(search, whole, values);
    const names = parts[0]!.keys.map((_, at) => `key_${at}`);
    const ordering = names.map((name, at) => `${name} ${parts[0]!.keys[at]!.way}`).join(', ');
    const pages = parts.map(({ source, keys, when }, at) => {
      const before = parts.slice(0, at).map((_, earlier) => ` - (SELECT count(*) FROM page_${earlier})`);
      const room = `CASE WHEN ${when} THEN ${most}${before.join('')} ELSE 0 END`;
      return `page_${at} AS MATERIALIZED (
        SELECT * FROM (
          SELECT course_search.course_id, ${keys.map(({ key }, place) => `${key} AS ${names[place]}`).join(', ')} FROM ${source} AND ${passes}
        ) placed ${afterKeys(keys, after?.keys, values)} ORDER BY ${ordering} LIMIT ${room}
      )`;
    });
    const text = `
      WITH counted AS MATERIALIZED (
        SELECT total, packed, ${precise} AS precise FROM (
          SELECT count(*) FILTER (WHERE ${passes})::int AS total, ${packedOf(search.packed)} AS packed FROM ${whole}
        ) found
      ), ${pages.join(', ')}, page AS (${parts.map((_, at) => `SELECT * FROM page_${at}`).join(' UNION ALL ')})
      SELECT total, precise, packed,
        (SELECT coalesce(json_agg(found), '[]') FROM (
          SELECT shown, ${moment(search, values)}, json_build_array(${names.join(', ')}) AS keys
            FROM page JOIN course_search USING (course_id) ORDER BY ${ordering}) found) AS rows
      FROM counted`;
    const [found] = await this.database.query<Found>(named(text), values.list);
    if (!found) throw new Error('A search answers with one row.');
    return found;
  }

  /** In how many courses each word is, counted no further than it matters for its weight. */
  async frequencies(words: readonly string[]): Promise<number[]> {
    const rows = await this.database.query<{ count: number }>(frequencies, [words]);
    return rows.map(({ count }) => count);
  }

  async providerNames(ids: readonly string[]): Promise<Map<string, MultilingualText>> {
    const rows = await this.database.query<{ id: string; name: MultilingualText }>(providerNames, [ids]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

/** The values of a statement while it is put together. */
class Values {
  readonly list: unknown[] = [];

  add(value: unknown, type: string): string {
    return `$${this.list.push(value)}::${type}`;
  }
}

// Statements of the usual shapes have names, so that they are parsed once; rare shapes must not fill the server's memory.
const shapes = new Map<string, string>();

function named(text: string): Statement {
  const known = shapes.get(text);
  if (known !== undefined || shapes.size >= 100) return { name: known ?? '', text };
  const name = `search-shape-${shapes.size}`;
  shapes.set(text, name);
  return { name, text };
}

/**
 * The courses that match. The condition is the row of a function, so that PostgreSQL always takes the index: knowing it, it
 * would rather read the whole table for a common word, because it does not reckon with what it costs to look into a vector.
 */
function matching(
  condition: string | undefined,
  { registrationOpen, from, until, today }: Search,
  values: Values,
  join = '',
): string {
  const window = (): string =>
    `daterange(${values.add(from ?? null, 'date')}, ${values.add(until ?? null, 'date')}, '[]')`;
  const all = [
    ...(condition === undefined ? [] : ['words @@ asked']),
    ...(registrationOpen ? [`registration @> ${values.add(today, 'date')}`] : []),
    ...((from ?? until) ? [`runs && ${window()}`] : []),
  ];
  const asked = condition === undefined ? '' : `, unnest(ARRAY[${values.add(condition, 'tsquery')}]) AS asked`;
  return `course_search ${join} ${asked} WHERE ${all.join(' AND ') || 'true'}`;
}

/** What is to be counted by value: as much of the packed numbers as it takes. */
function packedOf(span: PackedSpan): string {
  if (span.bytes === 0) return 'NULL::text';
  return `encode(string_agg(substr(packed, ${span.from + 1}, ${span.bytes}), NULL), 'base64')`;
}

/** Whether a course has a value that stands for one of the codes. */
function filterOf({ facet, codes }: Filter, values: Values): string {
  const { from, bytes } = spanOf([facet]);
  return `substr(packed, ${from + 1}, ${bytes}) = ANY (ARRAY(SELECT int4send(number) FROM search_value
    WHERE facet = '${facet}' AND string_to_array(value, ' ') && ${values.add(codes, 'text[]')}))`;
}

/** Whether a course has a text in the reader's own language. */
function forReader({ titleLanguages: [language] }: Search, values: Values): string {
  return `spoken LIKE ${values.add(`% ${language?.split('-', 1)[0] ?? ''} %`, 'text')}`;
}

/** Rounded, so that completeness decides between the nearly same. */
function wordScore({ words, beside }: ReadQuestion, search: Search, values: Values): string {
  const rank = (condition: string): string => `ts_rank(${places}, words, ${values.add(condition, 'tsquery')})`;
  const terms = words.map(({ exact, wide }, at) => {
    const worth = wide === undefined ? rank(exact) : `(${rank(exact)} + ${weightWide} * ${rank(wide)})`;
    return `${values.add(search.weights[at] ?? 1, 'float8')} * ${worth}`;
  });
  const sum = [...terms, ...beside.map((condition) => `${weightBeside} * ${rank(condition)}`)].join(' + ');
  return `(1000 * (${sum}) * CASE WHEN ${forReader(search, values)} THEN 1.3 ELSE 1 END)::int`;
}

/** A part of what is found, before the next part whatever it is sorted by. */
interface Part {
  readonly source: string;
  readonly keys: readonly SortKey[];
  readonly when: string;
}

const fewMatch = '(SELECT precise FROM counted)';

/**
 * Where many match, those with all words in the title come first, then those with some, then those with none, and of each
 * those that have a text in the reader's language: parts that the index finds by itself, and none that is not needed is
 * looked for.
 */
function partsOf(search: Search, whole: string, values: Values): Part[] {
  const { after, order, question } = search;
  if (order !== 'relevance') {
    const key = sortKeys[order](search, values);
    const source = order === 'title' ? matching(question?.condition, search, values, titles) : whole;
    return [{ source, keys: [key, byId], when: 'true' }];
  }
  if (!question) return [{ source: whole, keys: [score('0'), byCompleteness, byId], when: 'true' }];
  const ranked = (key: string): SortKey[] => [score(key), byCompleteness, byId];
  const parts: Part[] =
    after?.precise === false
      ? []
      : [{ source: whole, keys: ranked(wordScore(question, search, values)), when: fewMatch }];
  if (after?.precise) return parts;
  for (const [at, condition] of [...question.titles, undefined].entries()) {
    const worth = 2 * (question.titles.length - at);
    if (after && worth > Number(after.keys[0])) continue;
    const better = question.titles[at - 1];
    const narrowed = [question.condition, condition, better && `!(${better})`].flatMap((one) =>
      one ? [`(${one})`] : [],
    );
    const source = matching(narrowed.join(' & '), search, values);
    parts.push({ source, keys: ranked(`${worth} + (${forReader(search, values)})::int`), when: `NOT ${fewMatch}` });
  }
  return parts;
}

interface SortKey {
  readonly key: string;
  readonly way: 'ASC' | 'DESC';
  readonly type: string;
}

const byId: SortKey = { key: 'course_search.course_id', way: 'ASC', type: 'uuid' };
const byCompleteness: SortKey = { key: 'completeness', way: 'DESC', type: 'int' };
const score = (key: string): SortKey => ({ key, way: 'DESC', type: 'int' });
const titles = 'JOIN course ON course.id = course_search.course_id';

const sortKeys: Readonly<Record<Exclude<SearchOrder, 'relevance'>, (search: Search, values: Values) => SortKey>> = {
  newest: () => ({ key: 'course_search.published_at', way: 'DESC', type: 'timestamptz' }),
  start: ({ today }, values) => ({
    key: `coalesce(${nextStart(today, values)}, 'infinity')`,
    way: 'ASC',
    type: 'date',
  }),
  title: ({ titleLanguages }, values) => ({ key: titleKey(titleLanguages, values), way: 'ASC', type: 'text' }),
};

/** The first day of the next offering; today when one goes on already. */
function nextStart(today: string, values: Values): string {
  return `lower(runs * datemultirange(daterange(${values.add(today, 'date')}, NULL)))`;
}

function titleKey(languages: readonly string[], values: Values): string {
  const texts = languages.map((language) => `course.title->'text'->>${values.add(language, 'text')}`);
  const title = `coalesce(${[...texts, `course.title->'text'->>(course.title->>'original')`].join(', ')})`;
  return `(${title} COLLATE "${collationFor(languages[0])}")`;
}

/** How the six languages sort; for others the order that is least wrong everywhere. */
function collationFor(language: string | undefined): string {
  const primary = language?.split('-', 1)[0] ?? '';
  return ['ar', 'zh', 'en', 'fr', 'ru', 'es'].includes(primary) ? `${primary}-x-icu` : 'und-x-icu';
}

function afterKeys(keys: readonly SortKey[], after: SearchPlace['keys'] | undefined, values: Values): string {
  if (!after) return '';
  let condition = 'false';
  for (const [at, { way, type }] of [...keys.entries()].reverse()) {
    const value = values.add(after[at], type);
    condition = `(key_${at} ${way === 'ASC' ? '>' : '<'} ${value} OR (key_${at} = ${value} AND ${condition}))`;
  }
  return `WHERE ${condition}`;
}

/** What changes at midnight. */
function moment({ today }: Search, values: Values): string {
  return `registration @> ${values.add(today, 'date')} AS "registrationOpen", ${nextStart(today, values)} AS "nextStart"`;
}
