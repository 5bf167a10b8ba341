/** How many courses of a unit, or of all, are how far. */
export interface HarmonisationCounts {
  /** Ever published: the catalogue announces nothing of a draft. */
  readonly catalogued: number;
  readonly published: number;
  /** Published, and filled in far enough. */
  readonly complete: number;
  /** Published, with a level and at least one topic of the taxonomy. */
  readonly classified: number;
}

/** The same in per cent with one decimal; null where there is nothing to have a share of. */
export type HarmonisationShares = { readonly [Measure in keyof HarmonisationCounts]: number | null };

/**
 * What share each number is: catalogued of what all units have catalogued, published of what is catalogued, complete and
 * classified of what is published.
 *
 * @param allCatalogued by every unit
 */
export function sharesOf(counts: HarmonisationCounts, allCatalogued: number): HarmonisationShares {
  const { catalogued, published, complete, classified } = counts;
  return {
    catalogued: share(catalogued, allCatalogued),
    published: share(published, catalogued),
    complete: share(complete, published),
    classified: share(classified, published),
  };
}

export function sumOf(all: readonly HarmonisationCounts[]): HarmonisationCounts {
  const sum = (measure: keyof HarmonisationCounts) => all.reduce((total, counts) => total + counts[measure], 0);
  return {
    catalogued: sum('catalogued'),
    published: sum('published'),
    complete: sum('complete'),
    classified: sum('classified'),
  };
}

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part * 1_000) / whole) / 10;
