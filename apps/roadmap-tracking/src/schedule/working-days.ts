/** Which days are worked: the week's, without the days off. */
export interface WorkingWeek {
  /** Days of the week that are worked; ISO 8601 numbers them from Monday. */
  readonly weekdays: readonly number[];
  /** Days on which nobody works, `2027-01-01`, though the week says so; in any order. */
  readonly daysOff: readonly string[];
}

/** A calendar day as a number: days since Monday 29 December 1969, so that a week begins at every multiple of seven. */
type DayNumber = number;

const mondayBefore1970 = 3;
const millisecondsOfDay = 86_400_000;

/** The number of a day such as `2027-03-01`. Days of the Gregorian calendar, counted without a Date: plans are long. */
export function dayNumber(day: string): DayNumber {
  const month = twoDigits(day, 5);
  const year = twoDigits(day, 0) * 100 + twoDigits(day, 2) - (month <= 2 ? 1 : 0);
  // Years that begin in March end with the day that leap years add; the months before that have 153 days in five.
  const dayOfYear = Math.trunc((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + twoDigits(day, 8) - 1;
  const leapDays = Math.trunc(year / 4) - Math.trunc(year / 100) + Math.trunc(year / 400);
  return year * 365 + leapDays + dayOfYear - 719_468 + mondayBefore1970;
}

function twoDigits(text: string, place: number): number {
  return text.charCodeAt(place) * 10 + text.charCodeAt(place + 1) - 528; // 48 is "0"
}

/** The day that has the number. */
export function dayOfNumber(day: DayNumber): string {
  return new Date((day - mondayBefore1970) * millisecondsOfDay).toISOString().slice(0, 10);
}

/** How many calendar days lie between two days: negative when the second is the earlier one. */
export function calendarDaysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The day that many calendar days later. */
export function daysAfter(day: string, days: number): string {
  return dayOfNumber(dayNumber(day) + days);
}

/**
 * Numbers the working days. A *boundary* is the moment before a working day begins, and has that day's index; the moment at
 * which it ends is the next boundary. Between Friday's end and Monday's beginning nothing passes: they are one boundary.
 *
 * Every conversion is a little arithmetic and one search among the days off, whatever the distance.
 */
export class WorkingCalendar {
  private readonly perWeek: number;
  /** Working days of a week before each of its days. */
  private readonly before: readonly number[];
  /** The place in the week of each working day. */
  private readonly places: readonly number[];
  /** Days off that the week would have worked, in order … */
  private readonly off: Int32Array;
  /** … and how many working days lie before each of them. */
  private readonly workedBeforeOff: Int32Array;

  constructor(week: WorkingWeek) {
    this.places = [0, 1, 2, 3, 4, 5, 6].filter((place) => week.weekdays.includes(place + 1));
    if (this.places.length === 0) throw new RangeError('A week has at least one working day.');
    this.perWeek = this.places.length;
    this.before = [0, 1, 2, 3, 4, 5, 6].map((day) => this.places.filter((place) => place < day).length);
    const off = new Set(week.daysOff.map(dayNumber).filter((day) => this.places.includes(placeInWeek(day))));
    this.off = Int32Array.from(off).sort();
    this.workedBeforeOff = this.off.map((day, index) => this.inWeeksBefore(day) - index);
  }

  /** The boundary before the day: how many working days lie before it, counted from a day that never matters. */
  boundaryBefore(day: DayNumber): number {
    return this.inWeeksBefore(day) - countBelow(this.off, day);
  }

  /** The boundary at the end of the day. Of a day that is not worked, it is the one before it. */
  boundaryAfter(day: DayNumber): number {
    return this.boundaryBefore(day + 1);
  }

  /** The working day that begins at a boundary. */
  dayFrom(boundary: number): DayNumber {
    const inWeeks = boundary + countBelow(this.workedBeforeOff, boundary + 1);
    const week = Math.floor(inWeeks / this.perWeek);
    return week * 7 + this.places[inWeeks - week * this.perWeek]!;
  }

  /** The working day that ends at a boundary. */
  dayUntil(boundary: number): DayNumber {
    return this.dayFrom(boundary - 1);
  }

  /** How many working days there are from one day to another, both included; negative when they are the wrong way round. */
  duration(from: string, to: string): number {
    return this.boundaryAfter(dayNumber(to)) - this.boundaryBefore(dayNumber(from));
  }

  /** How many working days later the second day is: from a Friday to the Monday after it, one. */
  variance(from: string, to: string): number {
    return this.boundaryAfter(dayNumber(to)) - this.boundaryAfter(dayNumber(from));
  }

  isWorked(day: string): boolean {
    return this.duration(day, day) === 1;
  }

  private inWeeksBefore(day: DayNumber): number {
    return Math.floor(day / 7) * this.perWeek + this.before[placeInWeek(day)]!;
  }
}

const placeInWeek = (day: DayNumber): number => ((day % 7) + 7) % 7;

/** How many of the sorted values are below the limit. */
function countBelow(sorted: Int32Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
