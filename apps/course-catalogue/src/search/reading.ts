import { type AskedWord, conditionOf, type Question } from './question.js';
import { quoted } from './course-words.js';
import { lexemeOf, topicsNamed } from './topic-names.js';
import type { Alternative } from './vocabulary.query.js';

/**
 * How a question is read. As it was typed, if that finds enough; else words may also be parts of longer words, and words
 * that nobody has written are taken for misspelt ones; else most of them, or at last any of them.
 */
export const readings = ['as-typed', 'widened', 'some-words', 'any-word'] as const;
export type Reading = (typeof readings)[number];

/** A question as it is put to the database. */
export interface ReadQuestion {
  readonly reading: Reading;
  /** What a course must have, as `tsquery` reads it. */
  readonly condition: string;
  /** Each word's condition by itself, as typed and widened: what ranking adds up. */
  readonly words: readonly { readonly exact: string; readonly wide: string | undefined }[];
  /** Conditions that only count for the order. */
  readonly beside: readonly string[];
  /** Everything that matches, for marking it. */
  readonly stems: ReadonlySet<string>;
  /** The question with its misspelt words replaced. */
  readonly didYouMean: string | null;
}

export function readAs(question: Question, reading: Reading, alternatives: readonly Alternative[]): ReadQuestion {
  const words = question.words.map((word) => ({
    exact: conditionOf(word),
    wide: reading === 'as-typed' ? undefined : widened(word, alternatives),
  }));
  const conditions = words.map(({ exact, wide }) => (wide === undefined ? exact : `(${exact} | ${wide})`));
  const others = reading === 'as-typed' ? [] : alternatives.map(({ stem }) => stem);
  return {
    reading,
    condition: [
      someOf(conditions, neededOf(reading, conditions.length)),
      // In the languages that a course has no text in, it is found by the names of its topics.
      ...(reading === 'as-typed' ? [] : topicsNamed(question).map((topic) => quoted(lexemeOf(topic)))),
    ].join(' | '),
    words,
    beside: question.beside.map(conditionOf),
    stems: new Set([...question.words.flatMap(({ stems }) => stems), ...others]),
    didYouMean: reading === 'as-typed' ? null : corrected(question, alternatives),
  };
}

/** How many of the words must be there. */
function neededOf(reading: Reading, words: number): number {
  if (reading === 'any-word') return 1;
  return reading === 'some-words' ? Math.max(1, Math.min(words - 1, Math.ceil((words * 2) / 3))) : words;
}

function widened(asked: AskedWord, alternatives: readonly Alternative[]): string | undefined {
  if (asked.han) return allButOne([...asked.word]);
  const stems = alternatives.filter(({ asked: word }) => word === asked.word).map(({ stem }) => stem);
  return stems.length === 0 ? undefined : `(${[...new Set(stems)].map(quoted).join(' | ')})`;
}

/** A Chinese word with one character wrong still has all the others. */
function allButOne(characters: readonly string[]): string | undefined {
  if (characters.length < 2 || characters.length > 6) return undefined;
  return someOf(
    characters.map((character) => `${quoted(character)}:*`),
    characters.length - 1,
  );
}

/** That at least so many of the conditions hold; `least` is at least 1. */
export function someOf(conditions: readonly string[], least: number): string {
  if (conditions.length <= least) return conditions.join(' & ');
  const choices = choose(conditions, least);
  return `(${choices.map((choice) => `(${choice.join(' & ')})`).join(' | ')})`;
}

function choose(from: readonly string[], count: number): string[][] {
  if (count === 0) return [[]];
  return from.flatMap((first, at) => choose(from.slice(at + 1), count - 1).map((rest) => [first, ...rest]));
}

/** The question as it was probably meant; null when nothing in it was corrected. */
function corrected({ text, words }: Question, alternatives: readonly Alternative[]): string | null {
  let meant = '';
  let upTo = 0;
  for (const { word, start, end } of words) {
    const best = alternatives.find((one) => one.asked === word && one.kind === 'similar');
    if (!best) continue;
    meant += text.slice(upTo, start) + best.word;
    upTo = end;
  }
  return upTo === 0 ? null : (meant + text.slice(upTo)).normalize('NFC');
}
