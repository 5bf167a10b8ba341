import type { MultilingualText } from '@capdev/taxonomy';
import { type Title, titlesOf } from './title-words.js';

/** What of a course says which one it is. */
export interface Marked {
  readonly title: MultilingualText;
  readonly providerIds: readonly string[];
  readonly owningUnit: string;
}

/** Who gives the course: each of its providers, or its unit where it names none. */
export function giversOf({ providerIds, owningUnit }: Omit<Marked, 'title'>): string[] {
  return providerIds.length > 0 ? [...providerIds].sort() : [`unit ${owningUnit}`];
}

/**
 * Numbers of which courses with nearly identical titles and a giver in common have one in common; what else has one in
 * common has to be compared. For each giver, one for each language of the title and one for the original run together.
 *
 * @returns 64-bit integers as text, for `bigint[]`
 */
export function titleMarksOf(course: Marked): string[] {
  const titles = titlesOf(course.title);
  const texts = new Set(titles.map(outlineOf));
  if (titles[0]) texts.add(`${titles[0].language} ${titles[0].runTogether}`);
  return giversOf(course).flatMap((giver) => [...texts].map((text) => numberOf(`${giver}\n${text}`)));
}

/**
 * What every title has that is nearly identical to this one: of a word that may be misspelt the first letter, which
 * slips leave as it is, and of others everything. It is one number for a title, where the usual ways of finding misspelt
 * titles take one for each word or letter.
 */
function outlineOf({ language, words }: Title): string {
  const parts = words.map(({ stem, exact }) => (exact ? stem : `${stem[0]}…`));
  return `${language}: ${parts.sort().join(' ')}`;
}

/**
 * A 64-bit number for a text, as text. Of two texts with one number nothing worse comes than one comparison too many, so it
 * is made the quick way (two rounds of FNV-1a with different beginnings) and not the safe one.
 */
export function numberOf(text: string): string {
  let [high, low] = [0x811c9dc5, 0xc9dc5118];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul((low ^ unit) + at, 0x01000193);
  }
  return ((BigInt(high) << 32n) | BigInt(low >>> 0)).toString();
}
