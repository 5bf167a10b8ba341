import { fold } from './folding.js';

/** A word as it stands in a text: where, and what of it matters. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** Folded; never empty. */
  readonly word: string;
  /** Chinese characters, which are written without blanks and looked up in pairs. */
  readonly han: boolean;
  /** Number of the written word that it is a part of: `e` and `waste` of e-waste have the same. */
  readonly group: number;
}

// A written word may hold marks and invisible characters between its letters, and hyphens between its parts.
const written =
  /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\p{Default_Ignorable_Code_Point}\u0640]|[-\u2010\u2011](?=[\p{L}\p{N}]))*/gu;
const parts =
  /\p{Script=Han}(?:\p{Default_Ignorable_Code_Point}*\p{Script=Han})*|(?:(?!\p{Script=Han})[^-\u2010\u2011])+/gu;
const startsWithHan = /^\p{Script=Han}/u;
/** Longer than any word; what is longer is noise, and its beginning identifies it well enough. */
const longestWord = 60;

/** Most texts have neither: then every written word is a word. */
const hyphenOrHan = /[-\u2010\u2011\p{Script=Han}]/u;

/** The words of a text, in order. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  eachWord(text, (raw, start, group, han) => {
    const word = wordOf(raw);
    if (word !== '') tokens.push({ start, end: start + raw.length, word, han, group });
  });
  return tokens;
}

/** What of a word as it is written matters. */
export const wordOf = (raw: string): string => fold(raw).slice(0, longestWord);

/** Visits the words of a text as they are written, in order. */
export function eachWord(text: string, visit: (raw: string, start: number, group: number, han: boolean) => void): void {
  const whole = !hyphenOrHan.test(text);
  let group = 0;
  written.lastIndex = 0;
  for (let match = written.exec(text); match; match = written.exec(text)) {
    const [found] = match;
    group += 1;
    if (whole) visit(found, match.index, group, false);
    else
      for (const part of found.matchAll(parts))
        visit(part[0], match.index + part.index, group, startsWithHan.test(part[0]));
  }
}
