import { pairsOf } from './course-words.js';
import { stemsOf } from './stems.js';
import { type Token, tokensOf } from './tokens.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** A text as HTML. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);

type Range = readonly [start: number, end: number];

/**
 * A text as HTML with the words that match in `<mark>`. Whatever the text holds is escaped, so that the answer can be put
 * into a page as it is; nothing but `<mark>` is ever added.
 *
 * @param stems what was looked for
 */
export function highlighted(text: string, language: string, stems: ReadonlySet<string>): string {
  const primary = language.split('-', 1)[0];
  const ranges = tokensOf(text).flatMap((token) =>
    token.han
      ? hanRanges(token, text, stems)
      : stemsOf(token.word, primary).some((stem) => stems.has(stem))
        ? [[token.start, token.end] as const]
        : [],
  );
  return marked(text, joined(ranges));
}

/** A text as HTML, with these parts of it in `<mark>`; they are in order and apart from each other. */
export function marked(text: string, ranges: readonly Range[]): string {
  let html = '';
  let upTo = 0;
  for (const [start, end] of ranges) {
    html += `${escaped(text.slice(upTo, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
    upTo = end;
  }
  return html + escaped(text.slice(upTo));
}

/** The pairs and single characters of a run that were looked for. */
function hanRanges({ start, end, word }: Token, text: string, stems: ReadonlySet<string>): Range[] {
  const characters = [...word];
  // Folding has taken something out, so places no longer agree: the run is marked as one.
  if (text.slice(start, end) !== word) return pairsOf(word).some((pair) => stems.has(pair)) ? [[start, end]] : [];
  const ranges: Range[] = [];
  let at = start;
  for (const [index, pair] of pairsOf(word).entries()) {
    const first = characters[index]!;
    if (stems.has(pair)) ranges.push([at, at + pair.length]);
    else if (stems.has(first)) ranges.push([at, at + first.length]);
    at += first.length;
  }
  return ranges;
}

/** Ranges that touch become one. */
function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const [start, end] of ranges) {
    const last = result.at(-1);
    if (last && start <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], end)];
    else result.push([start, end]);
  }
  return result;
}
