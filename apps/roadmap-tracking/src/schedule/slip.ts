import { Network, type NetworkNode } from './network.js';
import { ItemAlreadyDone, ScheduledItemNotFound } from './schedule.errors.js';
import type { Schedule } from './schedule.js';

export const slipUnits = ['calendar', 'working'] as const;
export type SlipUnit = (typeof slipUnits)[number];

/** An item that moves, with its days before and after. */
export interface Movement {
  readonly id: string;
  readonly startBefore: string;
  readonly startAfter: string;
  readonly finishBefore: string;
  readonly finishAfter: string;
  /** How far its finish moves; negative when it comes earlier. */
  readonly calendarDays: number;
  readonly workingDays: number;
}

/** What follows when one item moves. */
export interface Slip {
  /** In the order in which they finish then; the item that was asked about is among them, if it moves. */
  readonly moved: readonly Movement[];
  readonly end: {
    readonly before: string;
    readonly after: string;
    readonly calendarDays: number;
    readonly workingDays: number;
  };
  /** How far the item itself moves: less than was asked for when something holds it. */
  readonly movedBy: { readonly calendarDays: number; readonly workingDays: number };
  /** What keeps it from being as early as was asked for. */
  readonly heldBy: 'nothing' | 'today' | 'dependency' | 'fact';
  /** The item that holds it, when one does. */
  readonly holder: string | null;
}

/**
 * What would move if an item came that many days later than the schedule has it, or earlier when the number is negative. What
 * has not begun moves with its start, what is under way with its finish. Days are calendar days unless told: the item goes to
 * that day, or to the next one that is worked. Later is always possible; earlier only as far as its dependencies and today let it.
 */
export function slipOf(schedule: Schedule, id: string, days: number, unit: SlipUnit = 'calendar'): Slip {
  const { network, calendar, items } = schedule;
  const place = schedule.placeOf(id);
  if (place === undefined) throw new ScheduledItemNotFound(id);
  const { actualFinish, kind } = items[place]!;
  if (actualFinish !== null) throw new ItemAlreadyDone(id, actualFinish);
  const node = network.nodes[place]!;
  const byFinish = kind === 'milestone' || node.started !== undefined;
  const present = byFinish ? network.earliestFinish(place) : network.earliestStart(place);
  const wanted =
    unit === 'working'
      ? present + days
      : byFinish
        ? calendar.boundaryBefore(calendar.dayUntil(present) + days) + 1
        : calendar.boundaryBefore(calendar.dayFrom(present) + days);
  const nodes = network.nodes.with(place, movedTo(node, wanted, schedule.now));
  const after = schedule.with(new Network(nodes, network.links));
  const reached = byFinish ? after.network.earliestFinish(place) : after.network.earliestStart(place);
  return {
    moved: movements(schedule, after),
    end: { before: schedule.end!, after: after.end!, ...distance(schedule, network.end!, after.network.end!) },
    movedBy: distance(schedule, network.earliestFinish(place), after.network.earliestFinish(place)),
    ...holding(after, place, reached > wanted),
  };
}

function movedTo(node: NetworkNode, wanted: number, now: number | undefined): NetworkNode {
  const tomorrow = now === undefined ? wanted : now + 1;
  if (node.started !== undefined) {
    return { ...node, duration: 0, notFinishedBefore: Math.max(wanted, tomorrow, node.started) };
  }
  return { ...node, notBefore: Math.max(wanted, node.duration === 0 ? tomorrow : (now ?? wanted), 0) };
}

function holding(after: Schedule, place: number, held: boolean): Pick<Slip, 'heldBy' | 'holder'> {
  if (!held) return { heldBy: 'nothing', holder: null };
  const driver = after.network.driverOf(place);
  if (driver !== undefined) return { heldBy: 'dependency', holder: after.items[driver]!.id };
  const { network } = after;
  const node = network.nodes[place]!;
  const byToday =
    node.started === undefined
      ? network.earliestStart(place) === node.notBefore
      : network.earliestFinish(place) === node.notFinishedBefore;
  return { heldBy: byToday ? 'today' : 'fact', holder: null };
}

function movements(before: Schedule, after: Schedule): Movement[] {
  const [was, becomes] = [before.network, after.network];
  const moved = [...before.items.keys()].filter(
    (place) =>
      was.earliestStart(place) !== becomes.earliestStart(place) ||
      was.earliestFinish(place) !== becomes.earliestFinish(place),
  );
  const idOf = (place: number): string => before.items[place]!.id;
  moved.sort((a, b) => becomes.earliestFinish(a) - becomes.earliestFinish(b) || (idOf(a) < idOf(b) ? -1 : 1));
  return moved.map((place) => {
    const [daysBefore, daysAfter] = [before.earliestAt(place), after.earliestAt(place)];
    return {
      id: idOf(place),
      startBefore: daysBefore.earliestStart,
      startAfter: daysAfter.earliestStart,
      finishBefore: daysBefore.earliestFinish,
      finishAfter: daysAfter.earliestFinish,
      ...distance(before, was.earliestFinish(place), becomes.earliestFinish(place)),
    };
  });
}

function distance({ calendar }: Schedule, from: number, to: number): Pick<Movement, 'calendarDays' | 'workingDays'> {
  return { calendarDays: calendar.dayUntil(to) - calendar.dayUntil(from), workingDays: to - from };
}
