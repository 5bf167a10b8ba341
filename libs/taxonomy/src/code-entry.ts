import type { OfficialLanguage } from './language-choice.js';

/** The words for one code in each of the six official languages. */
export type Labels = Readonly<Record<OfficialLanguage, string>>;

/** When something holds: from its first day to before its first day no more. What is left out is open, or not known. */
export interface Period {
  /** The first day, `2023-01-01`. */
  readonly validFrom?: string;
  /** The first day on which it holds no more. */
  readonly validUntil?: string;
}

/** Another word or code under which the same thing is met. */
export interface Alias {
  readonly text: string;
  /** The language of a word; a code has none. */
  readonly language?: OfficialLanguage;
  /** Who says it so. */
  readonly source: string;
}

/** How far two codes of different lists mean the same: the words of SKOS. `broad` points to the wider one. */
export type Relation = 'exact' | 'close' | 'broad' | 'narrow' | 'related';

/** What a code means in another list of ours, or in a vocabulary of others. */
export interface Mapping extends Period {
  /** The name of a list of ours, or of one of the `vocabularies`. */
  readonly scheme: string;
  readonly code: string;
  readonly relation: Relation;
}

/** One code as it is declared. Only the labels are always there. */
export interface Entry extends Labels, Period {
  /** The wider code that contains this one, within the same list. */
  readonly broader?: string;
  /** The codes of the same list that take its place: none (`[]`) when it ended without a successor. */
  readonly replacedBy?: readonly string[];
  readonly aliases?: readonly Alias[];
  readonly mappings?: readonly Mapping[];
  /** What a reader must know to use the code rightly. */
  readonly note?: string;
}

/** Whether it holds on a day (`2026-11-24`). */
export function holdsOn({ validFrom, validUntil }: Period, day: string): boolean {
  return (validFrom === undefined || validFrom <= day) && (validUntil === undefined || day < validUntil);
}
