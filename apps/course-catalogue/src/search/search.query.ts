import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@capdev/persistence';
import type { MultilingualText } from '@capdev/taxonomy';
import type { CourseSummaryRecord } from '../courses/course-responses.dto.js';
import type { PackedFacet } from './hits.js';
import type { SearchOrder } from './search.dto.js';
import type { ReadQuestion } from './reading.js';

/** What is asked of the published courses. */
export interface Search {
  readonly question: ReadQuestion | undefined;
  /** What it is narrowed down by: values of which any will do. */
  readonly filters: readonly Filter[];
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
  readonly packed: Uint8Array | null;
  readonly rows: readonly FoundRecord[];
}

/**
 * Up to so many courses are ranked by all their words; when more match, only the words of their titles are looked at, and
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

/** The SQL of searching: one statement finds, ranks, and packs what is to be counted. */
@Injectable()
export class CourseSearchQuery {
  constructor(private readonly database: Database) {}

  async find(search: Search): Promise<Found> {
    const values = new Values();
    const { order, question, limit } = search;
    const filters = search.filters.map((filter) => filterOf(filter, values));
    const title = order === 'relevance' && question ? titleScore(question, search, values) : '0';
    const keys = sortKeys(search, values);
    const names = keys.map((_, at) => `key_${at}`);
    const ordering = names.map((name, at) => `${name} ${keys[at]!.way}`).join(', ');
    const passes = filters.length === 0 ? 'true' : 'passes';
    const text = `
      WITH hit AS MATERIALIZED (
        SELECT course_id, completeness, packed, ${title} AS by_title${filters.length === 0 ? '' : `, ${filters.join(' AND ')} AS passes`}
          FROM course_search ${asked(search, values)} ${conditions(search, values)}
      ), counted AS MATERIALIZED (
        SELECT total, packed, ${search.after ? values.add(search.after.precise, 'boolean') : `total <= ${mostRanked}`} AS precise
          FROM (SELECT count(*) FILTER (WHERE ${passes})::int AS total, string_agg(packed, NULL) AS packed FROM hit) hits
      ), placed AS (
        SELECT hit.course_id, ${keys.map(({ key }, at) => `${key} AS key_${at}`).join(', ')}
          FROM hit ${sourcesOf(order)} WHERE ${passes}
      ), page AS (
        SELECT * FROM placed ${afterKeys(keys, search.after?.keys, values)} ORDER BY ${ordering} LIMIT ${values.add(limit, 'int')}
      )
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
const names = new Map<string, string>();

function named(text: string): Statement {
  const known = names.get(text);
  if (known !== undefined || names.size >= 100) return { name: known ?? '', text };
  const name = `search-shape-${names.size}`;
  names.set(text, name);
  return { name, text };
}

/**
 * The question as the row of a function, so that PostgreSQL always takes the index: knowing it, it would rather read the
 * whole table for a common word, because it does not reckon with what it costs to look into a vector.
 */
function asked({ question }: Search, values: Values): string {
  return question ? `, unnest(ARRAY[${values.add(question.condition, 'tsquery')}]) AS asked` : '';
}

function conditions({ question, registrationOpen, from, until, today }: Search, values: Values): string {
  const window = (): string =>
    `daterange(${values.add(from ?? null, 'date')}, ${values.add(until ?? null, 'date')}, '[]')`;
  const all = [
    ...(question ? ['words @@ asked'] : []),
    ...(registrationOpen ? [`registration @> ${values.add(today, 'date')}`] : []),
    ...((from ?? until) ? [`runs && ${window()}`] : []),
  ];
  return all.length === 0 ? '' : `WHERE ${all.join(' AND ')}`;
}

/** Whether a course has a value that stands for one of the codes. */
function filterOf({ facet, codes }: Filter, values: Values): string {
  return `${facet} = ANY (ARRAY(SELECT number FROM search_value
    WHERE facet = '${facet}' AND string_to_array(value, ' ') && ${values.add(codes, 'text[]')}))`;
}

/** A text in the reader's own language counts for more. */
function forReader({ titleLanguages: [language] }: Search, values: Values): string {
  return `CASE WHEN spoken LIKE ${values.add(`% ${language?.split('-', 1)[0] ?? ''} %`, 'text')} THEN 1.3 ELSE 1 END`;
}

function titleScore({ words }: ReadQuestion, search: Search, values: Values): string {
  const any = words.flatMap(({ exact, wide }) => (wide === undefined ? [exact] : [exact, wide])).join(' | ');
  return `(1000 * ts_rank(${places}, title, ${values.add(any, 'tsquery')}) * ${forReader(search, values)})::int`;
}

/** By all words where few match, else by those of the title. Rounded, so that completeness decides between the nearly same. */
function wordScore({ words, beside }: ReadQuestion, search: Search, values: Values): string {
  const rank = (condition: string): string => `ts_rank(${places}, ranked.words, ${values.add(condition, 'tsquery')})`;
  const terms = words.map(({ exact, wide }, at) => {
    const worth = wide === undefined ? rank(exact) : `(${rank(exact)} + ${weightWide} * ${rank(wide)})`;
    return `${values.add(search.weights[at] ?? 1, 'float8')} * ${worth}`;
  });
  const sum = [...terms, ...beside.map((condition) => `${weightBeside} * ${rank(condition)}`)].join(' + ');
  return `CASE WHEN (SELECT precise FROM counted)
    THEN (SELECT (1000 * (${sum}) * ${forReader(search, values)})::int FROM course_search ranked WHERE ranked.course_id = hit.course_id)
    ELSE by_title END`;
}

interface SortKey {
  readonly key: string;
  readonly way: 'ASC' | 'DESC';
  readonly type: string;
}

const byId: SortKey = { key: 'hit.course_id', way: 'ASC', type: 'uuid' };

function sortKeys(search: Search, values: Values): SortKey[] {
  const { order, question, titleLanguages, today } = search;
  switch (order) {
    case 'newest':
      return [{ key: 'course_search.published_at', way: 'DESC', type: 'timestamptz' }, byId];
    case 'start':
      return [{ key: `coalesce(${nextStart(today, values)}, 'infinity')`, way: 'ASC', type: 'date' }, byId];
    case 'title':
      return [{ key: titleKey(titleLanguages, values), way: 'ASC', type: 'text' }, byId];
    case 'relevance': {
      const score = question ? wordScore(question, search, values) : '0';
      return [{ key: score, way: 'DESC', type: 'int' }, { key: 'completeness', way: 'DESC', type: 'int' }, byId];
    }
  }
}

/** What the sort keys are read from beside the hits. */
function sourcesOf(order: SearchOrder): string {
  if (order === 'title') return 'JOIN course ON course.id = hit.course_id';
  return order === 'relevance' ? '' : 'JOIN course_search USING (course_id)';
}

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
