import type { FacetName } from './facets.js';

/** Whose values a course is packed with, in this order; regions follow from countries. */
export const packedFacets = [
  'topic',
  'level',
  'modality',
  'language',
  'credential',
  'fee',
  'unit',
  'provider',
  'country',
] as const;
export type PackedFacet = (typeof packedFacets)[number];

export const packedAs = (facet: FacetName): PackedFacet => (facet === 'region' ? 'country' : facet);

// Each course is twelve numbers of four bytes: its own, its completeness, a value for each facet, its score.
const fields = 2 + packedFacets.length + 1;
const placeOf = (facet: FacetName): number => 2 + packedFacets.indexOf(packedAs(facet));

/** Which values of a facet pass a filter, by the values' numbers. */
export type Passing = ReadonlyMap<FacetName, Uint8Array>;

/** Where a course stands in the order of relevance. */
export interface Rank {
  readonly number: number;
  readonly score: number;
  readonly completeness: number;
}

/**
 * What matches a question, as PostgreSQL packs it: counting here takes a tenth of what grouping the same rows there does,
 * because nothing is hashed and nothing copied.
 */
export class Hits {
  readonly count: number;
  private readonly numbers: Int32Array;
  private readonly scores: Float32Array;

  /** @param packed twelve numbers of four bytes for each course, most significant byte first; null for none */
  constructor(packed: Uint8Array | null) {
    const own = Buffer.from(new Uint8Array(packed ?? []).buffer);
    own.swap32();
    this.numbers = new Int32Array(own.buffer);
    this.scores = new Float32Array(own.buffer);
    this.count = this.numbers.length / fields;
  }

  /** The numbers of the values that courses have of these facets. */
  valuesOf(names: readonly FacetName[]): Set<number> {
    const values = new Set<number>();
    for (const place of names.map(placeOf)) {
      for (let at = place; at < this.numbers.length; at += fields) values.add(this.numbers[at]!);
    }
    return values;
  }

  /**
   * The courses that pass every filter, and for each facet how many there are of each value among those that pass the
   * filters of the other facets.
   */
  narrowed(
    passing: Passing,
    counted: readonly FacetName[],
  ): { hits: number[]; counts: Map<FacetName, Map<number, number>> } {
    const filters = [...passing].map(([name, values]) => ({ name, values, place: placeOf(name) }));
    const tallies = counted.map((name) => ({ name, place: placeOf(name), counts: new Map<number, number>() }));
    const hits: number[] = [];
    for (let from = 0; from < this.numbers.length; from += fields) {
      let failing: FacetName | undefined;
      let failures = 0;
      for (const { name, values, place } of filters) {
        if (values[this.numbers[from + place]!] !== 1) {
          failing = name;
          failures += 1;
        }
      }
      if (failures > 1) continue;
      if (failures === 0) hits.push(from);
      for (const { name, place, counts } of tallies) {
        if (failures === 1 && name !== failing) continue;
        const value = this.numbers[from + place]!;
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    return { hits, counts: new Map(tallies.map(({ name, counts }) => [name, counts])) };
  }

  /** @param hit as {@link narrowed} gives it */
  rankOf(hit: number): Rank {
    return {
      number: this.numbers[hit]!,
      completeness: this.numbers[hit + 1]!,
      score: Math.round(this.scores[hit + fields - 1]! * 1_000),
    };
  }

  /** The best of the hits that come after a place, best first. */
  best(hits: readonly number[], limit: number, after: Rank | undefined): Rank[] {
    const best: Rank[] = [];
    for (const hit of hits) {
      const rank = this.rankOf(hit);
      if (after && compare(rank, after) <= 0) continue;
      const last = best.at(-1);
      if (best.length === limit && last && compare(rank, last) >= 0) continue;
      const at = best.findIndex((other) => compare(rank, other) < 0);
      best.splice(at < 0 ? best.length : at, 0, rank);
      if (best.length > limit) best.pop();
    }
    return best;
  }
}

/** Higher scores first, then fuller records, then the order in which they came. */
function compare(one: Rank, other: Rank): number {
  return other.score - one.score || other.completeness - one.completeness || one.number - other.number;
}
