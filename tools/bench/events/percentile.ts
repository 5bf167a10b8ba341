/**
 * What so many per cent of the values do not exceed: one of the values, never something between two of them.
 *
 * @param percent above 0, at most 100
 */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new Error('There is nothing to take a percentile of.');
  return values.toSorted((a, b) => a - b)[Math.ceil((values.length * percent) / 100) - 1]!;
}

/** What passed between two readings of one clock, item by item; each end needs its beginning. */
export function durations(began: readonly number[], ended: readonly number[]): number[] {
  if (began.length !== ended.length)
    throw new Error(`${began.length} began and ${ended.length} ended; something was not measured.`);
  return ended.map((end, index) => end - began[index]!);
}
