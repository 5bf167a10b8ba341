import { type CodeList, iriOf, isOfficialLanguage, type MultilingualText } from '@capdev/taxonomy';
import { inLanguageOrder } from './exchange-lines.js';
import type { NamedOrganisation } from './exports.query.js';

/** A node of a JSON-LD document. */
export type Node = Readonly<Record<string, unknown>>;

/** A name and no address: addresses change, and a file has none. */
export const urn = (id: string): string => `urn:uuid:${id}`;

/** The node without what says nothing. */
export function present(node: Node): Node {
  return Object.fromEntries(
    Object.entries(node).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** The original first. */
export function texts(text: MultilingualText | null): Node[] {
  if (text === null) return [];
  const others = inLanguageOrder(Object.keys(text.text)).filter((language) => language !== text.original);
  return [text.original, ...others].map((language) => ({ '@language': language, '@value': text.text[language] }));
}

export function organisation({ id, name, country }: NamedOrganisation): Node {
  return present({
    '@type': 'Organization',
    '@id': urn(id),
    name: texts(name),
    address: country && { '@type': 'PostalAddress', addressCountry: country },
  });
}

/** Hours in quarters as ISO 8601 writes them. */
export function durationOf(hours: number): string {
  const whole = Math.floor(hours);
  const minutes = Math.round((hours - whole) * 60);
  return `PT${whole > 0 ? `${whole}H` : ''}${minutes > 0 ? `${minutes}M` : ''}`;
}

/** A code of ours; a code of a later edition, which we cannot name, is said by itself. */
export function definedTerm<Code extends string>(list: CodeList<Code>, code: Code, languages: readonly string[]): Node {
  return {
    '@type': 'DefinedTerm',
    '@id': iriOf(list.name, code),
    termCode: code,
    name: labels(list, code, languages),
    inDefinedTermSet: { '@type': 'DefinedTermSet', '@id': iriOf(list.name), name: list.title.en },
  };
}

/** The code's names in the languages that the course speaks. */
export function labels<Code extends string>(list: CodeList<Code>, code: Code, languages: readonly string[]): Node[] {
  const spoken = languages.filter(isOfficialLanguage);
  return (spoken.length > 0 ? inLanguageOrder(spoken) : ['en']).map((language) => ({
    '@language': language,
    '@value': list.labelOrCode(code, language),
  }));
}
