/** What is wrong with one field of one row, and what to do about it. */
export interface RowFault {
  /** The column or property of the source, or the field of the catalogue when nothing in the source feeds it. */
  readonly field: string;
  readonly reason: string;
  readonly advice: string;
}

/** An organisation as a row names it. */
export interface NamedOrganisation {
  readonly name: string;
  readonly kind: string;
  readonly language: string;
}

/** A run of the course that a row tells of. */
export interface ImportedOffering {
  /** The source's own identifier of the run. */
  readonly key: string;
  /** Fields of `OfferingInput`, without `organiserIds`. */
  readonly offering: Readonly<Record<string, unknown>>;
  readonly organisers: readonly NamedOrganisation[];
  readonly state?: 'planned' | 'open' | 'completed' | 'cancelled';
  readonly cancellationReason?: string;
}

/** A row as the catalogue would have it. */
export interface ImportRecord {
  /** As a spreadsheet counts (the headings are row 1); for JSON the place in the list, from 1. */
  readonly row: number;
  /** What the source calls the course for ever. */
  readonly key: string;
  /** Fields of `CourseInput`, without `providerIds`, the code included. */
  readonly course: Readonly<Record<string, unknown>>;
  readonly providers: readonly NamedOrganisation[];
  readonly offerings: readonly ImportedOffering[];
  /** In our own JSON only, like the three below. */
  readonly state?: 'draft' | 'published' | 'retired';
  /** Codes of courses that it looks like and that somebody has said are others. */
  readonly distinctFrom?: readonly string[];
  readonly successorCode?: string;
  readonly retirementReason?: string;
  /** Not empty: the row is rejected, and nothing of it is written. */
  readonly faults: readonly RowFault[];
}

/** Our own JSON also holds organisations by themselves. */
export interface ImportedProvider {
  readonly row: number;
  /** Fields of `ProviderInput`. */
  readonly provider: Readonly<Record<string, unknown>>;
  /** The unit whose editors keep the record. */
  readonly registeredBy?: string;
  readonly active?: boolean;
  readonly faults: readonly RowFault[];
}
