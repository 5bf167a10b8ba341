import type { Alias } from './code-entry.js';
import { defineCodeList } from './code-list.js';
import { isOfficialLanguage } from './language-choice.js';

const iso639 = (text: string): Alias[] => [{ text, source: 'ISO 639-3' }];

/** The six official languages with their names. Other languages are allowed too: see {@link isLanguageCode}. */
export const languages = defineCodeList({
  name: 'languages',
  title: {
    ar: 'اللغات الرسمية',
    zh: '正式语文',
    en: 'Official languages',
    fr: 'Langues officielles',
    ru: 'Официальные языки',
    es: 'Idiomas oficiales',
  },
  source: 'Official languages of the United Nations; codes of ISO 639-1',
  edition: '2026',
  note: 'The languages every label is in. What a course is taught in is open: any language code of BCP 47 whose language exists.',
  codes: {
    ar: {
      ar: 'العربية',
      zh: '阿拉伯文',
      en: 'Arabic',
      fr: 'arabe',
      ru: 'арабский',
      es: 'árabe',
      aliases: iso639('ara'),
    },
    zh: {
      ar: 'الصينية',
      zh: '中文',
      en: 'Chinese',
      fr: 'chinois',
      ru: 'китайский',
      es: 'chino',
      aliases: iso639('zho'),
    },
    en: {
      ar: 'الإنكليزية',
      zh: '英文',
      en: 'English',
      fr: 'anglais',
      ru: 'английский',
      es: 'inglés',
      aliases: iso639('eng'),
    },
    fr: {
      ar: 'الفرنسية',
      zh: '法文',
      en: 'French',
      fr: 'français',
      ru: 'французский',
      es: 'francés',
      aliases: iso639('fra'),
    },
    ru: { ar: 'الروسية', zh: '俄文', en: 'Russian', fr: 'russe', ru: 'русский', es: 'ruso', aliases: iso639('rus') },
    es: {
      ar: 'الإسبانية',
      zh: '西班牙文',
      en: 'Spanish',
      fr: 'espagnol',
      ru: 'испанский',
      es: 'español',
      aliases: iso639('spa'),
    },
  },
});

const known = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const verdicts = new Map<string, boolean>();
const MOST_VERDICTS = 1_000;

/**
 * Whether a value is a language code we can store: BCP 47, in canonical spelling (`pt-BR`, not `pt_br`), and a language
 * that exists (`xx` is well formed but nobody speaks it).
 */
export function isLanguageCode(value: string): boolean;
export function isLanguageCode(value: unknown): value is string;
export function isLanguageCode(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 35) return false;
  const before = verdicts.get(value);
  if (before !== undefined) return before;
  const verdict = isOfficialLanguage(value) || isKnownCanonical(value);
  // Outside input must not grow the memory for ever.
  if (verdicts.size < MOST_VERDICTS) verdicts.set(value, verdict);
  return verdict;
}

function isKnownCanonical(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value)[0] === value && known.of(value) !== undefined;
  } catch {
    return false; // Both calls throw on text that is no language tag at all: that is the answer, not a fault.
  }
}

/** The name of any language, in the language of the reader: `languageName('pt', 'fr')` is "portugais". */
export function languageName(code: string, language: string): string {
  if (languages.has(code)) return languages.label(code, language);
  return new Intl.DisplayNames([language, 'en'], { type: 'language' }).of(code) ?? code;
}
