import type { MultilingualText } from '@capdev/taxonomy';
import { isStopWord } from './stop-words.js';
import { stemsOf, withoutArticle } from './stems.js';
import { tokensOf } from './tokens.js';

/** How much a place in the record weighs: title and code, summary, outcomes and description, everything else. */
export type Weight = 'A' | 'B' | 'C' | 'D';

/** The pairs of neighbouring Chinese characters, and the last one alone: whatever part is asked for begins one of them. */
export function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.map((character, at) => character + (characters[at + 1] ?? ''));
}

// More say nothing more of a text, and a vector with all of them is twice as long.
const mostPositions = 6;

/** Collects the words of a record, and writes them down the way PostgreSQL takes a text vector. */
export class WordCollection {
  private readonly positions = new Map<string, string[]>();
  private readonly inTitle = new Set<string>();
  private readonly seen = new Map<string, ReadonlySet<string>>();
  private position = 0;

  /** Adds a text in every language that it is in. */
  add(text: MultilingualText | null, weight: Weight): void {
    for (const [language, words] of Object.entries(text?.text ?? {})) this.addText(words ?? '', language, weight);
  }

  addText(text: string, language: string, weight: Weight): void {
    const primary = language.split('-', 1)[0]!;
    let joined = { group: 0, word: '', parts: 0 };
    for (const { word, han, group } of tokensOf(text)) {
      this.position += 1;
      if (han) {
        for (const pair of pairsOf(word)) this.put(pair, weight);
        continue;
      }
      joined =
        group === joined.group
          ? { group, word: joined.word + word, parts: joined.parts + 1 }
          : { group, word, parts: 1 };
      // e-waste is also looked for as ewaste.
      if (joined.parts > 1) this.put(joined.word, weight);
      if (isStopWord(word, primary)) continue;
      const stems = stemsOf(word, primary);
      const spelt = withoutArticle(word);
      this.seen.set(spelt, new Set([...(this.seen.get(spelt) ?? []), ...stems]));
      for (const stem of stems) this.put(stem, weight);
    }
    // Words of different texts are not neighbours.
    this.position += 10;
  }

  /** As `tsvector` reads it. */
  get vector(): string {
    const words = [...this.positions].map(([stem, places]) => `${quoted(stem)}:${places.join(',')}`);
    return [...words, ...[...this.inTitle].map((stem) => quoted(titleLexeme(stem)))].join(' ');
  }

  /** Every written word with each of its stems: what a misspelt or unfinished word of a question is compared with. */
  get vocabulary(): (readonly [word: string, stem: string])[] {
    return [...this.seen].flatMap(([word, stems]) => [...stems].map((stem) => [word, stem] as const));
  }

  /** Adds what is looked up as it is. */
  put(stem: string, weight: Weight): void {
    const places = this.positions.get(stem) ?? [];
    if (places.length === 0) this.positions.set(stem, places);
    if (weight === 'A') this.inTitle.add(stem);
    if (places.length < mostPositions) places.push(`${Math.min(this.position, 16_383)}${weight === 'D' ? '' : weight}`);
  }
}

/**
 * What a course is found by that has a word in its title, beside the word itself: the index knows which courses have a
 * word, but not where, and reading thousands of rows to see where takes longer than all else. No word begins like this.
 */
export const titleLexeme = (stem: string): string => `^${stem}`;

/** A lexeme as `tsvector` and `tsquery` read it. */
export function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
