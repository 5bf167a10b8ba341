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

/** The words of a text, in order. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let group = 0;
  for (const match of text.matchAll(written)) {
    group += 1;
    for (const part of match[0].matchAll(parts)) {
      const start = match.index + part.index;
      const word = fold(part[0]).slice(0, longestWord);
      if (word !== '') tokens.push({ start, end: start + part[0].length, word, han: startsWithHan.test(word), group });
    }
  }
  return tokens;
}
