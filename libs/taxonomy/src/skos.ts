import type { Labels, Mapping, Period, Relation } from './code-entry.js';
import type { CodeDetails, CodeList } from './code-list.js';
import { iriOf } from './mappings.js';

/** A node of the graph: a scheme or a concept. */
export type SkosNode = Readonly<Record<string, unknown>>;

/** A SKOS document in JSON-LD 1.1 that brings its own context: nothing has to be fetched to read it. */
export interface SkosDocument {
  readonly '@context': object;
  readonly '@graph': readonly SkosNode[];
}

const references = { '@type': '@id', '@container': '@set' };
const byLanguage = { '@container': '@language' };
const day = { '@type': 'xsd:date' };
const matches: Record<Relation, string> = {
  exact: 'exactMatch',
  close: 'closeMatch',
  broad: 'broadMatch',
  narrow: 'narrowMatch',
  related: 'relatedMatch',
};

const context = Object.freeze({
  '@version': 1.1,
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dct: 'http://purl.org/dc/terms/',
  owl: 'http://www.w3.org/2002/07/owl#',
  schema: 'https://schema.org/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  id: '@id',
  type: '@type',
  ConceptScheme: 'skos:ConceptScheme',
  Concept: 'skos:Concept',
  prefLabel: { '@id': 'skos:prefLabel', ...byLanguage },
  altLabel: { '@id': 'skos:altLabel', ...byLanguage },
  notation: 'skos:notation',
  scopeNote: { '@id': 'skos:scopeNote', ...byLanguage },
  ...Object.fromEntries(
    ['inScheme', 'hasTopConcept', 'topConceptOf', 'broader', 'narrower', ...Object.values(matches)].map((term) => [
      term,
      { '@id': `skos:${term}`, ...references },
    ]),
  ),
  isReplacedBy: { '@id': 'dct:isReplacedBy', ...references },
  replaces: { '@id': 'dct:replaces', ...references },
  source: 'dct:source',
  licence: 'dct:license',
  edition: 'owl:versionInfo',
  validFrom: { '@id': 'schema:validFrom', ...day },
  validThrough: { '@id': 'schema:validThrough', ...day },
});

/**
 * Lists as SKOS concept schemes, under the names that `iriOf` gives. Aliases are alternative labels; what a code belonged
 * to only for a time is left out, since SKOS cannot say when.
 */
export function skosOf(lists: readonly CodeList<string>[]): SkosDocument {
  return { '@context': context, '@graph': lists.flatMap((list) => [schemeOf(list), ...conceptsOf(list)]) };
}

function schemeOf(list: CodeList<string>): SkosNode {
  return {
    id: iriOf(list.name),
    type: 'ConceptScheme',
    prefLabel: list.title,
    source: list.source,
    ...(list.licence !== undefined && { licence: list.licence }),
    edition: list.edition,
    ...noted(list.note),
    ...dated(list),
    hasTopConcept: list.codes.filter((code) => list.broader(code) === undefined).map((code) => iriOf(list.name, code)),
  };
}

function conceptsOf(list: CodeList<string>): SkosNode[] {
  const iris = (codes: readonly string[]): string[] => codes.map((code) => iriOf(list.name, code));
  return list.codes.map((code) => {
    const details = list.details(code);
    const { broader, narrower, replacedBy = [], replaces } = details;
    return {
      id: iriOf(list.name, code),
      type: 'Concept',
      inScheme: [iriOf(list.name)],
      ...(broader === undefined ? { topConceptOf: [iriOf(list.name)] } : { broader: iris([broader]) }),
      notation: code,
      prefLabel: details.labels,
      ...filled('altLabel', alternatives(details)),
      ...noted(details.note),
      ...filled('narrower', iris(narrower)),
      ...filled('isReplacedBy', iris(replacedBy)),
      ...filled('replaces', iris(replaces)),
      ...dated(details),
      ...matched(details.mappings),
    };
  });
}

/** Language → words; codes have no language. */
function alternatives({ aliases }: CodeDetails<string>): Partial<Record<keyof Labels | '@none', string[]>> {
  const found: Partial<Record<keyof Labels | '@none', string[]>> = {};
  for (const { text, language = '@none' } of aliases) (found[language] ??= []).push(text);
  return found;
}

function matched(mappings: readonly Mapping[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { scheme, code, relation, validUntil } of mappings) {
    if (validUntil !== undefined) continue;
    (found[matches[relation]] ??= []).push(iriOf(scheme, code));
  }
  return found;
}

/** Schema.org names the last day on which a thing is valid, we the first on which it is not any more. */
function dated({ validFrom, validUntil }: Period): object {
  return {
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validThrough: dayBefore(validUntil) }),
  };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

function noted(note: string | undefined): object {
  return note === undefined ? {} : { scopeNote: { en: note } };
}

function filled(term: string, value: object): object {
  return Object.keys(value).length === 0 ? {} : { [term]: value };
}
