import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { fold } from './folding.js';

const arabicLetters = /^\p{Script=Arabic}/u;
const cyrillicLetters = /\p{Script=Cyrillic}/u;
const latinLetters = /^[a-z]/;

/**
 * The stem of an Arabic word after Larkey's "light10": conjunction and article in front, common endings behind. It finds
 * a word with and without its article, which stemmers that also strip the root's own letters do not.
 */
function arabicStem(word: string): string {
  let stem = word.length > 3 && word.startsWith('و') ? word.slice(1) : word;
  const article = /^(?:ال|بال|كال|فال|لل)/.exec(stem)?.[0] ?? '';
  if (stem.length - article.length >= 2) stem = stem.slice(article.length);
  for (const ending of ['ها', 'ان', 'ات', 'ون', 'ين', 'يه', 'ه', 'ي']) {
    if (stem.endsWith(ending) && stem.length - ending.length >= 2) stem = stem.slice(0, -ending.length);
  }
  return stem;
}

/** An Arabic word without the article, the way misspelt words are compared; any other word as it is. */
export function withoutArticle(word: string): string {
  const [article = ''] = /^[وف]?(?:ال|بال|كال|لل)/.exec(word) ?? [];
  return word.length - article.length >= 3 ? word.slice(article.length) : word;
}

/**
 * The letters ل and ب are also written in front of a word, where only its meaning tells them from its own; and before a
 * pronoun the feminine ending is written ت.
 */
function arabicStems(word: string): string[] {
  const stems = [arabicStem(word)];
  if (/^[لب]/.test(word) && word.length >= 5 && !word.startsWith('لل') && !word.startsWith('بال'))
    stems.push(arabicStem(word.slice(1)));
  if (word.length >= 6 && /ت(?:ها|هم|هن|نا|كم)$/.test(word)) stems.push(arabicStem(`${word.slice(0, -3)}ه`));
  return stems;
}

// Stemmers know endings by their accents, and people leave accents out: those that never vary are put back.
const stemFrench = (word: string): string => fold(french(word.replace(/ite(s?)$/, 'ité$1')));
const stemSpanish = (word: string): string => fold(spanish(word.replace(/([cs])ion$/, '$1ión')));

const stemLatin: Readonly<Record<string, (word: string) => string>> = {
  en: english,
  fr: stemFrench,
  es: stemSpanish,
};

const known = new Map<string | undefined, Map<string, readonly string[]>>();
const mostKnown = 50_000;

/**
 * What a folded word is looked up by.
 *
 * @param language of the text the word stands in; undefined when nobody can know, as in a question: then the stems of
 *   every language that the letters allow
 */
export function stemsOf(word: string, language?: string): readonly string[] {
  let words = known.get(language);
  if (!words) known.set(language, (words = new Map()));
  const before = words.get(word);
  if (before) return before;
  const stems = [...new Set(madeStems(word, language))];
  // Outside input must not grow the memory for ever.
  if (words.size >= mostKnown) words.clear();
  words.set(word, stems);
  return stems;
}

function madeStems(word: string, language: string | undefined): string[] {
  if (arabicLetters.test(word)) return arabicStems(word);
  if (cyrillicLetters.test(word)) return [russian(word)];
  if (!latinLetters.test(word)) return [word];
  if (language !== undefined) return [(stemLatin[language] ?? ((plain: string) => plain))(word)];
  return [word, english(word), stemFrench(word), stemSpanish(word)];
}
