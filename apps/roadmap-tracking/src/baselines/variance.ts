import { type Amount, minus, zero } from '../budget/money.js';
import { calendarDaysBetween, type WorkingCalendar } from '../schedule/working-days.js';
import type { Cost, ComparedItem } from './comparison.query.js';

/** How much later something is; negative when it is earlier, null when one of the days is not known. */
export interface Later {
  readonly calendarDays: number | null;
  readonly workingDays: number | null;
}

interface CostVariance {
  readonly currency: string;
  readonly before: Amount;
  readonly after: Amount;
  readonly difference: Amount;
}

export type ItemChange = 'added' | 'removed' | 'kept';

/** What became of an item between the two sides of a comparison. */
interface Variance {
  readonly change: ItemChange;
  readonly start: Later;
  readonly finish: Later;
  /** In each currency that either side has. */
  readonly cost: readonly CostVariance[];
}

export function varianceOf({ before, after }: ComparedItem, calendar: WorkingCalendar): Variance {
  return {
    change: before === null ? 'added' : after === null ? 'removed' : 'kept',
    start: later(before?.start, after?.start, calendar),
    finish: later(before?.finish, after?.finish, calendar),
    cost: costVariance(before?.cost ?? {}, after?.cost ?? {}),
  };
}

export function later(
  before: string | null | undefined,
  after: string | null | undefined,
  calendar: WorkingCalendar,
): Later {
  if (!before || !after) return { calendarDays: null, workingDays: null };
  return { calendarDays: calendarDaysBetween(before, after), workingDays: calendar.variance(before, after) };
}

/** Currencies are never added up: there is no rate here. */
export function costVariance(before: Cost, after: Cost): CostVariance[] {
  const currencies = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return currencies.map((currency) => {
    const [was, is] = [before[currency] ?? zero, after[currency] ?? zero];
    return { currency, before: was, after: is, difference: minus(is, was) };
  });
}
