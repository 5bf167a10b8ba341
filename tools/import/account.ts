/** What became of a row. */
export const outcomes = ['created', 'updated', 'unchanged', 'proposed', 'held', 'rejected'] as const;
export type Outcome = (typeof outcomes)[number];

/** One line of the account, as the catalogue keeps it. */
export interface Fate {
  readonly row: number;
  readonly code: string | null;
  readonly outcome: Outcome;
  /** Whether this import made the course public. */
  readonly published: boolean;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly faults: readonly { readonly field: string; readonly reason: string; readonly advice: string }[];
  readonly candidates: readonly { readonly code?: string; readonly why?: string }[] | null;
}

/** How many rows had which fate. */
export type Tally = Record<Outcome | 'published', number>;

export function tallyOf(fates: readonly Fate[]): Tally {
  const tally: Tally = { created: 0, updated: 0, unchanged: 0, proposed: 0, held: 0, rejected: 0, published: 0 };
  for (const { outcome, published } of fates) {
    tally[outcome] += 1;
    if (published) tally.published += 1;
  }
  return tally;
}

/** The tally in one sentence. */
export function summaryOf(tally: Tally): string {
  const waiting = (['proposed', 'held'] as const).filter((outcome) => tally[outcome] > 0);
  const told = ['created', 'updated', 'unchanged', ...waiting, 'rejected'] as const;
  const rows = outcomes.reduce((sum, outcome) => sum + tally[outcome], 0);
  return `${rows} rows: ${told.map((outcome) => `${tally[outcome]} ${outcome}`).join(', ')}; ${tally.published} published.`;
}

export function linesOf({ row, code, outcome, published, faults, candidates }: Fate): string[] {
  return [
    `row ${String(row).padStart(4)}  ${outcome}${published ? ', published' : ''}  ${code ?? ''}`.trimEnd(),
    ...faults.map(({ field, reason, advice }) => `            ${field}: ${reason}; ${advice}`),
    ...(outcome === 'held' ? (candidates ?? []) : []).map(
      (like) =>
        `            looks like ${like.code ?? 'another course'}: ${like.why ?? 'decide whether it is the same'}`,
    ),
  ];
}
