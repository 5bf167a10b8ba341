import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@capdev/persistence';
import type { MultilingualText } from '@capdev/taxonomy';
import type { CourseSummaryRecord } from '../courses/course-responses.dto.js';
import { Hits, type Rank } from './hits.js';
import type { SearchOrder } from './search.dto.js';
import type { ReadQuestion } from './reading.js';

/** What is asked of the published courses, apart from what they are narrowed down by. */
export interface Search {
  readonly question: ReadQuestion | undefined;
  readonly registrationOpen: boolean;
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly today: string;
  readonly order: SearchOrder;
  /** In what a title is shown: the reader's languages, best first. None: in its original. */
  readonly titleLanguages: readonly string[];
}

export interface FoundRecord extends CourseSummaryRecord {
  readonly registrationOpen: boolean;
  readonly nextStart: string | null;
  /** What the course was sorted by, its number last. */
  readonly keys: (string | number)[];
}

/** How much the words of a question weigh against each other, and the sort keys to go on after. */
export interface Ranking {
  readonly weights: readonly number[];
  readonly after: readonly (string | number)[] | undefined;
}

/** Of a word that need not be there, against one that must. */
const weightBeside = 0.3;
/** Of a word that is only a part of one that is there, or like it. */
const weightWide = 0.4;
const places = `'{0.03,0.12,0.35,1}'::real[]`;

const summary = `course.id, course.version, course.state, course.code, course.owning_unit AS "owningUnit",
  course.provider_ids AS "providerIds", course.title, course.summary, course.level, course.modality, course.topics,
  course.languages, course.workload_hours AS "workloadHours", course.credential, course.fee_terms->>'kind' AS fee,
  course.updated_at AS "updatedAt"`;

const frequencies: Statement = {
  name: 'search-frequencies',
  text: `SELECT (SELECT count(*)::int FROM (SELECT FROM course_search WHERE words @@ asked LIMIT 2000) counted) AS count
           FROM unnest($1::tsquery[]) WITH ORDINALITY AS given (asked, place) ORDER BY place`,
};
const providerNames: Statement = {
  name: 'search-provider-names',
  text: 'SELECT id, name FROM provider WHERE id = ANY ($1::uuid[])',
};

/** The SQL of searching: everything that matches, packed; then the few courses that are shown. */
@Injectable()
export class CourseSearchQuery {
  constructor(private readonly database: Database) {}

  /** Everything that matches, with a score by the words of the titles when it is sorted by relevance. */
  async hits(search: Search): Promise<Hits> {
    const values = new Values();
    const score = search.order === 'relevance' && search.question ? titleScore(search.question, search, values) : '0';
    const text = `SELECT string_agg(int4send(number) || packed || float4send((${score})::real), NULL) AS packed
      FROM course_search ${conditions(search, values)}`;
    const [row] = await this.database.query<{ packed: Uint8Array | null }>(named(text), values.list);
    return new Hits(row?.packed ?? null);
  }

  /** The next of these courses, in the order asked for. Relevance is measured by all their words, so let them be few. */
  async page(search: Search, hits: readonly Rank[], ranking: Ranking, limit: number): Promise<FoundRecord[]> {
    const values = new Values();
    const given = `unnest(${values.add(
      hits.map(({ number }) => number),
      'int[]',
    )},
      ${values.add(
        hits.map(({ completeness }) => completeness),
        'int[]',
      )}) AS hit (number, completeness)`;
    const keys = sortKeys(search, ranking.weights, values);
    const names = keys.map((_, at) => `key_${at}`);
    const ordering = names.map((name, at) => `${name} ${keys[at]!.way}`).join(', ');
    const text = `WITH placed AS (
        SELECT course_search.course_id, ${keys.map(({ key }, at) => `${key} AS key_${at}`).join(', ')}
          FROM ${given} JOIN course_search USING (number) ${search.order === 'title' ? 'JOIN course ON course.id = course_id' : ''}
      ), page AS (
        SELECT * FROM placed ${afterKeys(keys, ranking.after, values)} ORDER BY ${ordering} LIMIT ${values.add(limit, 'int')}
      )
      SELECT ${shown(search, values)}, json_build_array(${names.join(', ')}) AS keys
        FROM page JOIN course ON course.id = page.course_id JOIN course_search ON course_search.course_id = course.id
       ORDER BY ${ordering}`;
    return this.records(text, values);
  }

  /** These courses, in this order, with their ranks as keys. */
  async ranked(search: Search, ranks: readonly Rank[]): Promise<FoundRecord[]> {
    const values = new Values();
    const of = (value: (rank: Rank) => number): string => values.add(ranks.map(value), 'int[]');
    const text = `SELECT ${shown(search, values)}, json_build_array(score, completeness, number) AS keys
      FROM unnest(${of(({ score }) => score)}, ${of(({ completeness }) => completeness)}, ${of(({ number }) => number)})
             WITH ORDINALITY AS rank (score, completeness, number, place)
      JOIN course_search USING (number) JOIN course ON course.id = course_id ORDER BY place`;
    return this.records(text, values);
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

  private async records(text: string, values: Values): Promise<FoundRecord[]> {
    return (await this.database.records<FoundRecord>(named(text), values.list)) as FoundRecord[];
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

function conditions({ question, registrationOpen, from, until, today }: Search, values: Values): string {
  const window = (): string =>
    `daterange(${values.add(from ?? null, 'date')}, ${values.add(until ?? null, 'date')}, '[]')`;
  const all = [
    ...(question ? [`words @@ ${values.add(question.condition, 'tsquery')}`] : []),
    ...(registrationOpen ? [`registration @> ${values.add(today, 'date')}`] : []),
    ...((from ?? until) ? [`runs && ${window()}`] : []),
  ];
  return all.length === 0 ? '' : `WHERE ${all.join(' AND ')}`;
}

/** A text in the reader's own language counts for more. */
function forReader({ titleLanguages: [language] }: Search, values: Values): string {
  return `CASE WHEN spoken LIKE ${values.add(`% ${language?.split('-', 1)[0] ?? ''} %`, 'text')} THEN 1.3 ELSE 1 END`;
}

function titleScore({ words }: ReadQuestion, search: Search, values: Values): string {
  const any = words.flatMap(({ exact, wide }) => (wide === undefined ? [exact] : [exact, wide])).join(' | ');
  return `ts_rank(${places}, title, ${values.add(any, 'tsquery')}) * ${forReader(search, values)}`;
}

/** Rounded, so that what is nearly the same leaves the decision to completeness. */
function wordScore(
  { words, beside }: ReadQuestion,
  weights: readonly number[],
  search: Search,
  values: Values,
): string {
  const exact = values.add([...words.map((word) => word.exact), ...beside], 'tsquery[]');
  const wide = values.add([...words.map((word) => word.wide ?? null), ...beside.map(() => null)], 'tsquery[]');
  const each = values.add([...weights, ...beside.map(() => weightBeside)], 'float8[]');
  return `round(1000 * ${forReader(search, values)} * (
    SELECT sum(asked.weight * (ts_rank(${places}, words, asked.exact) + ${weightWide} * coalesce(ts_rank(${places}, words, asked.wide), 0)))
      FROM unnest(${exact}, ${wide}, ${each}) AS asked (exact, wide, weight)))::int`;
}

interface SortKey {
  readonly key: string;
  readonly way: 'ASC' | 'DESC';
  readonly type: string;
}

const byNumber: SortKey = { key: 'number', way: 'ASC', type: 'int' };

function sortKeys(search: Search, weights: readonly number[], values: Values): SortKey[] {
  const { order, question, titleLanguages, today } = search;
  switch (order) {
    case 'newest':
      return [{ key: 'published_at', way: 'DESC', type: 'timestamptz' }, byNumber];
    case 'start':
      return [{ key: `coalesce(${nextStart(today, values)}, 'infinity')`, way: 'ASC', type: 'date' }, byNumber];
    case 'title':
      return [{ key: titleKey(titleLanguages, values), way: 'ASC', type: 'text' }, byNumber];
    case 'relevance': {
      const key = question ? wordScore(question, weights, search, values) : '0';
      return [{ key, way: 'DESC', type: 'int' }, { key: 'completeness', way: 'DESC', type: 'int' }, byNumber];
    }
  }
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

function afterKeys(keys: readonly SortKey[], after: Ranking['after'], values: Values): string {
  if (!after) return '';
  let condition = 'false';
  for (const [at, { way, type }] of [...keys.entries()].reverse()) {
    const value = values.add(after[at], type);
    condition = `(key_${at} ${way === 'ASC' ? '>' : '<'} ${value} OR (key_${at} = ${value} AND ${condition}))`;
  }
  return `WHERE ${condition}`;
}

function shown({ today }: Search, values: Values): string {
  return `${summary}, registration @> ${values.add(today, 'date')} AS "registrationOpen",
    ${nextStart(today, values)} AS "nextStart"`;
}
