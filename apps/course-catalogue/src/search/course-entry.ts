import { type MultilingualText, type Topic, topics } from '@capdev/taxonomy';
import { WordCollection } from './course-words.js';
import { tokensOf } from './tokens.js';
import { lexemeOf } from './topic-names.js';

/** Raise it when words are taken apart or weighed otherwise: `reindex` then does every course again. */
export const analysisVersion = 2;

/** What of a course is searched for by its words. */
export interface SearchedCourse {
  readonly code: string;
  readonly title: MultilingualText;
  readonly summary: MultilingualText | null;
  readonly description: MultilingualText | null;
  readonly learningOutcomes: readonly MultilingualText[];
  readonly entryRequirements: MultilingualText | null;
  readonly topics: readonly string[];
  readonly providerNames: readonly MultilingualText[];
}

/** A place in a title where a word begins. */
export interface TitleStart {
  readonly language: string;
  readonly place: number;
  readonly key: string;
}

/** A course as the search keeps it. */
export interface CourseEntry {
  /** As `tsvector` reads them. */
  readonly words: string;
  readonly vocabulary: readonly (readonly [word: string, stem: string])[];
  readonly titleStarts: readonly TitleStart[];
}

export function entryOf(course: SearchedCourse): CourseEntry {
  const all = new WordCollection();
  all.add(course.title, 'A');
  all.addText(course.code, 'und', 'A');
  all.add(course.summary, 'B');
  for (const outcome of course.learningOutcomes) all.add(outcome, 'C');
  all.add(course.description, 'C');
  all.add(course.entryRequirements, 'D');
  for (const name of course.providerNames) all.add(name, 'D');
  for (const topic of course.topics) {
    for (let at: Topic | undefined = topics.has(topic) ? topic : undefined; at; at = topics.broader(at))
      all.put(lexemeOf(at), 'D');
  }
  return {
    words: all.vector,
    vocabulary: all.vocabulary,
    titleStarts: Object.entries(course.title.text).flatMap(([language, text]) => titleStartsOf(text ?? '', language)),
  };
}

const longestKey = 60;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** A text as it is compared with what somebody types: folded words with one blank between them. */
export function typed(text: string): string {
  return joined(tokensOf(text).map(({ word }) => word));
}

const joined = (words: readonly string[]): string => words.join(' ').slice(0, longestKey);

function titleStartsOf(title: string, language: string): TitleStart[] {
  const words = tokensOf(title);
  const keys = words.flatMap(({ word, han }, at) => {
    const rest = words.slice(at + 1, at + 12).map((token) => token.word);
    const starts = han ? hanStarts(word) : /^ال../.test(word) ? [word, word.slice(2)] : [word];
    return starts.map((start) => joined([start, ...rest]));
  });
  return keys.map((key, place) => ({ language, place, key }));
}

/** From each word of a run of Chinese characters to its end. */
function hanStarts(run: string): string[] {
  return [...segmenter.segment(run)].map(({ index }) => run.slice(index));
}
