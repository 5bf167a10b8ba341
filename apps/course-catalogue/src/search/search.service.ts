import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, isText, isUuid, pageOf } from '@capdev/persistence';
import { type LanguagePreference, servedIn } from '@capdev/service-kit';
import { type MultilingualText, pickText } from '@capdev/taxonomy';
import { Clock } from '../changes/clock.js';
import { courseSummary } from '../courses/course-responses.dto.js';
import { dayFault } from '../fields/day.js';
import { Speaker } from '../fields/spoken.js';
import { listed } from '../lists/list.dto.js';
import { type FacetName, facetNames, valuesOf } from './facets.js';
import { highlighted } from './highlight.js';
import { type Question, questionOf } from './question.js';
import { readAs, type Reading, readings, type ReadQuestion } from './reading.js';
import type { FoundCourse, SearchOrder, SearchPage, SearchQuery } from './search.dto.js';
import { CourseSearchQuery, type Found, type FoundRecord, type Search, type SearchPlace } from './search.query.js';
import { type Alternative, VocabularyQuery } from './vocabulary.query.js';

/** With fewer results than these, the question is read more generously. */
const few = 5;

const usualFacets: readonly FacetName[] = ['topic', 'level', 'modality', 'language'];

/** Answers what readers look for among the published courses. */
@Injectable()
export class SearchService {
  constructor(
    private readonly courses: CourseSearchQuery,
    private readonly vocabulary: VocabularyQuery,
    private readonly clock: Clock,
  ) {}

  async search(query: SearchQuery, languages: LanguagePreference, address: string): Promise<SearchPage> {
    const { after, limit, ...asked } = query;
    const scope = JSON.stringify(['search', asked, languages]);
    const question = questionOf(query.q ?? '');
    const place =
      after === undefined ? undefined : placeIn(after, scope, query.order ?? 'relevance', question.words.length > 0);
    const search = this.searchFor(query, languages, place);
    const { found, read } = await this.answer(question, search, place?.reading);
    const page = pageOf(
      found.rows,
      limit,
      (row) => foundCourse(row, read, languages),
      (row) => encodeCursor([read?.reading ?? 'as-typed', found.precise ? 1 : 0, ...row.keys], scope),
    );
    const language = languages === '*' ? 'en' : (languages[0] ?? 'en');
    const names = new Map(
      found.providerNames.map(([id, name]) => [id, pickText(name, languages === '*' ? [] : languages).value]),
    );
    return servedIn(
      {
        total: found.total,
        ...listed(page, address),
        understood: read
          ? {
              reading: read.reading,
              words: question.words.map(({ word }) => word),
              ignored: question.ignored,
              didYouMean: read.didYouMean,
            }
          : null,
        facets: Object.fromEntries(
          search.facets.map((name) => [name, valuesOf(name, found.groups[name] ?? [], language, names)]),
        ),
      } as SearchPage,
      new Set(page.items.map(({ shownIn }) => shownIn)),
    );
  }

  /** Reads the question more and more generously until it finds enough. A later page reads it as the first one did. */
  private async answer(
    question: Question,
    search: Search,
    chosen: Reading | undefined,
  ): Promise<{ found: Found; read: ReadQuestion | undefined }> {
    if (question.words.length === 0) return { found: await this.courses.find(search), read: undefined };
    let alternatives: readonly Alternative[] | undefined;
    let best: { found: Found; read: ReadQuestion } | undefined;
    for (const reading of chosen === undefined ? readings : [chosen]) {
      if (reading !== 'as-typed') alternatives ??= await this.vocabulary.alternatives(question);
      const read = readAs(question, reading, alternatives ?? []);
      if (best && read.condition === best.read.condition) continue;
      const found = await this.courses.find({ ...search, question: read, weights: await this.weightsOf(read) });
      best = { found, read };
      if (isEnough(found.total, reading, question)) break;
    }
    return best!;
  }

  /** Where all words are there they weigh the same; where some are missing, the rare ones tell more. */
  private async weightsOf({ reading, words }: ReadQuestion): Promise<number[]> {
    if (reading === 'as-typed' || reading === 'widened') return words.map(() => 1);
    const conditions = words.map(({ exact, wide }) => (wide === undefined ? exact : `${exact} | ${wide}`));
    return (await this.courses.frequencies(conditions)).map((count) => 1 / Math.log(3 + count));
  }

  private searchFor(query: SearchQuery, languages: LanguagePreference, after: SearchPlace | undefined): Search {
    const counted = query.facets ?? usualFacets;
    return {
      question: undefined,
      weights: [],
      filters: Object.fromEntries(facetNames.map((name) => [name, query[name]])),
      registrationOpen: query.registration === 'open',
      from: query.from,
      until: query.until,
      today: this.clock.today(),
      order: query.order ?? 'relevance',
      titleLanguages: languages === '*' ? [] : titleLanguages(languages),
      facets: facetNames.filter((name) => counted.includes(name)),
      limit: query.limit + 1,
      after,
    };
  }
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

function placeIn(
  cursor: string,
  scope: string,
  order: SearchOrder,
  asked: boolean,
): SearchPlace & { reading: Reading } {
  const isReading: Guard = (key) => readings.includes(key as Reading);
  const sorted = order !== 'relevance' ? [orderKeys[order]] : asked ? [isWhole, isWhole] : [isWhole];
  const [reading, precise, ...keys] = decodeCursor(cursor, scope, [isReading, isWhole, ...sorted, isUuid]);
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
