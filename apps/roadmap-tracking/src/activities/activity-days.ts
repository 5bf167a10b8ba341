import type { Fault } from '@capdev/service-kit/problems';

/** The days between which an activity is planned, and expected. */
export interface ActivityDays {
  readonly plannedStart: string;
  readonly plannedFinish: string;
  readonly forecastStart: string | null;
  readonly forecastFinish: string | null;
}

/** What cannot be true of an activity's days together, each fault by itself. */
export function impossibilities(days: ActivityDays): Fault[] {
  const { plannedStart, plannedFinish, forecastStart, forecastFinish } = days;
  const faults: Fault[] = [];
  const order = (start: string, finish: string, pointer: string, verb: string): void => {
    if (finish >= start) return;
    faults.push({ pointer, detail: `It ${verb} to finish on ${finish}, before its start on ${start}.` });
  };
  order(plannedStart, plannedFinish, '/plannedFinish', 'is planned');
  if (forecastFinish !== null) order(forecastStart ?? forecastFinish, forecastFinish, '/forecastFinish', 'is expected');
  return faults;
}
