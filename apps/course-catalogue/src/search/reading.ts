import { quoted, titleLexeme } from './course-words.js';
import { type AskedWord, conditionOf, itself, type Question } from './question.js';
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
  /** How good a title is: that it has all the words, most of them, or any; the best first. */
  readonly titles: readonly string[];
  /** Conditions that only count for the order. */
  readonly beside: readonly string[];
  /** Everything that matches, for marking it. */
  readonly stems: ReadonlySet<string>;
  /** The question with its misspelt words replaced. */
  readonly didYouMean: string | null;
}

export function readAs(question: Question, reading: Reading, alternatives: readonly Alternative[]): ReadQuestion {
  const read = (keyOf: (stem: string) => string): ReadQuestion['words'] =>
    question.words.map((word) => ({
      exact: conditionOf(word, keyOf),
      wide: reading === 'as-typed' ? undefined : widened(word, alternatives, keyOf),
    }));
  const words = read(itself);
  const conditions = words.map(eitherOf);
  const inTitle = read(titleLexeme).map(eitherOf);
  const others = reading === 'as-typed' ? [] : alternatives.map(({ stem }) => stem);
  return {
    reading,
    condition: [
      someOf(conditions, neededOf(reading, conditions.length)),
      // In the languages that a course has no text in, it is found by the names of its topics.
      ...(reading === 'as-typed' ? [] : topicsNamed(question).map((topic) => quoted(lexemeOf(topic)))),
    ].join(' | '),
    words,
    titles: [...new Set([inTitle.length, mostOf(inTitle.length), 1])].map((least) => someOf(inTitle, least)),
    beside: question.beside.map((word) => conditionOf(word)),
    stems: new Set([...question.words.flatMap(({ stems }) => stems), ...others]),
    didYouMean: reading === 'as-typed' ? null : corrected(question, alternatives),
  };
}

const eitherOf = ({ exact, wide }: ReadQuestion['words'][number]): string =>
  wide === undefined ? exact : `(${exact} | ${wide})`;

/** How many of the words must be there. */
function neededOf(reading: Reading, words: number): number {
  if (reading === 'any-word') return 1;
  return reading === 'some-words' ? mostOf(words) : words;
}

const mostOf = (words: number): number => Math.max(1, Math.min(words - 1, Math.ceil((words * 2) / 3)));

function widened(
  asked: AskedWord,
  alternatives: readonly Alternative[],
  keyOf: (stem: string) => string,
): string | undefined {
  if (asked.han) return allButOne([...asked.word].map((character) => `${quoted(keyOf(character))}:*`));
  const stems = alternatives.filter(({ asked: word }) => word === asked.word).map(({ stem }) => keyOf(stem));
  return stems.length === 0 ? undefined : `(${[...new Set(stems)].map(quoted).join(' | ')})`;
}

/** A Chinese word with one character wrong still has all the others. */
function allButOne(characters: readonly string[]): string | undefined {
  if (characters.length < 2 || characters.length > 6) return undefined;
  return someOf(characters, characters.length - 1);
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
