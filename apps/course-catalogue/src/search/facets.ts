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
  /** The codes that narrowing down by some leaves, where it is not just these. */
  readonly widened?: (codes: readonly string[]) => readonly string[];
  /** The codes that a course with these values counts for. */
  readonly counted?: (codes: readonly string[]) => readonly string[];
  readonly label: (code: string, language: string) => string;
}

const listed = (list: CodeList<string>): Facet => ({ label: (code, language) => list.labelOrCode(code, language) });

const facets: Readonly<Record<FacetName, Facet>> = {
  topic: {
    ...listed(topics),
    widened: (codes) => codes.flatMap((code) => topics.within(code as Topic)),
    counted: withBroader,
  },
  level: listed(levels),
  modality: listed(modalities),
  language: { label: languageName },
  credential: listed(credentialKinds),
  fee: listed(feeKinds),
  unit: listed(units),
  provider: { label: (code) => code },
  country: listed(countries),
  region: {
    ...listed(regions),
    widened: (codes) => codes.flatMap((code) => countriesOf(code as Region)),
    counted: (codes) => [...new Set(codes.flatMap((code) => regionOf(code as Country) ?? []))],
  },
};

const codesIn = (value: string): string[] => (value === '' ? [] : value.split(' '));

/** The codes that narrowing down by these leaves: the narrower topics too, the countries of a region. */
export function codesWithin(name: FacetName, codes: readonly string[]): readonly string[] {
  return [...new Set(facets[name].widened?.(codes) ?? codes)];
}

/** Whether a value stands for one of the codes. */
export const hasAny =
  (codes: readonly string[]) =>
  (value: string): boolean =>
    codesIn(value).some((code) => codes.includes(code));

/** A course on a narrow topic is also one on the wider topic. */
function withBroader(codes: readonly string[]): string[] {
  const all = new Set<string>();
  for (const code of codes) {
    for (let at: string | undefined = code; at !== undefined; at = topics.has(at) ? topics.broader(at) : undefined)
      all.add(at);
  }
  return [...all];
}

export interface FacetValue {
  readonly code: string;
  readonly label: string;
  readonly count: number;
}

/** Who narrows down by more values than these types a name instead. */
const mostValues = 250;

/**
 * A facet's values with their counts, the most frequent first.
 *
 * @param counts how many courses have each value: codes with blanks between them
 */
export function valuesOf(
  name: FacetName,
  counts: Iterable<readonly [value: string, count: number]>,
  language: string,
  names: ReadonlyMap<string, string> = new Map(),
): FacetValue[] {
  const { counted, label } = facets[name];
  const byCode = new Map<string, number>();
  for (const [value, count] of counts) {
    const codes = codesIn(value);
    for (const code of counted?.(codes) ?? codes) byCode.set(code, (byCode.get(code) ?? 0) + count);
  }
  return [...byCode]
    .map(([code, count]) => ({ code, label: names.get(code) ?? label(code, language), count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
    .slice(0, mostValues);
}
