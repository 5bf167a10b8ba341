/** What is wrong with a day, if anything: it must exist, and not be a slip of the pen. */
export function dayFault(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return 'must be a day such as 2027-03-01';
  const day = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value) return 'must be a day that exists';
  return value < '1990-01-01' || value > '2199-12-31' ? 'must lie between 1990 and 2199' : undefined;
}
