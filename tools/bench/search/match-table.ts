import { median } from '../figures.js';
import type { Matches } from './same-hits.js';

export function matchHeadings(courses: readonly number[]): string[] {
  return ['language', 'question', ...courses.flatMap((count) => [`service, of ${count}`, `bare, of ${count}`])];
}

/** How many courses match each question, for each size of the catalogue. */
export function matchRows(sizes: readonly (readonly Matches[])[]): string[][] {
  return (sizes[0] ?? []).map(({ language, q }, at) => [
    language,
    q,
    ...sizes.flatMap((matches) => [String(matches[at]!.service), countOf(matches[at]!)]),
  ]);
}

const countOf = ({ bare, missing = [] }: Matches): string =>
  missing.length === 0 ? String(bare) : `${bare} (${missing.length} not found, such as ${missing[0]})`;

/** The least, the middle and the most of them. */
export function spreadOf(matches: readonly Matches[]): string {
  const inWords = (counts: readonly number[]): string =>
    `${Math.min(...counts)}, ${median(counts)} and ${Math.max(...counts)}`;
  return `${inWords(matches.map(({ service }) => service))} for the service, ${inWords(matches.map(({ bare }) => bare))} for the bare server (least, median, most)`;
}
