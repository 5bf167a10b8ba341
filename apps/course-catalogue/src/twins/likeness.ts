import { countries, languageName, levels, type MultilingualText } from '@capdev/taxonomy';
import { farApart } from '../search/slips.js';
import { tokensOf } from '../search/tokens.js';
import { type Title, titlesOf, type TitleWord } from './title-words.js';

/** In what two titles are nearly identical. */
export interface Likeness {
  /** The other title, in the language in which the two are alike. */
  readonly title: string;
  /** For whoever has to decide whether it is the same course. */
  readonly why: string;
}

/**
 * Whether two titles are nearly identical: in a language that both have, the same words in any order and form, or one of
 * them a slip of the pen.
 */
export function likenessOf(one: MultilingualText, other: MultilingualText): Likeness | undefined {
  const others = titlesOf(other);
  for (const title of titlesOf(one)) {
    for (const another of others) {
      const why = title.language === another.language ? whyAlike(title, another) : undefined;
      if (why !== undefined) return { title: another.text, why };
    }
  }
  return undefined;
}

function whyAlike(one: Title, other: Title): string | undefined {
  const titles = `The titles in ${languageName(one.language, 'en')}`;
  if (one.runTogether === other.runTogether) return `${titles} are the same.`;
  const [mine, theirs] = [without(one.words, other.words), without(other.words, one.words)];
  if (mine.length === 0 && theirs.length === 0) return `${titles} have the same words.`;
  const [word, another] = [mine[0], theirs[0]];
  if (mine.length > 1 || theirs.length > 1 || !word || !another || !isSlip(word, another)) return undefined;
  return `${titles} differ only by “${word.written}” and “${another.written}”.`;
}

/** The words that others do not have; a word that is there twice counts twice. */
function without(words: readonly TitleWord[], others: readonly TitleWord[]): TitleWord[] {
  const left = others.map(({ stem }) => stem);
  return words.filter(({ stem }) => {
    const at = left.indexOf(stem);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** From so many letters on, two of them may be wrong. */
const longWord = 8;

/** A slip leaves the first letter as it is, or nobody could tell Gambia from Zambia; two slips leave the last one too. */
function isSlip(one: TitleWord, other: TitleWord): boolean {
  if (one.exact || other.exact || one.stem[0] !== other.stem[0]) return false;
  const [a, b] = [one.written, other.written];
  if (names.has(a) && names.has(b)) return false;
  const far = farApart(a, b);
  return far <= 1 || (far === 2 && Math.min(a.length, b.length) >= longWord && a.at(-1) === b.at(-1));
}

/** Words that differ by a letter and mean two things for all that: Iran and Iraq, and whatever levels may be called. */
const names: ReadonlySet<string> = new Set(
  [countries, levels]
    .flatMap((list) => list.codes.flatMap((code) => Object.values<string>(list.labels(code as never))))
    .flatMap((label) => tokensOf(label).map(({ word }) => word)),
);
