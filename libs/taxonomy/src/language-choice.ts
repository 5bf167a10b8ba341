/** The six official languages of the United Nations, in their usual (English alphabetical) order. */
export const officialLanguages = ['ar', 'zh', 'en', 'fr', 'ru', 'es'] as const;

/** One of the six official languages. */
export type OfficialLanguage = (typeof officialLanguages)[number];

/** A BCP 47 language code in canonical form. The list is open: courses are also taught in Portuguese. */
export type LanguageCode = OfficialLanguage | (string & {});

const official: ReadonlySet<unknown> = new Set(officialLanguages);

/** Whether the code is one of the six; `fr-CH` is not, `fr` is. */
export function isOfficialLanguage(code: unknown): code is OfficialLanguage {
  return official.has(code);
}

/** `zh` of `zh-Hant-TW`. */
export function primarySubtag(code: string): string {
  const end = code.indexOf('-');
  return end < 0 ? code : code.slice(0, end);
}

/** The official language that serves a reader of `code` best; English when there is none. */
export function bestLanguage(code: string): OfficialLanguage {
  if (isOfficialLanguage(code)) return code;
  const primary = primarySubtag(code);
  return isOfficialLanguage(primary) ? primary : 'en';
}
