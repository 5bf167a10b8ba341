import { isLanguageCode } from './languages.js';
import { primarySubtag, type LanguageCode } from './language-choice.js';

/** A text in one or more languages, one of which is the original that the others translate. */
export interface MultilingualText {
  readonly original: LanguageCode;
  /** Canonical BCP 47 code → text. The original is always among them. */
  readonly text: Readonly<Partial<Record<string, string>>>;
}

/** What a reader is shown: the text and, for `Content-Language`, the language it is in. */
export interface PickedText {
  readonly language: string;
  readonly value: string;
  readonly isOriginal: boolean;
}

/**
 * The best text for a reader. For each preferred language in turn: exactly that one, its primary language (`fr` for
 * `fr-CH`), or a variety of it (`zh-Hans` for `zh`); then English; then the original. Codes are expected in canonical form.
 *
 * @example
 * pickText({ original: 'en', text: { en: 'Spectrum', fr: 'Spectre' } }, ['fr-CH']); // { language: 'fr', value: 'Spectre', … }
 */
export function pickText(multilingual: MultilingualText, preferredLanguages: readonly string[]): PickedText {
  const { original, text } = multilingual;
  for (const preferred of preferredLanguages) {
    const language = closest(text, preferred);
    if (language !== undefined) return picked(text, language, original);
  }
  return picked(text, present(text, 'en') ? 'en' : original, original);
}

function closest(text: MultilingualText['text'], preferred: string): string | undefined {
  if (present(text, preferred)) return preferred;
  const primary = primarySubtag(preferred);
  if (primary !== preferred && present(text, primary)) return primary;
  for (const language in text) {
    if (primarySubtag(language) === primary && present(text, language)) return language;
  }
  return undefined;
}

// The type check is also what keeps a reader who "prefers" the language `constructor` away from Object.prototype.
function present(text: MultilingualText['text'], language: string): boolean {
  const value: unknown = text[language];
  return typeof value === 'string' && value !== '';
}

function picked(text: MultilingualText['text'], language: string, original: string): PickedText {
  return { language, value: text[language] ?? '', isOriginal: language === original };
}

/** Whether a value from outside is a multilingual text: known language codes, no empty text, the original present. */
export function isMultilingualText(value: unknown): value is MultilingualText {
  if (!isRecord(value) || !isRecord(value.text)) return false;
  const entries = Object.entries(value.text);
  return (
    typeof value.original === 'string' &&
    Object.hasOwn(value.text, value.original) &&
    entries.every(([code, words]) => isLanguageCode(code) && typeof words === 'string' && words.trim() !== '')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
