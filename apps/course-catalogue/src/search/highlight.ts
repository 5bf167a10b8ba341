import { pairsOf } from './course-words.js';
import { stemsOf } from './stems.js';
import { eachWord, wordOf } from './tokens.js';

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

/** Marks what was looked for in the texts of one answer, whose words are much the same from text to text. */
export class Highlighter {
  private readonly known = new Map<string, Map<string, boolean>>();

  /** @param stems what was looked for */
  constructor(private readonly stems: ReadonlySet<string>) {}

  /**
   * A text as HTML with the words that match in `<mark>`. Whatever the text holds is escaped, so that the answer can be put
   * into a page as it is; nothing but `<mark>` is ever added.
   */
  highlighted(text: string, language: string): string {
    const primary = language.split('-', 1)[0]!;
    let known = this.known.get(primary);
    if (!known) this.known.set(primary, (known = new Map()));
    const ranges: Range[] = [];
    eachWord(text, (raw, start, _, han) => {
      if (han) return void ranges.push(...hanRanges(raw, start, this.stems));
      let matches = known.get(raw);
      if (matches === undefined) {
        matches = stemsOf(wordOf(raw), primary).some((stem) => this.stems.has(stem));
        known.set(raw, matches);
      }
      if (matches) ranges.push([start, start + raw.length]);
    });
    return marked(text, joined(ranges));
  }
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
function hanRanges(raw: string, start: number, stems: ReadonlySet<string>): Range[] {
  const word = wordOf(raw);
  const characters = [...word];
  // Folding has taken something out, so places no longer agree: the run is marked as one.
  if (raw !== word) return pairsOf(word).some((pair) => stems.has(pair)) ? [[start, start + raw.length]] : [];
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
