/** No trend is longer than ten years. */
export const mostMonths = 120;

const monthShape = /^(\d{4})-(\d{2})$/;

/** What is wrong with a month, if anything. */
export function monthFault(value: unknown): string | undefined {
  const [, year = '', month = ''] = typeof value === 'string' ? (monthShape.exec(value) ?? []) : [];
  const exists = Number(year) >= 1990 && Number(year) <= 2199 && Number(month) >= 1 && Number(month) <= 12;
  return exists ? undefined : 'must be a month such as 2027-03, between 1990 and 2199';
}

/** The months from one to another, both included; none when the second comes before the first. */
export function monthsBetween(from: string, to: string): string[] {
  const [first, last] = [from, to].map(numberOf) as [number, number];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => monthOf(first + place));
}

/** The day for which a month is measured: its last one, and today in the month that has not ended. */
export function measuringDay(month: string, today: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return last < today ? last : today;
}

function numberOf(month: string): number {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return year * 12 + number - 1;
}

const monthOf = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
