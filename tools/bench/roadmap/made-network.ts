import type { ScheduledDependency, ScheduledItem } from '../../../apps/roadmap-tracking/src/schedule/schedule.js';
import { Chance } from '../chance.js';

/** Items with what ties them together. */
export interface MadeNetwork {
  readonly items: readonly ScheduledItem[];
  readonly dependencies: readonly ScheduledDependency[];
}

const kinds = ['FS', 'SS', 'FF', 'SF'] as const;
const firstDay = Date.UTC(2023, 0, 2);
/** How far a dependency reaches: a plan is worked on from front to back, whatever its size. */
const reach = 40;

/**
 * A plan of so many activities with twice as many dependencies, of all four kinds, with lags and leads; some activities
 * are done, some under way, some have a forecast or a deadline. Everything follows from the size, so each run has the same.
 */
export function makeNetwork(size: number): MadeNetwork {
  const chance = new Chance(size);
  const items = Array.from({ length: size }, (_, n) => itemAt(n, chance));
  const dependencies = new Map<string, ScheduledDependency>();
  while (dependencies.size < 2 * size) {
    const to = 1 + chance.below(size - 1);
    const from = Math.max(0, to - 1 - chance.below(reach));
    const kind = chance.any(kinds);
    const lagDays = chance.below(8) - 2;
    const [predecessorId, successorId] = [idOf(from), idOf(to)];
    dependencies.set(`${from} ${to} ${kind}`, { predecessorId, successorId, kind, lagDays });
  }
  // As rows come from a database: every text a text of its own, none put together from others.
  return JSON.parse(JSON.stringify({ items, dependencies: [...dependencies.values()] })) as MadeNetwork;
}

function itemAt(n: number, chance: Chance): ScheduledItem {
  // Five years of beginnings, however many there are: days are what a calendar can do arithmetic with.
  const start = n % 1_300;
  const length = 2 + chance.below(40);
  const done = n < 100 && chance.happens(0.5);
  const late = !done && chance.happens(0.1);
  return {
    id: idOf(n),
    kind: 'activity',
    state: done ? 'completed' : 'planned',
    plannedStart: dayAt(start),
    plannedFinish: dayAt(start + length),
    forecastStart: null,
    forecastFinish: late ? dayAt(start + length + 10) : null,
    actualStart: done ? dayAt(start) : null,
    actualFinish: done ? dayAt(start + length + 1) : null,
    deadline: chance.happens(0.03) ? dayAt(start + length + 200) : null,
  };
}

const idOf = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const dayAt = (n: number): string => new Date(firstDay + n * 86_400_000).toISOString().slice(0, 10);
