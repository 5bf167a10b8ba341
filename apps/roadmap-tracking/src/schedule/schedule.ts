import type { ItemKind } from '../plan/item-kind.js';
import { type LinkKind, Links } from './links.js';
import { Network, type NetworkNode } from './network.js';
import { Places } from './places.js';
import { dayNumber, dayOfNumber, WorkingCalendar, type WorkingWeek } from './working-days.js';

/** An item of the plan as far as its days matter; the columns of `plan_item`. */
export interface ScheduledItem {
  readonly id: string;
  readonly kind: ItemKind;
  readonly state: string;
  readonly plannedStart: string | null;
  readonly plannedFinish: string | null;
  readonly forecastStart: string | null;
  readonly forecastFinish: string | null;
  readonly actualStart: string | null;
  readonly actualFinish: string | null;
  readonly deadline: string | null;
}

/** One item that has to wait for another. */
export interface ScheduledDependency {
  readonly predecessorId: string;
  readonly successorId: string;
  readonly kind: LinkKind;
  /** Working days; a negative number lets the two overlap. */
  readonly lagDays: number;
}

/** Where an item stands. Days of work are both included; a milestone's start and finish are the day at whose end it stands. */
interface Placement {
  readonly earliestStart: string;
  readonly earliestFinish: string;
  readonly latestStart: string;
  readonly latestFinish: string;
  /** Working days; null for what is done. */
  readonly slackDays: number | null;
  readonly critical: boolean;
}

/**
 * The schedule of a plan, made anew whenever it is asked for; it is never stored, so it cannot disagree with the plan.
 *
 * Where an item's days come from:
 *
 * - What has finished, or was reached, stands where it did. What is cancelled is left out, with its dependencies.
 * - What has begun keeps its first day. It finishes on the forecast day if there is one, else after as many working days as
 *   were planned, and never before today: a day that has passed without it finishing is no longer possible. What it depends on
 *   can only make its finish later.
 * - What has not begun takes as many working days as forecast, else as planned, and one at least. It begins on its forecast
 *   or planned day, or when its dependencies let it, and never before today.
 * - A milestone takes no time and stands at the end of its day; nor is it reached before today.
 * - A day that is not worked becomes the next one that is, and a deadline on such a day the one before.
 *
 * @param today days before it are past; leave it out to look at a plan outside of time
 * @throws NetworkCyclic when items depend on one another in a circle
 */
export function scheduleOf(
  items: readonly ScheduledItem[],
  dependencies: readonly ScheduledDependency[],
  week: WorkingWeek | WorkingCalendar,
  today?: string,
): Schedule {
  const calendar = week instanceof WorkingCalendar ? week : new WorkingCalendar(week);
  const now = today === undefined ? undefined : calendar.boundaryBefore(dayNumber(today));
  const scheduled: ScheduledItem[] = [];
  const nodes: NetworkNode[] = [];
  const places = new Places(items.length);
  for (const item of items) {
    if (item.kind === 'initiative' || item.state === 'cancelled') continue;
    places.add(item.id);
    scheduled.push(item);
    nodes.push(nodeOf(item, calendar, now));
  }
  const from = places.ofEach(dependencies.map(({ predecessorId }) => predecessorId));
  const to = places.ofEach(dependencies.map(({ successorId }) => successorId));
  const links = new Links(dependencies.length);
  for (const [index, { kind, lagDays }] of dependencies.entries()) {
    if (from[index]! >= 0 && to[index]! >= 0) links.add(from[index]!, to[index]!, kind, lagDays);
  }
  return new Schedule(scheduled, places, new Network(nodes, links), calendar, now);
}

function nodeOf(item: ScheduledItem, calendar: WorkingCalendar, now: number | undefined): NetworkNode {
  const { id, kind, plannedStart, actualStart, actualFinish } = item;
  const start = (item.forecastStart ?? plannedStart)!;
  const deadline = item.deadline === null ? undefined : calendar.boundaryAfter(dayNumber(item.deadline));
  if (actualFinish !== null) {
    const finished = calendar.boundaryAfter(dayNumber(actualFinish));
    const started = kind === 'milestone' ? finished : calendar.boundaryBefore(dayNumber(actualStart ?? actualFinish));
    return { id, duration: finished - started, started, finished, deadline };
  }
  const tomorrow = now === undefined ? undefined : now + 1;
  if (kind === 'milestone') {
    const notBefore = Math.max(calendar.boundaryBefore(dayNumber(start)) + 1, tomorrow ?? 0);
    return { id, duration: 0, notBefore, deadline };
  }
  if (actualStart !== null) {
    const started = calendar.boundaryBefore(dayNumber(actualStart));
    const finish =
      item.forecastFinish === null
        ? started + workOf(calendar, plannedStart!, item.plannedFinish!)
        : calendar.boundaryAfter(dayNumber(item.forecastFinish));
    return { id, duration: 0, started, notFinishedBefore: Math.max(finish, tomorrow ?? 0), deadline };
  }
  const duration =
    item.forecastFinish === null
      ? workOf(calendar, plannedStart!, item.plannedFinish!)
      : workOf(calendar, start, item.forecastFinish);
  return { id, duration, notBefore: Math.max(calendar.boundaryBefore(dayNumber(start)), now ?? 0), deadline };
}

const workOf = (calendar: WorkingCalendar, from: string, to: string): number =>
  Math.max(1, calendar.duration(from, to));

export class Schedule {
  /** @internal */
  constructor(
    /** What has a place: neither initiatives nor what is cancelled. */
    readonly items: readonly ScheduledItem[],
    private readonly places: Places,
    readonly network: Network,
    readonly calendar: WorkingCalendar,
    /** The boundary before today, when there is a today. */
    readonly now: number | undefined,
  ) {}

  /** Where an item stands in `items` and in the network. */
  placeOf(id: string): number | undefined {
    return this.places.of(id);
  }

  /** The same plan with another network of the same nodes. */
  with(network: Network): Schedule {
    return new Schedule(this.items, this.places, network, this.calendar, this.now);
  }

  /** Undefined for an initiative, what is cancelled, and what is not in the plan. */
  placementOf(id: string): Placement | undefined {
    const place = this.placeOf(id);
    return place === undefined ? undefined : this.placementAt(place);
  }

  placementAt(place: number): Placement {
    const { network } = this;
    return {
      ...this.earliestAt(place),
      latestStart: this.startAt(place, network.latestStart(place), network.latestFinish(place)),
      latestFinish: this.finishAt(place, network.latestFinish(place)),
      slackDays: network.slackOf(place) ?? null,
      critical: network.isCritical(place),
    };
  }

  earliestAt(place: number): { earliestStart: string; earliestFinish: string } {
    const [start, finish] = [this.network.earliestStart(place), this.network.earliestFinish(place)];
    return { earliestStart: this.startAt(place, start, finish), earliestFinish: this.finishAt(place, finish) };
  }

  /** The critical path, first to last. */
  criticalPath(): string[] {
    return this.network.criticalPath().map((place) => this.items[place]!.id);
  }

  /** The day on which the last open item finishes; null when nothing is open. */
  get end(): string | null {
    return this.network.end === undefined ? null : dayOfNumber(this.calendar.dayUntil(this.network.end));
  }

  /** What has happened is told as it happened, on whatever day that was. */
  private startAt(place: number, start: number, finish: number): string {
    const { kind, actualStart, actualFinish } = this.items[place]!;
    const fact = kind === 'milestone' ? actualFinish : (actualStart ?? actualFinish);
    if (fact !== null) return fact;
    if (kind === 'milestone') return this.finishAt(place, finish);
    return dayOfNumber(this.calendar.dayFrom(start));
  }

  private finishAt(place: number, finish: number): string {
    return this.items[place]!.actualFinish ?? dayOfNumber(this.calendar.dayUntil(finish));
  }
}
