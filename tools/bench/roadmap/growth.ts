import { setTimeout as pause } from 'node:timers/promises';
import { scheduleOf } from '../../../apps/roadmap-tracking/src/schedule/schedule.js';
import { step } from '../../local/say.js';
import { latencyFigure, type Measured, type Pair } from '../figures.js';
import type { BenchArguments } from '../options.js';
import { type MadeNetwork, makeNetwork } from './made-network.js';

/** Monday to Friday, without a handful of days a year. */
const week = {
  weekdays: [1, 2, 3, 4, 5],
  daysOff: [2023, 2024, 2025, 2026, 2027, 2028].flatMap((year) =>
    ['01-01', '05-01', '12-25', '12-26'].map((day) => `${year}-${day}`),
  ),
};
const today = '2023-06-01';

/**
 * Whether the schedule takes as much longer as the plan is larger: the time for each activity of a large plan beside that
 * of a small one, in rounds one right after the other, each doing the same number of activities.
 */
export async function measureGrowth({
  pairs,
  warmUpSeconds,
  roadmap: { activities },
}: BenchArguments): Promise<Measured[]> {
  const [smallest = 0, ...larger] = activities;
  const most = activities.at(-1)!;
  const plans = new Map(activities.map((size) => [size, makeNetwork(size)]));
  const each = (size: number): number => microsecondsEach(plans.get(size)!, Math.ceil(most / size));
  return step('schedules of plans that grow', async (note) => {
    note('warming up');
    const until = performance.now() + warmUpSeconds * 1_000;
    while (performance.now() < until) for (const size of activities) each(size);
    const done: Record<number, Pair[]> = Object.fromEntries(larger.map((size) => [size, []]));
    for (let pair = 1; pair <= pairs; pair += 1) {
      for (const size of larger) {
        await pause(200);
        const bare = each(smallest);
        await pause(200);
        done[size]!.push({ service: each(size), bare });
      }
      note(`pair ${pair} of ${pairs}`);
    }
    return larger.map((size) =>
      latencyFigure(
        `schedule, an activity of ${inWords(size)} beside one of ${inWords(smallest)}`,
        done[size]!,
        1.5,
        'µs',
      ),
    );
  });
}

/** Everything a reader of the plan is shown of it: where each activity stands, and the critical path. */
function microsecondsEach({ items, dependencies }: MadeNetwork, times: number): number {
  let critical = 0;
  const began = performance.now();
  for (let time = 0; time < times; time += 1) {
    const schedule = scheduleOf(items, dependencies, week, today);
    for (const { id } of items) if (schedule.placementOf(id)!.critical) critical += 1;
    critical += schedule.criticalPath().length;
  }
  const took = performance.now() - began;
  if (critical === 0) throw new Error('The schedule has no critical activity, so it has not been made.');
  return (took * 1_000) / (times * items.length);
}

const inWords = (size: number): string => size.toLocaleString('en-GB');
