/** One figure as `--json` writes it. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same, measured on the bare server beside it in the same run. */
  readonly limit: number;
  readonly ratio: number;
  readonly target: number;
  readonly holds: boolean;
}

/** One round of each server, one right after the other. */
export interface Pair {
  readonly service: number;
  readonly bare: number;
}

/** A figure with what the table shows beside it. */
export interface Measured {
  readonly figure: Figure;
  readonly spread: string;
}

/** The middle of a list; between the two middle ones when there is no middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('There is nothing to take the median of.');
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Whatever is done per second, of which the service must reach a share. */
export function rateFigure(
  name: string,
  pairs: readonly Pair[],
  target: number,
  unit: 'requests/s' | 'rows/s' | 'commits/s' | 'events/s' = 'requests/s',
): Measured {
  const { ratio, ...measured } = inPairs(name, pairs);
  return withRatio({ name, unit, ratio, target, holds: ratio >= target }, measured, 0);
}

/** How long something takes, usually or at most; the service may take so many times as long. */
export function latencyFigure(
  name: string,
  pairs: readonly Pair[],
  target: number,
  unit: 'ms' | 'µs' = 'ms',
): Measured {
  const { ratio, ...measured } = inPairs(name, pairs);
  return withRatio({ name, unit, ratio, target, holds: ratio <= target }, measured, 2);
}

/**
 * How much of one core is used while there is nothing to do; less than the target, whatever the opponent uses. So little
 * that the clock does not show it is a measurement too.
 */
export function idleFigure(name: string, pairs: readonly Pair[], target: number): Measured {
  const { ratio, ...measured } = inPairs(name, pairs, 0);
  return withRatio({ name, unit: 'of a core', ratio, target, holds: measured.value < target }, measured, 4);
}

/** The ratio is the median of the pairs' ratios, because a pair shares the machine's mood. */
function inPairs(name: string, pairs: readonly Pair[], least = Number.MIN_VALUE) {
  requireBoth(name, pairs, least);
  const ratios = pairs.map(({ service, bare }) => service / bare);
  return {
    ratio: median(ratios),
    value: median(pairs.map(({ service }) => service)),
    limit: median(pairs.map(({ bare }) => bare)),
    spread: `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
  };
}

function withRatio(
  figure: Omit<Figure, 'value' | 'limit'>,
  { value, limit, spread }: { readonly value: number; readonly limit: number; readonly spread: string },
  digits: number,
): Measured {
  const rounded = { value: round(value, digits), limit: round(limit, digits), ratio: round(figure.ratio, 3) };
  return { figure: { ...figure, ...rounded }, spread };
}

/** @param least what the service's measurements must be at least; those of the other side must be above 0 */
function requireBoth(name: string, pairs: readonly Pair[], least = Number.MIN_VALUE): void {
  if (pairs.length === 0 || pairs.some(({ service, bare }) => !(service >= least && bare > 0)))
    throw new Error(`The figure "${name}" is incomplete: every round needs a measurement of both servers.`);
}

/** Peak memory in MB: at most 1.5 times the bare server's plus 150 MB. */
export function memoryFigure(name: string, pairs: readonly Pair[]): Measured {
  requireBoth(name, pairs);
  const value = Math.max(...pairs.map(({ service }) => service));
  const limit = Math.max(...pairs.map(({ bare }) => bare));
  const target = round(1.5 * limit + 150, 0);
  const figure = { name, unit: 'MB', ratio: value / limit, target, holds: value <= target };
  return withRatio(figure, { value, limit, spread: '' }, 0);
}

/** Peak memory in MB of more work: at most so many times what less of the same work takes. */
export function growthFigure(name: string, value: number, limit: number, most: number): Measured {
  requireBoth(name, [{ service: value, bare: limit }]);
  const target = round(most * limit, 0);
  const figure = { name, unit: 'MB', ratio: value / limit, target, holds: value <= target };
  return withRatio(figure, { value, limit, spread: '' }, 0);
}

/**
 * How well questions are answered, from 0 to 1: at least as well as the better of the plain ways, and at least `least`.
 *
 * @param ways the plain ways
 */
export function qualityFigure(
  name: string,
  value: number,
  ways: readonly number[],
  least?: number,
  digits = 3,
): Measured {
  const limit = Math.max(...ways);
  if (ways.length === 0 || ![value, limit].every((quality) => quality >= 0 && quality <= 1))
    throw new Error(`The figure "${name}" is incomplete: every way needs its quality.`);
  const target = least ?? round(limit, 3);
  const holds = value >= limit && value >= (least ?? 0);
  // A plain way that finds nothing at all leaves nothing to divide by.
  return withRatio(
    { name, unit: 'of 1', ratio: limit === 0 ? 1 : value / limit, target, holds },
    { value, limit, spread: '' },
    digits,
  );
}

/** The figures as a table for a person. */
export function rowsOf(measured: readonly Measured[]): string[][] {
  return measured.map(({ figure: { name, value, unit, limit, ratio, target, holds }, spread }) => [
    name,
    String(value),
    unit,
    String(limit),
    spread === '' ? ratio.toFixed(2) : `${ratio.toFixed(2)} (${spread})`,
    bound(unit, target),
    holds ? 'yes' : 'NO',
  ]);
}

function bound(unit: string, target: number): string {
  if (unit === 'MB') return `≤ ${target} MB`;
  if (unit === 'of a core') return `< ${target} of a core`;
  return ['ms', 'µs'].includes(unit) ? `≤ ${target}` : `≥ ${target}`;
}

export const headings = ['name', 'value', 'unit', 'limit', 'ratio', 'target', 'holds'];

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
