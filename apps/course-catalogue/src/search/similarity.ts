import { languageName, levels, type MultilingualText, topics } from '@capdev/taxonomy';
import { questionOf } from './question.js';
import { stemsOf } from './stems.js';
import { saysNothing } from './stop-words.js';
import { tokensOf } from './tokens.js';

/** In what two courses can be alike. */
export const reasonKinds = ['topics', 'words', 'level', 'provider', 'languages'] as const;
export type ReasonKind = (typeof reasonKinds)[number];

export interface Reason {
  readonly kind: ReasonKind;
  /** Codes, words as the other title has them, or identifiers. */
  readonly values: readonly string[];
  /** The values for showing, in the reader's language. */
  readonly text: string;
}

/** What of a course is compared. */
export interface Comparable {
  readonly title: MultilingualText;
  readonly topics: readonly string[];
  readonly level: string | null;
  readonly providerIds: readonly string[];
  readonly languages: readonly string[];
}

export interface Similarity {
  readonly score: number;
  /** The weightiest first. */
  readonly reasons: readonly Reason[];
}

/** What is known besides the two courses. */
export interface About {
  /** How much a word tells, by its lexeme: from 1 down to nearly 0 for words that most courses have. */
  readonly telling: (lexeme: string) => number;
  readonly providerName: (id: string) => string;
  /** The reader's. */
  readonly language: string;
}

/** A word of a title that tells what the course is about. */
export interface TellingWord {
  /** As the title has it. */
  readonly shown: string;
  /** What it is looked up by. */
  readonly lexemes: readonly string[];
}

/** The words of a title in one language, each once. */
export function tellingWordsOf(title: string, language: string): TellingWord[] {
  const primary = language.split('-', 1)[0]!;
  const words = tokensOf(title).flatMap(({ word, han, start, end }) => {
    if (!han) return { word, shown: title.slice(start, end), lexemes: stemsOf(word, primary).slice(0, 1) };
    // As a question of this run of characters would be read.
    return questionOf(word).words.map((part) => ({ word: part.word, shown: part.word, lexemes: part.stems }));
  });
  const telling = words.filter(({ word }) => word.length > 1 && !saysNothing(word));
  return [...new Map(telling.map(({ shown, lexemes }) => [lexemes.join(' '), { shown, lexemes }])).values()];
}

const weights: Readonly<Record<ReasonKind, number>> = {
  topics: 2,
  words: 3,
  level: 0.5,
  provider: 0.4,
  languages: 0.2,
};
/** Less than this much of a title in common is chance. */
const leastWords = 0.2;

/**
 * Compares courses with one course: how alike the two are and in what; undefined when they share neither a topic nor much
 * of a title. The same level, provider or language makes nothing alike by itself.
 */
export function similarityTo(course: Comparable, about: About): (other: Comparable) => Similarity | undefined {
  const wordsIn = wordsSharedWith(course.title, about);
  return (other) => {
    const words = wordsIn(other.title);
    const shared: Readonly<Record<ReasonKind, readonly string[]>> = {
      topics: common(course.topics, other.topics),
      words: words.share < leastWords ? [] : words.shown,
      level: course.level !== null && course.level === other.level ? [course.level] : [],
      provider: common(course.providerIds, other.providerIds),
      languages: common(course.languages, other.languages),
    };
    if (shared.topics.length === 0 && shared.words.length === 0) return undefined;
    const among = (kind: 'topics' | 'languages'): number =>
      shared[kind].length / (new Set([...course[kind], ...other[kind]]).size || 1);
    const degrees: Readonly<Record<ReasonKind, number>> = {
      topics: among('topics'),
      words: words.share,
      level: 1,
      provider: 1,
      languages: among('languages'),
    };
    const contribution = (kind: ReasonKind): number => weights[kind] * degrees[kind];
    const kinds = reasonKinds.filter((kind) => shared[kind].length > 0);
    return {
      score: kinds.reduce((sum, kind) => sum + contribution(kind), 0),
      reasons: kinds
        .toSorted((a, b) => contribution(b) - contribution(a))
        .map((kind) => ({ kind, values: shared[kind], text: shared[kind].map(labelFor(kind, about)).join(', ') })),
    };
  };
}

/** How much of a title another one has, in the language that has most; and which words, in the reader's if it will do. */
function wordsSharedWith(title: MultilingualText, { telling, language: reader }: About) {
  const titles = Object.entries(title.text).map(([language, text]) => {
    const words = tellingWordsOf(text ?? '', language).map(({ lexemes }) => ({
      key: lexemes.join(' '),
      weight: Math.max(...lexemes.map(telling)),
    }));
    return { language, words, weight: weightOf(words) || 1 };
  });
  return (other: MultilingualText): { share: number; shown: string[] } => {
    const shared = titles.map(({ language, words, weight }) => {
      const theirs = new Map(
        tellingWordsOf(other.text[language] ?? '', language).map(({ lexemes, shown }) => [lexemes.join(' '), shown]),
      );
      const both = words.filter(({ key }) => theirs.has(key));
      return { language, share: weightOf(both) / weight, shown: both.map(({ key }) => theirs.get(key)!) };
    });
    const best = shared.reduce((one, another) => (another.share > one.share ? another : one));
    const own = shared.find(({ language, share }) => language === reader && share >= leastWords);
    return { share: best.share, shown: (own ?? best).shown };
  };
}

const weightOf = (words: readonly { readonly weight: number }[]): number =>
  words.reduce((sum, { weight }) => sum + weight, 0);

const common = (some: readonly string[], others: readonly string[]): string[] =>
  some.filter((one) => others.includes(one));

const labelFor =
  (kind: ReasonKind, { providerName, language }: About) =>
  (value: string): string => {
    switch (kind) {
      case 'topics':
        return topics.labelOrCode(value, language);
      case 'level':
        return levels.labelOrCode(value, language);
      case 'languages':
        return languageName(value, language);
      case 'provider':
        return providerName(value);
      case 'words':
        return value;
    }
  };
