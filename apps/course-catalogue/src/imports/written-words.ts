import { isLanguageCode, languages } from '@capdev/taxonomy';
import type { Words } from './catalogue-fields.js';
import type { Meaning, Spellings } from './mapping-rules.js';

/** What a written word means: a code, nothing that the catalogue keeps, or it is not known. */
export type Understood = { readonly code: string } | 'says nothing' | 'not known';

/** What people put around a word by mistake: blanks and semicolons behind it, quotation marks around it. */
export function tidied(written: string): string {
  const bare = written.trim().replace(/[\s;]+$/, '');
  const inside = /^[“”„‘’‚«»"'](.*)[“”‘’«»"']$/su.exec(bare)?.[1];
  return (inside ?? bare).trim();
}

/** Looks a word up: in the mapping's spellings, as a code in any letters, and by name where the mapping says so. */
export function understood(written: string, { spellings, by }: Meaning, words: Words | undefined): Understood {
  const word = tidied(written);
  const small = word.toLowerCase();
  if (spellings && Object.hasOwn(spellings, small)) return meant(spellings, small);
  if (!words) return understoodLanguage(word, by);
  const code = [word, small, word.toUpperCase()].find((one) => words.codes.includes(one));
  if (code !== undefined) return { code };
  const named = by === 'name' ? (words.find?.(word) ?? []) : [];
  return named.length === 1 ? { code: named[0]! } : 'not known';
}

/** A language in its canonical spelling, from `en_gb`, `EN` or, by name, `English`. */
export function understoodLanguage(word: string, by: 'name' | undefined): Understood {
  const canonical = canonicalLanguage(word);
  if (canonical !== undefined) return { code: canonical };
  const named = by === 'name' ? languages.find(word) : [];
  return named.length === 1 ? { code: named[0]! } : 'not known';
}

function meant(spellings: Spellings, small: string): Understood {
  const code = spellings[small];
  return typeof code === 'string' ? { code } : 'says nothing';
}

function canonicalLanguage(word: string): string | undefined {
  if (word.length > 35) return undefined;
  try {
    const [code] = Intl.getCanonicalLocales(word.replaceAll('_', '-'));
    return isLanguageCode(code) ? code : undefined;
  } catch {
    return undefined; // It throws on what is no language tag: that is the answer.
  }
}

const mostShown = 40;

/** What to write instead of a word that is not known. */
export function adviceFor({ spellings }: Meaning, words: Words | undefined): string {
  if (!words) return 'use language codes such as en or pt-BR';
  const accepted = [...words.codes, ...Object.keys(spellings ?? {})];
  return accepted.length > mostShown
    ? `use a code of the list ${words.name}, such as ${words.codes.slice(0, 3).join(', ')}`
    : `use one of: ${accepted.join(', ')}`;
}

/** A text for a sentence: not so long that the sentence is lost in it. */
export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
