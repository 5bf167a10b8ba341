import { Injectable } from '@nestjs/common';
import { Database } from '@capdev/persistence';
import type { CourseSummaryRecord } from '../courses/course-responses.dto.js';
import { type FacetName, facets, type Group } from './facets.js';
import type { SearchOrder } from './search.dto.js';
import type { ReadQuestion } from './reading.js';

/** What is asked of the published courses. */
export interface Search {
  readonly question: ReadQuestion | undefined;
  readonly filters: Readonly<Partial<Record<FacetName, readonly string[]>>>;
  readonly registrationOpen: boolean;
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly today: string;
  readonly order: SearchOrder;
  /** Whose order of letters titles are sorted by, and the languages to show them in. */
  readonly titleLanguages: readonly string[];
  readonly facets: readonly FacetName[];
  readonly limit: number;
  /** The place to go on after. */
  readonly after: SearchPlace | undefined;
  /** How much each word weighs against the others. */
  readonly weights: readonly number[];
}

/** The sort keys of a row, the identifier last; and how relevance was measured. */
export interface SearchPlace {
  readonly precise: boolean;
  readonly keys: readonly (string | number)[];
}

export interface FoundRecord extends CourseSummaryRecord {
  readonly registrationOpen: boolean;
  readonly nextStart: string | null;
  readonly keys: (string | number)[];
}

export interface Found {
  readonly total: number;
  readonly precise: boolean;
  readonly rows: readonly FoundRecord[];
  readonly groups: Readonly<Partial<Record<FacetName, readonly Group[]>>>;
  /** Of the providers that were counted. */
  readonly providerNames: readonly (readonly [id: string, name: CourseSummaryRecord['title']])[];
}

/**
 * Up to so many courses are ranked by all their words; when more match, only the words of their titles are looked at, and
 * completeness decides among the rest. Reading the long vectors of thousands would take ten times as long, and where so
 * many match there are more good titles than anybody reads.
 */
const mostRanked = 300;

/** Of a word that need not be there, against one that must. */
const weightBeside = 0.3;
const weights = `'{0.03,0.12,0.35,1}'::real[]`;
const summary = `course.id, course.version, course.state, course.code, course.owning_unit AS "owningUnit",
  course.provider_ids AS "providerIds", course.title, course.summary, course.level, course.modality, course.topics,
  course.languages, course.workload_hours AS "workloadHours", course.credential, course.fee_terms->>'kind' AS fee,
  course.updated_at AS "updatedAt"`;

/** Searches, ranks and counts, all in one statement. */
@Injectable()
export class CourseSearchQuery {
  /** Statements of the usual shapes have names, so that they are parsed once; rare shapes must not fill the server's memory. */
  private readonly names = new Map<string, string>();

  constructor(private readonly database: Database) {}

  async find(search: Search): Promise<Found> {
    const { text, values } = new SearchStatement(search);
    const [found] = await this.database.query<Found>({ name: this.nameOf(text), text }, values);
    if (!found) throw new Error('A search answers with one row.');
    return found;
  }

  /** In how many courses each word is, counted no further than it matters for its weight. */
  async frequencies(conditions: readonly string[]): Promise<number[]> {
    const rows = await this.database.query<{ count: number }>(frequencies, [conditions]);
    return rows.map(({ count }) => count);
  }

  private nameOf(text: string): string {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= 100) return known ?? '';
    const name = `search-${this.names.size}`;
    this.names.set(text, name);
    return name;
  }
}

const frequencies = {
  name: 'search-frequencies',
  text: `SELECT (SELECT count(*)::int FROM (SELECT FROM course_search WHERE words @@ asked LIMIT 2000) counted) AS count
           FROM unnest($1::tsquery[]) WITH ORDINALITY AS given (asked, place) ORDER BY place`,
};

class SearchStatement {
  readonly values: unknown[] = [];
  readonly text: string;

  constructor(private readonly search: Search) {
    const { order, limit } = search;
    const keys = this.sortKeys();
    const direction = keys.map(([, way]) => way);
    const names = keys.map((_, at) => `key_${at}`);
    const ordering = names.map((name, at) => `${name} ${direction[at]}`).join(', ');
    const today = this.bind(search.today, 'date');
    this.text = `
      WITH hit AS MATERIALIZED (
        SELECT ${['course_id', 'completeness', ...this.carried(), ...this.kept()].join(', ')}
          FROM course_search ${this.where()}
      ), counted AS MATERIALIZED (
        SELECT count(*)::int AS total, ${this.precise()} AS precise FROM hit ${this.passing()}
      ), placed AS (
        SELECT ${keys.map(([key], at) => `${key} AS key_${at}`).join(', ')}, hit.course_id
          FROM hit ${order === 'title' ? 'JOIN course ON course.id = hit.course_id' : ''} ${this.passing()}
      ), page AS (
        SELECT * FROM placed ${this.after(names, direction)} ORDER BY ${ordering} LIMIT ${this.bind(limit, 'int')}
      )
      SELECT total, precise,
        (SELECT coalesce(json_agg(found), '[]') FROM (
          SELECT ${summary}, registration @> ${today} AS "registrationOpen",
                 lower(runs * datemultirange(daterange(${today}, NULL))) AS "nextStart", json_build_array(${names.join(', ')}) AS keys
            FROM page JOIN course ON course.id = page.course_id JOIN course_search ON course_search.course_id = page.course_id
           ORDER BY ${ordering}) found) AS rows,
        json_build_object(${search.facets.map((name) => `'${name}', ${this.groups(name)}`).join(', ')}) AS groups,
        ${search.facets.includes('provider') ? this.providerNames() : `'[]'::json`} AS "providerNames"
      FROM counted`;
  }

  private bind(value: unknown, type: string): string {
    return `$${this.values.push(value)}::${type}`;
  }

  /** Narrowing down by a facet that is counted too must not hide its other values: the row stays and is marked. */
  private get marked(): FacetName[] {
    return this.search.facets.filter((name) => this.search.filters[name] !== undefined);
  }

  private condition(name: FacetName): string {
    const { condition, compared } = facets[name];
    const codes = this.search.filters[name] ?? [];
    return condition.replace('?', `$${this.values.push(compared ? compared(codes) : [...codes])}`);
  }

  private where(): string {
    const { question, filters, registrationOpen, from, until, today } = this.search;
    const conditions = [
      ...(question ? [`words @@ ${this.bind(question.condition, 'tsquery')}`] : []),
      ...(Object.keys(filters) as FacetName[])
        .filter((name) => filters[name] !== undefined && !this.marked.includes(name))
        .map((name) => this.condition(name)),
      ...(registrationOpen ? [`registration @> ${this.bind(today, 'date')}`] : []),
      ...((from ?? until)
        ? [`runs && daterange(${this.bind(from ?? null, 'date')}, ${this.bind(until ?? null, 'date')}, '[]')`]
        : []),
    ];
    return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  }

  private kept(): string[] {
    return this.marked.map((name) => `coalesce(${this.condition(name)}, false) AS keep_${name}`);
  }

  /** @param except the facet that is counted: its own filter does not count */
  private passing(except?: FacetName): string {
    const names = this.marked.filter((name) => name !== except);
    return names.length === 0 ? '' : `WHERE ${names.map((name) => `keep_${name}`).join(' AND ')}`;
  }

  private carried(): string[] {
    const { order, facets: counted, question } = this.search;
    const columns = counted.map((name) => `${facets[name].key} AS by_${name}`);
    if (order === 'newest') columns.push('published_at');
    if (order === 'start') columns.push('runs');
    if (order === 'relevance' && question) {
      columns.push('spoken');
      const any = question.words
        .flatMap(({ exact, wide }) => (wide === undefined ? [exact] : [exact, wide]))
        .join(' | ');
      columns.push(`ts_rank(${weights}, title, ${this.bind(any, 'tsquery')}) AS by_title`);
    }
    return columns;
  }

  private precise(): string {
    const { after } = this.search;
    return after === undefined ? `count(*) <= ${mostRanked}` : this.bind(after.precise, 'boolean');
  }

  /** What is sorted by, and which way. */
  private sortKeys(): [key: string, way: 'ASC' | 'DESC'][] {
    const { order, question, titleLanguages, today } = this.search;
    switch (order) {
      case 'newest':
        return [
          ['published_at', 'DESC'],
          ['hit.course_id', 'ASC'],
        ];
      case 'start':
        return [
          [`coalesce(lower(runs * datemultirange(daterange(${this.bind(today, 'date')}, NULL))), 'infinity')`, 'ASC'],
          ['hit.course_id', 'ASC'],
        ];
      case 'title':
        return [
          [this.titleKey(titleLanguages), 'ASC'],
          ['hit.course_id', 'ASC'],
        ];
      case 'relevance':
        return [
          ...(question ? [[this.score(question), 'DESC'] as [string, 'DESC']] : []),
          ['completeness', 'DESC'],
          ['hit.course_id', 'ASC'],
        ];
    }
  }

  private titleKey(languages: readonly string[]): string {
    const texts = languages.map((language) => `course.title->'text'->>${this.bind(language, 'text')}`);
    return `(coalesce(${[...texts, `course.title->'text'->>(course.title->>'original')`].join(', ')}) COLLATE "${collationFor(languages[0])}")`;
  }

  /** Rounded, so that what is nearly the same leaves the decision to completeness. */
  private score({ words, beside }: ReadQuestion): string {
    const exact = this.bind([...words.map((word) => word.exact), ...beside], 'tsquery[]');
    const wide = this.bind([...words.map((word) => word.wide ?? null), ...beside.map(() => null)], 'tsquery[]');
    const each = this.bind([...this.search.weights, ...beside.map(() => weightBeside)], 'float8[]');
    return `round(1000 * CASE WHEN ${this.readers()} THEN 1.3 ELSE 1 END * CASE WHEN (SELECT precise FROM counted) THEN (
        SELECT sum(asked.weight * (ts_rank(${weights}, ranked.words, asked.exact)
                 + 0.4 * coalesce(ts_rank(${weights}, ranked.words, asked.wide), 0)))
          FROM course_search ranked, unnest(${exact}, ${wide}, ${each}) AS asked (exact, wide, weight)
         WHERE ranked.course_id = hit.course_id)
      ELSE by_title END)::int`;
  }

  /** Whether the course has a text in the reader's own language. */
  private readers(): string {
    const [language] = this.search.titleLanguages;
    return `spoken LIKE ${this.bind(`% ${language?.split('-', 1)[0] ?? ''} %`, 'text')}`;
  }

  private after(names: readonly string[], ways: readonly string[]): string {
    const { after, order } = this.search;
    if (!after) return '';
    const types =
      order === 'newest'
        ? ['timestamptz', 'uuid']
        : order === 'start'
          ? ['date', 'uuid']
          : order === 'title'
            ? ['text', 'uuid']
            : names.map((_, at) => (at === names.length - 1 ? 'uuid' : 'int'));
    let condition = 'false';
    for (let at = names.length - 1; at >= 0; at -= 1) {
      const value = this.bind(after.keys[at], types[at]!);
      condition = `(${names[at]} ${ways[at] === 'ASC' ? '>' : '<'} ${value} OR (${names[at]} = ${value} AND ${condition}))`;
    }
    return `WHERE ${condition}`;
  }

  private groups(name: FacetName): string {
    return `(SELECT coalesce(json_agg(json_build_array(key, count)), '[]') FROM (
      SELECT by_${name} AS key, count(*)::int AS count FROM hit ${this.passing(name)} GROUP BY 1) counts)`;
  }

  private providerNames(): string {
    return `(SELECT coalesce(json_agg(json_build_array(id, name)), '[]') FROM provider WHERE id IN (
      SELECT DISTINCT unnest(string_to_array(by_provider, ' ')::uuid[]) FROM hit ${this.passing('provider')}))`;
  }
}

/** How the six languages sort; for others the order that is least wrong everywhere. */
function collationFor(language: string | undefined): string {
  const primary = language?.split('-', 1)[0] ?? '';
  return ['ar', 'zh', 'en', 'fr', 'ru', 'es'].includes(primary) ? `${primary}-x-icu` : 'und-x-icu';
}
