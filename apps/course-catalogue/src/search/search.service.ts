import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, isText, pageOf } from '@capdev/persistence';
import { type LanguagePreference, servedIn } from '@capdev/service-kit';
import { type MultilingualText, pickText, topics } from '@capdev/taxonomy';
import { Clock } from '../changes/clock.js';
import { courseSummary } from '../courses/course-responses.dto.js';
import { dayFault } from '../fields/day.js';
import { Speaker } from '../fields/spoken.js';
import { listed } from '../lists/list.dto.js';
import { type FacetName, facetNames, passes, valuesOf } from './facets.js';
import { FacetValues } from './facet-values.js';
import type { Hits } from './hits.js';
import { highlighted } from './highlight.js';
import { type Question, questionOf } from './question.js';
import { readAs, type Reading, readings, type ReadQuestion } from './reading.js';
import type { FoundCourse, SearchOrder, SearchPage, SearchQuery } from './search.dto.js';
import { CourseSearchQuery, type FoundRecord, type Search } from './search.query.js';
import { topicsNamed } from './topic-names.js';
import { type Alternative, VocabularyQuery } from './vocabulary.query.js';

/** With fewer results than these, the question is read more generously. */
const few = 5;

/**
 * Up to so many courses are ranked by all their words; when more match, only the words of their titles are looked at, and
 * completeness decides among the rest. Reading the long vectors of thousands would take longer than all else together,
 * and where so many match there are more good titles than anybody reads.
 */
const mostRanked = 300;

const usualFacets: readonly FacetName[] = ['topic', 'level', 'modality', 'language'];

/** A question as it was read, and what matches it. */
interface Answer {
  readonly read: ReadQuestion | undefined;
  readonly hits: Hits;
  readonly narrowed: ReturnType<Hits['narrowed']>;
}

/** Answers what readers look for among the published courses. */
@Injectable()
export class SearchService {
  constructor(
    private readonly courses: CourseSearchQuery,
    private readonly vocabulary: VocabularyQuery,
    private readonly values: FacetValues,
    private readonly clock: Clock,
  ) {}

  async search(query: SearchQuery, languages: LanguagePreference, address: string): Promise<SearchPage> {
    const { after, limit, ...asked } = query;
    const scope = JSON.stringify(['search', asked, languages]);
    const question = questionOf(query.q ?? '');
    const order = query.order ?? 'relevance';
    const place = after === undefined ? undefined : placeIn(after, scope, order);
    const search = this.searchFor(query, languages);
    const answer = await this.answer(question, search, query, place?.reading);
    const { read } = answer;
    const precise = place?.precise ?? answer.narrowed.hits.length <= mostRanked;
    const rows = await this.rows({ ...search, question: read }, answer, precise, place?.keys, limit + 1);
    const page = pageOf(
      rows,
      limit,
      (row) => foundCourse(row, read, languages),
      (row) => encodeCursor([read?.reading ?? 'as-typed', precise ? 1 : 0, ...row.keys], scope),
    );
    const language = languages === '*' ? 'en' : (languages[0] ?? 'en');
    return servedIn(
      {
        total: answer.narrowed.hits.length,
        ...listed(page, address),
        understood: read ? understoodOf(question, read, language) : null,
        facets: await this.facets(answer, languages, language),
      } as SearchPage,
      new Set(page.items.map(({ shownIn }) => shownIn)),
    );
  }

  /** Reads the question more and more generously until it finds enough. A later page reads it as the first one did. */
  private async answer(
    question: Question,
    search: Search,
    query: SearchQuery,
    chosen: Reading | undefined,
  ): Promise<Answer> {
    if (question.words.length === 0) return this.matching(search, query, undefined);
    let alternatives: readonly Alternative[] | undefined;
    let best: Answer | undefined;
    for (const reading of chosen === undefined ? readings : [chosen]) {
      if (reading !== 'as-typed') alternatives ??= await this.vocabulary.alternatives(question);
      const read = readAs(question, reading, alternatives ?? []);
      if (best?.read && read.condition === best.read.condition) continue;
      best = await this.matching(search, query, read);
      if (isEnough(best.narrowed.hits.length, reading, question)) break;
    }
    return best!;
  }

  private async matching(search: Search, query: SearchQuery, read: ReadQuestion | undefined): Promise<Answer> {
    const hits = await this.courses.hits({ ...search, question: read });
    const filters = facetNames.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]] as const]));
    const asked = query.facets ?? usualFacets;
    const counted = facetNames.filter((name) => asked.includes(name));
    const needed = [...filters.map(([name]) => name), ...counted];
    const numbers = hits.valuesOf(needed);
    await this.values.learn(numbers);
    const passing = new Map(filters.map(([name, codes]) => [name, this.passingOf(passes(name, codes), numbers)]));
    return { read, hits, narrowed: hits.narrowed(passing, counted) };
  }

  private passingOf(passes: (value: string) => boolean, numbers: ReadonlySet<number>): Uint8Array {
    const passing = new Uint8Array(Math.max(0, ...numbers) + 1);
    for (const number of numbers) if (passes(this.values.valueOf(number))) passing[number] = 1;
    return passing;
  }

  private async rows(
    search: Search,
    { hits, narrowed }: Answer,
    precise: boolean,
    after: readonly (string | number)[] | undefined,
    limit: number,
  ): Promise<FoundRecord[]> {
    if (search.order === 'relevance' && (!precise || !search.question)) {
      const [score, completeness, number] = (after ?? []) as number[];
      const last = after && { score: score!, completeness: completeness!, number: number! };
      return this.courses.ranked(search, hits.best(narrowed.hits, limit, last));
    }
    const ranks = narrowed.hits.map((hit) => hits.rankOf(hit));
    const weights = search.order === 'relevance' && search.question ? await this.weightsOf(search.question) : [];
    return this.courses.page(search, ranks, { weights, after }, limit);
  }

  /** Where all words are there they weigh the same; where some are missing, the rare ones tell more. */
  private async weightsOf({ reading, words }: ReadQuestion): Promise<number[]> {
    if (reading === 'as-typed' || reading === 'widened') return words.map(() => 1);
    const conditions = words.map(({ exact, wide }) => (wide === undefined ? exact : `${exact} | ${wide}`));
    return (await this.courses.frequencies(conditions)).map((count) => 1 / Math.log(3 + count));
  }

  private async facets({ narrowed }: Answer, languages: LanguagePreference, language: string): Promise<object> {
    const counts = [...narrowed.counts].map(
      ([name, byNumber]) =>
        [name, [...byNumber].map(([number, count]) => [this.values.valueOf(number), count] as const)] as const,
    );
    const ids = counts.flatMap(([name, values]) =>
      name === 'provider' ? values.flatMap(([value]) => value.split(' ')) : [],
    );
    const given = ids.length === 0 ? [] : await this.courses.providerNames([...new Set(ids)].filter((id) => id !== ''));
    const names = new Map(
      [...given].map(([id, name]) => [id, pickText(name, languages === '*' ? [] : languages).value]),
    );
    return Object.fromEntries(counts.map(([name, values]) => [name, valuesOf(name, values, language, names)]));
  }

  private searchFor(query: SearchQuery, languages: LanguagePreference): Search {
    return {
      question: undefined,
      registrationOpen: query.registration === 'open',
      from: query.from,
      until: query.until,
      today: this.clock.today(),
      order: query.order ?? 'relevance',
      titleLanguages: languages === '*' ? [] : titleLanguages(languages),
    };
  }
}

function understoodOf(
  question: Question,
  { reading, didYouMean }: ReadQuestion,
  language: string,
): SearchPage['understood'] {
  return {
    reading,
    words: question.words.map(({ word }) => word),
    ignored: question.ignored,
    didYouMean,
    topics: topicsNamed(question).map((code) => ({ code, label: topics.label(code, language) })),
  };
}

function isEnough(total: number, reading: Reading, { words }: Question): boolean {
  if (reading === 'as-typed') return total >= few;
  return reading === 'widened' && words.length > 2 ? total >= few : total > 0;
}

/** As the title is chosen for showing: each preferred language, then its primary one, then English. */
function titleLanguages(languages: readonly string[]): string[] {
  return [...new Set([...languages.flatMap((language) => [language, language.split('-', 1)[0]!]), 'en'])];
}

type Guard = (key: unknown) => boolean;
const isWhole: Guard = (key) => Number.isInteger(key) && Math.abs(key as number) < 2 ** 31;
const isMoment: Guard = (key) =>
  isText(key) && /^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/.test(key as string) && !Number.isNaN(Date.parse(key as string));
const isStart: Guard = (key) => key === 'infinity' || dayFault(key) === undefined;
const orderKeys: Readonly<Record<Exclude<SearchOrder, 'relevance'>, Guard>> = {
  newest: isMoment,
  start: isStart,
  title: isText,
};

/** @throws CursorInvalid */
function placeIn(
  cursor: string,
  scope: string,
  order: SearchOrder,
): { reading: Reading; precise: boolean; keys: readonly (string | number)[] } {
  const isReading: Guard = (key) => readings.includes(key as Reading);
  const sorted = order === 'relevance' ? [isWhole, isWhole] : [orderKeys[order]];
  const [reading, precise, ...keys] = decodeCursor(cursor, scope, [isReading, isWhole, ...sorted, isWhole]);
  return { reading: reading as Reading, precise: precise === 1, keys: keys as (string | number)[] };
}

function foundCourse(row: FoundRecord, read: ReadQuestion | undefined, languages: LanguagePreference): FoundCourse {
  const speaker = new Speaker(languages);
  const { language, isOriginal } = pickText(row.title, languages === '*' ? [row.title.original] : languages);
  const marked = (text: MultilingualText): string => {
    const picked = pickText(text, languages === '*' ? [] : languages);
    return highlighted(picked.value, picked.language, read?.stems ?? new Set());
  };
  return {
    ...courseSummary(row, speaker),
    shownIn: language,
    isOriginal,
    registrationOpen: row.registrationOpen,
    nextStart: row.nextStart,
    highlights: languages === '*' ? null : { title: marked(row.title), summary: row.summary && marked(row.summary) },
  };
}
