import { isLanguageCode } from '@capdev/taxonomy';
import { faultOfText } from './plain-text.js';

/** No text is translated into more languages than this; it keeps a field's largest size known. */
export const mostLanguages = 12;

/** What is wrong with a text in several languages, or undefined when nothing is. */
export function faultOfMultilingual(value: unknown, longest: number): string | undefined {
  if (
    !isRecord(value) ||
    !isRecord(value.text) ||
    Object.keys(value).some((key) => !['original', 'text'].includes(key))
  ) {
    return 'must be {"original": language code, "text": {language code: text}}';
  }
  const { original, text } = value;
  const languages = Object.keys(text);
  if (languages.length > mostLanguages) return `may be in at most ${mostLanguages} languages`;
  const unknown = languages.find((language) => !isLanguageCode(language));
  if (unknown !== undefined) return `is in a language whose code is not known: ${JSON.stringify(unknown.slice(0, 40))}`;
  if (typeof original !== 'string' || !Object.hasOwn(text, original)) {
    return 'must say in "original" which of its languages is the original';
  }
  for (const language of languages) {
    const fault = faultOfText(text[language], longest);
    if (fault !== undefined) return `${fault} (in ${language})`;
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
