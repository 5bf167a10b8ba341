import { pairsOf, quoted } from './course-words.js';
import { saysNothing } from './stop-words.js';
import { stemsOf } from './stems.js';
import { type Token, tokensOf } from './tokens.js';

/** One thing that is looked for. */
export interface AskedWord {
  /** Folded. */
  readonly word: string;
  readonly han: boolean;
  /** Where it stands in the question. */
  readonly start: number;
  readonly end: number;
  /** What it is looked up by; any of them will do. Of Chinese words the pairs, all of which it takes. */
  readonly stems: readonly string[];
}

/** A question, taken apart. */
export interface Question {
  readonly text: string;
  readonly words: readonly AskedWord[];
  /** Words that say little by themselves: a course need not have them, but comes earlier if it does. */
  readonly beside: readonly AskedWord[];
  /** What was left out because there were too many words. */
  readonly ignored: readonly string[];
}

/** More words narrow nothing down, and "most of them" has more and more ways to be true. */
const mostWords = 8;

export function questionOf(text: string): Question {
  const all = tokensOf(text).flatMap((token) => (token.han ? hanWords(token, text) : [asked(token)]));
  const distinct = all.filter(({ word }, at) => all.findIndex((other) => other.word === word) === at);
  const telling = distinct.filter(({ word }) => !saysNothing(word));
  const words = telling.length > 0 ? telling : distinct;
  // The longest words are the rarest, near enough.
  const longest = new Set(words.toSorted((a, b) => b.word.length - a.word.length).slice(0, mostWords));
  return {
    text,
    words: words.filter((word) => longest.has(word)),
    beside: distinct.filter((word) => !words.includes(word) && !word.han).slice(0, mostWords),
    ignored: words.filter((word) => !longest.has(word)).map(({ start, end }) => text.slice(start, end)),
  };
}

function asked({ word, start, end, han }: Omit<Token, 'group'>): AskedWord {
  return { word, start, end, han, stems: han ? hanStems(word) : stemsOf(word) };
}

const hanStems = (word: string): string[] => ([...word].length === 1 ? [word] : pairsOf(word).slice(0, -1));

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The words of a run of Chinese characters. Characters that no dictionary joins are taken together: probably a name. */
function hanWords(token: Token, text: string): AskedWord[] {
  const words: { word: string; alone: boolean }[] = [];
  for (const { segment } of segmenter.segment(token.word)) {
    const alone = [...segment].length === 1 && !saysNothing(segment);
    const last = words.at(-1);
    if (alone && last?.alone) last.word += segment;
    else words.push({ word: segment, alone });
  }
  const raw = text.slice(token.start, token.end);
  return words.map(({ word }) => {
    const at = raw.indexOf(word);
    // Invisible characters inside: then the whole run has to stand for the word.
    const [start, end] = at < 0 ? [token.start, token.end] : [token.start + at, token.start + at + word.length];
    return asked({ word, start, end, han: true });
  });
}

/**
 * A word's condition as `tsquery` reads it.
 *
 * @param keyOf what a stem is looked up by
 */
export function conditionOf({ han, stems, word }: AskedWord, keyOf: (stem: string) => string = itself): string {
  if (han && stems.length === 1 && stems[0] === word && [...word].length === 1) return `${quoted(keyOf(word))}:*`;
  return `(${stems.map((stem) => quoted(keyOf(stem))).join(han ? ' & ' : ' | ')})`;
}

export const itself = (stem: string): string => stem;
