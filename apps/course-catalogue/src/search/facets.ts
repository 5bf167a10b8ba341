import {
  countriesOf,
  countries,
  credentialKinds,
  feeKinds,
  languageName,
  levels,
  modalities,
  regionOf,
  regions,
  topics,
  units,
} from '@capdev/taxonomy';
import type { CodeList, Country, Region, Topic } from '@capdev/taxonomy';

/** What courses are counted and narrowed down by. */
export const facetNames = [
  'topic',
  'level',
  'modality',
  'language',
  'credential',
  'fee',
  'unit',
  'provider',
  'country',
  'region',
] as const;
export type FacetName = (typeof facetNames)[number];

interface Facet {
  /** What a row is grouped by; a row without one is not counted. */
  readonly key: string;
  /** Whether a row has any of the values in `?`. */
  readonly condition: string;
  /** The values as the condition compares them, where it is not by their own codes. */
  readonly compared?: (codes: readonly string[]) => string[];
  /** The codes that a group stands for. */
  readonly codesIn: (key: string) => readonly string[];
  readonly label: (code: string, language: string) => string;
}

const single = (column: string, list: CodeList<string>): Facet => ({
  key: column,
  condition: `${column} = ANY (?::text[])`,
  codesIn: (key) => [key],
  label: (code, language) => (list.has(code) ? list.label(code, language) : code),
});
const words = (key: string): string[] => (key === '' ? [] : key.split(' '));
const anyOf = (column: string): string => `string_to_array(${column}, ' ') && ?::text[]`;

export const facets: Readonly<Record<FacetName, Facet>> = {
  topic: {
    key: 'topics',
    condition: anyOf('topics'),
    compared: (codes) => [...new Set(codes.flatMap((code) => topics.within(code as Topic)))],
    codesIn: (key) => withBroader(words(key)),
    label: (code, language) => (topics.has(code) ? topics.label(code, language) : code),
  },
  level: single('level', levels),
  modality: single('modality', modalities),
  language: {
    key: 'languages',
    condition: anyOf('languages'),
    codesIn: words,
    label: languageName,
  },
  credential: single('credential', credentialKinds),
  fee: single('fee', feeKinds),
  unit: single('unit', units),
  provider: {
    key: `array_to_string(provider_ids, ' ')`,
    condition: 'provider_ids && ?::uuid[]',
    codesIn: words,
    label: (code) => code,
  },
  country: {
    key: 'countries',
    condition: anyOf('countries'),
    codesIn: words,
    label: (code, language) => (countries.has(code) ? countries.label(code, language) : code),
  },
  region: {
    key: 'countries',
    condition: anyOf('countries'),
    compared: (codes) => codes.flatMap((code) => countriesOf(code as Region)),
    codesIn: (key) => [...new Set(words(key).flatMap((code) => regionOf(code as Country) ?? []))],
    label: (code, language) => (regions.has(code) ? regions.label(code, language) : code),
  },
};

/** A course on a narrow topic is also one on the wider topic. */
function withBroader(codes: readonly string[]): string[] {
  const all = new Set<string>();
  for (const code of codes) {
    for (let at: string | undefined = code; at !== undefined; at = topics.has(at) ? topics.broader(at) : undefined)
      all.add(at);
  }
  return [...all];
}

/** Rows of one group: the key, and how many there are. */
export type Group = readonly [key: string | null, count: number];

export interface FacetValue {
  readonly code: string;
  readonly label: string;
  readonly count: number;
}

/** Who narrows down by more values than these types a name instead. */
const mostValues = 250;

/** A facet's values with their counts, the most frequent first. */
export function valuesOf(
  name: FacetName,
  groups: readonly Group[],
  language: string,
  names: ReadonlyMap<string, string> = new Map(),
): FacetValue[] {
  const { codesIn, label } = facets[name];
  const counts = new Map<string, number>();
  for (const [key, count] of groups) {
    for (const code of key === null ? [] : codesIn(key)) counts.set(code, (counts.get(code) ?? 0) + count);
  }
  return [...counts]
    .map(([code, count]) => ({ code, label: names.get(code) ?? label(code, language), count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
    .slice(0, mostValues);
}
