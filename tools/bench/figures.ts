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

/** Requests per second: the ratio is the median of the pairs' ratios, because a pair shares the machine's mood. */
export function rateFigure(name: string, pairs: readonly Pair[], target: number): Measured {
  if (pairs.length === 0 || pairs.some(({ service, bare }) => !(service > 0 && bare > 0))) {
    throw new Error(`The figure "${name}" is incomplete: every round needs a measurement of both servers.`);
  }
  const ratios = pairs.map(({ service, bare }) => service / bare);
  const ratio = median(ratios);
  const figure = {
    name,
    value: round(median(pairs.map(({ service }) => service)), 0),
    unit: 'requests/s',
    limit: round(median(pairs.map(({ bare }) => bare)), 0),
    ratio: round(ratio, 3),
    target,
    holds: ratio >= target,
  };
  return { figure, spread: `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}` };
}

/** Peak memory in MB: at most 1.5 times the bare server's plus 150 MB. */
export function memoryFigure(name: string, pairs: readonly Pair[]): Measured {
  if (pairs.length === 0 || pairs.some(({ service, bare }) => !(service > 0 && bare > 0))) {
    throw new Error(`The figure "${name}" is incomplete: memory must be read of both servers.`);
  }
  const value = Math.max(...pairs.map(({ service }) => service));
  const limit = Math.max(...pairs.map(({ bare }) => bare));
  const target = round(1.5 * limit + 150, 0);
  const figure = {
    name,
    value: round(value, 0),
    unit: 'MB',
    limit: round(limit, 0),
    ratio: round(value / limit, 3),
    target,
    holds: value <= target,
  };
  return { figure, spread: '' };
}

/** The figures as a table for a person. */
export function rowsOf(measured: readonly Measured[]): string[][] {
  return measured.map(({ figure: { name, value, unit, limit, ratio, target, holds }, spread }) => [
    name,
    String(value),
    unit,
    String(limit),
    spread === '' ? ratio.toFixed(2) : `${ratio.toFixed(2)} (${spread})`,
    unit === 'MB' ? `≤ ${target} MB` : `≥ ${target}`,
    holds ? 'yes' : 'NO',
  ]);
}

export const headings = ['name', 'value', 'unit', 'limit', 'ratio', 'target', 'holds'];

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
