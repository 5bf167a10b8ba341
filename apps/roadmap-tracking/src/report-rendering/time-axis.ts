import type { ReportContent } from '../reports/report-content.js';

const aDay = 86_400_000;
const ordinal = (day: string): number => Date.parse(`${day}T00:00:00Z`) / aDay;
const dayOf = (count: number): string => new Date(count * aDay).toISOString().slice(0, 10);

/** A stretch of time on a stretch of paper. */
interface Axis {
  readonly from: number;
  readonly to: number;
  /** First days of months, so far apart that each has room for its name. */
  readonly ticks: readonly string[];
  readonly left: number;
  readonly right: number;
  /** Whether the year stands above the month. */
  withYear(tick: string): boolean;
}

/** From the first month in which something is, to the last one; the same for every part of a report's chart. */
export function axisOf({ plan, report }: ReportContent, left: number, right: number): Axis {
  const days = plan.items.flatMap(({ baseline, planned, forecast, actual }) =>
    [baseline, planned, forecast, actual].flatMap((span) => [span?.start, span?.finish]),
  );
  const known = [...days, report.asOf].filter((day) => typeof day === 'string').sort();
  const from = `${known[0]!.slice(0, 7)}-01`;
  const to = firstOfMonth(known.at(-1)!, 1);
  const months = monthsBetween(from, to);
  const step = [1, 2, 3, 6, 12].find((step) => months / step <= 14) ?? Math.ceil(months / 14 / 12) * 12;
  const ticks: string[] = [];
  // Ticks of several months begin where a year would: January, April …
  const offset = (Number(from.slice(5, 7)) - 1) % step;
  for (let month = offset === 0 ? 0 : step - offset; month < months; month += step)
    ticks.push(firstOfMonth(from, month));
  return {
    ...{ from: ordinal(from), to: ordinal(to), ticks, left, right },
    withYear: (tick) => tick === ticks[0] || tick.slice(5, 7) === '01',
  };
}

function firstOfMonth(day: string, later: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return dayOf(Date.UTC(year, month - 1 + later, 1) / aDay);
}

function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth;
}

/** Where days stand on the paper. */
export interface Placed {
  /** The place of a day's beginning, or, with `after` 1, of its end. */
  at(day: string, after?: number): number;
  /** A stretch of whole days. */
  span(start: string, finish: string): { readonly x: number; readonly width: number };
  /** So far from where the line begins. */
  edge(distance: number): number;
}

/** @param direction in which the paper is read; from right to left the axis is mirrored */
export function placing({ from, to, left, right }: Axis, width: number, direction: 'ltr' | 'rtl'): Placed {
  const scale = (right - left) / (to - from);
  const forward = (day: string, after: number): number => left + (ordinal(day) + after - from) * scale;
  const turned = (x: number): number => round(direction === 'rtl' ? width - x : x);
  return {
    at: (day, after = 0) => turned(forward(day, after)),
    span: (start, finish) => {
      const [one, other] = [turned(forward(start, 0)), turned(forward(finish, 1))];
      return { x: Math.min(one, other), width: round(Math.max(Math.abs(other - one), 1.5)) };
    },
    edge: (distance) => turned(distance),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
