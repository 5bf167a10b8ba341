import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, isText, isUuid, pageOf } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { listed } from '@capdev/service-frame/lists';
import { dayFault } from '@capdev/service-frame/plain';
import { type LanguagePreference, servedIn } from '@capdev/service-kit';
import { type MultilingualText, pickText, topics } from '@capdev/taxonomy';
import { courseSummary } from '../courses/course-responses.dto.js';
import { codesWithin, type FacetName, facetNames, hasAny, valuesOf } from './facets.js';
import { FacetValues } from './facet-values.js';
import { Hits, packedAs, type PackedSpan, spanOf } from './hits.js';
import { Highlighter } from './highlight.js';
import { type Question, questionOf } from './question.js';
import { readAs, type Reading, readings, type ReadQuestion } from './reading.js';
import type { FoundCourse, SearchOrder, SearchPage, SearchQuery } from './search.dto.js';
import { CourseSearchQuery, type Found, type FoundRecord, type Search, type SearchPlace } from './search.query.js';
import { topicsNamed } from './topic-names.js';
import { type Alternative, VocabularyQuery } from './vocabulary.query.js';

/** With fewer results than these, the question is read more generously. */
const few = 5;

const usualFacets: readonly FacetName[] = ['topic', 'level', 'modality', 'language'];

/** A question as it was read, and what was found. */
interface Answer {
  readonly read: ReadQuestion | undefined;
  readonly found: Found;
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
    const { read, found } = await this.answer(question, this.searchFor(query, languages, place), place?.reading);
    const highlighter = new Highlighter(read?.stems ?? new Set());
    const page = pageOf(
      found.rows,
      limit,
      (row) => foundCourse(row, highlighter, languages),
      (row) => encodeCursor([read?.reading ?? 'as-typed', found.precise ? 1 : 0, ...row.keys], scope),
    );
    const language = languages === '*' ? 'en' : (languages[0] ?? 'en');
    return servedIn(
      {
        total: found.total,
        ...listed(page, address),
        understood: read ? understoodOf(question, read, language) : null,
        facets: await this.facets(found, query, languages, language),
      } as SearchPage,
      new Set(page.items.map(({ shownIn }) => shownIn)),
    );
  }

  /** Reads the question more and more generously until it finds enough. A later page reads it as the first one did. */
  private async answer(question: Question, search: Search, chosen: Reading | undefined): Promise<Answer> {
    if (question.words.length === 0) return { read: undefined, found: await this.courses.find(search) };
    let alternatives: readonly Alternative[] | undefined;
    let best: { read: ReadQuestion; found: Found } | undefined;
    for (const reading of chosen === undefined ? readings : [chosen]) {
      if (reading !== 'as-typed') alternatives ??= await this.vocabulary.alternatives(question);
      const read = readAs(question, reading, alternatives ?? []);
      if (best && read.condition === best.read.condition) continue;
      const weights = await this.weightsOf(read);
      best = { read, found: await this.courses.find({ ...search, question: read, weights }) };
      if (isEnough(best.found.total, reading, question)) break;
    }
    return best!;
  }

  /** Where all words are there they weigh the same; where some are missing, the rare ones tell more. */
  private async weightsOf({ reading, words }: ReadQuestion): Promise<number[]> {
    if (reading === 'as-typed' || reading === 'widened') return words.map(() => 1);
    const conditions = words.map(({ exact, wide }) => (wide === undefined ? exact : `${exact} | ${wide}`));
    return (await this.courses.frequencies(conditions)).map((count) => 1 / Math.log(3 + count));
  }

  private async facets(
    { packed }: Found,
    query: SearchQuery,
    languages: LanguagePreference,
    language: string,
  ): Promise<object> {
    const names = facetsIn(query);
    if (names.length === 0) return {};
    const filters = filtersIn(query);
    const hits = new Hits(packed, countedSpan(query));
    const passing = new Map<FacetName, Uint8Array>();
    for (const [name, codes] of filters) {
      const numbers = hits.valuesOf(name);
      await this.values.learn(numbers);
      passing.set(name, this.values.those(numbers, hasAny(codes)));
    }
    const counted = hits.counted(names, passing);
    await this.values.learn([...counted.values()].flatMap((byNumber) => [...byNumber.keys()]));
    const counts = [...counted].map(
      ([name, byNumber]) =>
        [name, [...byNumber].map(([number, count]) => [this.values.valueOf(number), count] as const)] as const,
    );
    const ids = counts.flatMap(([name, values]) => (name === 'provider' ? values.map(([value]) => value) : []));
    const providers = ids.length === 0 ? new Map<string, string>() : await this.providerNames(ids, languages);
    return Object.fromEntries(counts.map(([name, values]) => [name, valuesOf(name, values, language, providers)]));
  }

  /** @param values identifiers with blanks between them */
  private async providerNames(values: readonly string[], languages: LanguagePreference): Promise<Map<string, string>> {
    const ids = new Set(values.flatMap((value) => (value === '' ? [] : value.split(' '))));
    const names = await this.courses.providerNames([...ids]);
    return new Map([...names].map(([id, name]) => [id, pickText(name, languages === '*' ? [] : languages).value]));
  }

  private searchFor(query: SearchQuery, languages: LanguagePreference, after: SearchPlace | undefined): Search {
    return {
      question: undefined,
      weights: [],
      packed: countedSpan(query),
      filters: filtersIn(query).map(([name, codes]) => ({ facet: packedAs(name), codes })),
      registrationOpen: query.registration === 'open',
      from: query.from,
      until: query.until,
      today: this.clock.today(),
      order: query.order ?? 'relevance',
      titleLanguages: languages === '*' ? [] : titleLanguages(languages),
      limit: query.limit + 1,
      after,
    };
  }
}

/** What is counted. */
function facetsIn({ facets }: SearchQuery): FacetName[] {
  const asked: readonly string[] = facets ?? usualFacets;
  return facetNames.filter((name) => asked.includes(name));
}

function countedSpan(query: SearchQuery): PackedSpan {
  const names = facetsIn(query);
  return spanOf(names.length === 0 ? [] : [...names, ...filtersIn(query).map(([name]) => name)].map(packedAs));
}

/** What a search is narrowed down by, with the codes that are then left. */
function filtersIn(query: SearchQuery): (readonly [FacetName, readonly string[]])[] {
  return facetNames.flatMap((name) =>
    query[name] === undefined ? [] : [[name, codesWithin(name, query[name])] as const],
  );
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
function placeIn(cursor: string, scope: string, order: SearchOrder): SearchPlace & { readonly reading: Reading } {
  const isReading: Guard = (key) => readings.includes(key as Reading);
  const sorted = order === 'relevance' ? [isWhole, isWhole] : [orderKeys[order]];
  const [reading, precise, ...keys] = decodeCursor(cursor, scope, [isReading, isWhole, ...sorted, isUuid]);
  return { reading: reading as Reading, precise: precise === 1, keys: keys as (string | number)[] };
}

function foundCourse(row: FoundRecord, highlighter: Highlighter, languages: LanguagePreference): FoundCourse {
  const speaker = new Speaker(languages);
  const { language, isOriginal } = pickText(
    row.shown.title,
    languages === '*' ? [row.shown.title.original] : languages,
  );
  const marked = (text: MultilingualText): string => {
    const picked = pickText(text, languages === '*' ? [] : languages);
    return highlighter.highlighted(picked.value, picked.language);
  };
  return {
    ...courseSummary(row.shown, speaker),
    shownIn: language,
    isOriginal,
    registrationOpen: row.registrationOpen,
    nextStart: row.nextStart,
    highlights:
      languages === '*'
        ? null
        : { title: marked(row.shown.title), summary: row.shown.summary && marked(row.shown.summary) },
  };
}
