import { Adjacency, fromFinish, type Links, toFinish } from './links.js';
import { NetworkCyclic } from './schedule.errors.js';

/** Something that takes working days, or, with a duration of 0, marks their end. All moments are boundaries between days. */
export interface NetworkNode {
  readonly id: string;
  readonly duration: number;
  /** It does not begin before this; 0 unless told. */
  readonly notBefore?: number | undefined;
  /** It has begun: nothing moves its start any more, and its finish moves by itself. */
  readonly started?: number | undefined;
  /** It has finished: nothing moves it any more. Only together with `started`. */
  readonly finished?: number | undefined;
  /** It does not finish before this; for what has begun. */
  readonly notFinishedBefore?: number | undefined;
  /** It ought to be finished by this. */
  readonly deadline?: number | undefined;
}

const free = 0;
const begun = 1;
const done = 2;
const never = -0x4000_0000;
const always = 0x4000_0000;

/**
 * A network of nodes with what follows from it: when each can be at the earliest, and must be at the latest so that neither
 * the end of the plan nor a deadline suffers. Two passes over arrays of numbers in an order in which everything stands after
 * what it depends on; nothing is recursive, so a long chain costs what a broad plan of the same size costs.
 *
 * What has begun or finished is a fact: links do not argue with facts. They push the finish of what has only begun.
 *
 * @throws NetworkCyclic when nodes depend on themselves by way of others
 */
export class Network {
  /** Start and finish of every node, side by side. */
  private readonly earliest: Int32Array;
  private readonly latest: Int32Array;
  /** The end of the plan: when the last open node finishes. `undefined` when nothing is open. */
  readonly end: number | undefined;
  /** The smallest slack of all; what has it is critical. `undefined` when nothing is open. */
  readonly leastSlack: number | undefined;

  private readonly status: Uint8Array;
  /** Duration, not before, not finished before, deadline of every node, side by side. */
  private readonly facts: Int32Array;
  private readonly incoming: Adjacency;
  private readonly outgoing: Adjacency;

  constructor(
    readonly nodes: readonly NetworkNode[],
    readonly links: Links,
  ) {
    const size = nodes.length;
    this.outgoing = new Adjacency(size, links.from, links.to, links);
    this.incoming = new Adjacency(size, links.to, links.from, links);
    this.status = new Uint8Array(size);
    this.facts = new Int32Array(4 * size);
    this.earliest = new Int32Array(2 * size);
    this.latest = new Int32Array(2 * size);
    for (let place = 0; place < size; place++) this.note(place, nodes[place]!);
    const order = this.inOrder();
    this.end = this.forward(order);
    this.leastSlack = this.backward(order);
  }

  earliestStart(place: number): number {
    return this.earliest[2 * place]!;
  }

  earliestFinish(place: number): number {
    return this.earliest[2 * place + 1]!;
  }

  latestStart(place: number): number {
    return this.latest[2 * place]!;
  }

  latestFinish(place: number): number {
    return this.latest[2 * place + 1]!;
  }

  isDone(place: number): boolean {
    return this.status[place] === done;
  }

  /** By how many working days a node can be later without harm; below zero, the harm is done. What is done has none. */
  slackOf(place: number): number | undefined {
    return this.status[place] === done ? undefined : this.latestFinish(place) - this.earliestFinish(place);
  }

  isCritical(place: number): boolean {
    return this.leastSlack !== undefined && this.slackOf(place) === this.leastSlack;
  }

  /**
   * The critical path: from the critical node that finishes last, back to the one that each time holds the next, as far as
   * one does. Where several do the same, the smallest identifier decides, so the path does not depend on who was read first.
   */
  criticalPath(): number[] {
    const path: number[] = [];
    for (let place = this.lastCritical(); place !== undefined; place = this.driverOf(place)) path.push(place);
    return path.reverse();
  }

  /** The open node that holds a node where it is; undefined when it is its own day, or a fact, that does. */
  driverOf(place: number): number | undefined {
    let driver: number | undefined;
    const { first, ties } = this.incoming;
    for (let at = first[place]!; at < first[place + 1]!; at += 3) {
      const other = ties[at]!;
      if (this.status[other] === done || !this.holds(other, place, ties[at + 1]!, ties[at + 2]!)) continue;
      if (driver === undefined || this.precedes(other, driver)) driver = other;
    }
    return driver;
  }

  private holds(other: number, place: number, kind: number, lag: number): boolean {
    if (this.status[place] === done) return false;
    if (!fromFinish(kind) && this.status[other] !== free) return false; // a start that is a fact holds nobody any more
    const boundary = (fromFinish(kind) ? this.earliestFinish(other) : this.earliestStart(other)) + lag;
    if (toFinish(kind)) return boundary === this.earliestFinish(place);
    return this.status[place] === free && boundary === this.earliestStart(place);
  }

  /** Before the other one on the way to the end: more urgent, then by identifier. */
  private precedes(place: number, other: number): boolean {
    const difference = this.slackOf(place)! - this.slackOf(other)!;
    return difference === 0 ? this.nodes[place]!.id < this.nodes[other]!.id : difference < 0;
  }

  private lastCritical(): number | undefined {
    let last: number | undefined;
    for (let place = 0; place < this.nodes.length; place++) {
      if (!this.isCritical(place)) continue;
      const later = last === undefined ? 1 : this.earliestFinish(place) - this.earliestFinish(last);
      if (later > 0 || (later === 0 && this.isBehind(place, last!))) last = place;
    }
    return last;
  }

  /** A milestone at the end of the last activity is the end of the path, not the activity. */
  private isBehind(place: number, other: number): boolean {
    const later = this.earliestStart(place) - this.earliestStart(other);
    if (later !== 0) return later > 0;
    return this.nodes[place]!.id < this.nodes[other]!.id;
  }

  /** Every node after all that it depends on. */
  private inOrder(): Int32Array {
    const { outgoing, incoming } = this;
    const size = this.nodes.length;
    const order = new Int32Array(size);
    const missing = new Int32Array(size);
    let filled = 0;
    for (let place = 0; place < size; place++) {
      missing[place] = (incoming.first[place + 1]! - incoming.first[place]!) / 3;
      if (missing[place] === 0) order[filled++] = place;
    }
    for (let next = 0; next < filled; next++) {
      const place = order[next]!;
      for (let at = outgoing.first[place]!; at < outgoing.first[place + 1]!; at += 3) {
        const other = outgoing.ties[at]!;
        missing[other] = missing[other]! - 1;
        if (missing[other] === 0) order[filled++] = other;
      }
    }
    if (filled < size) throw new NetworkCyclic(this.cycleAmong(missing));
    return order;
  }

  /** @param missing above zero for nodes on a circle, and for those behind one */
  private cycleAmong(missing: Int32Array): string[] {
    const least = (places: Iterable<number>): number => {
      let found = -1;
      for (const place of places) {
        if (missing[place]! > 0 && (found < 0 || this.nodes[place]!.id < this.nodes[found]!.id)) found = place;
      }
      return found;
    };
    // Against the links there is always one more node on the circle, or before one that is.
    const walked: number[] = [];
    const seenAt = new Map<number, number>();
    let place = least(missing.keys());
    while (!seenAt.has(place)) {
      seenAt.set(place, walked.push(place) - 1);
      place = least(this.incoming.othersOf(place));
    }
    const cycle = walked.slice(seenAt.get(place)).reverse();
    const start = cycle.indexOf(least(cycle));
    return [...cycle.slice(start), ...cycle.slice(0, start)].map((at) => this.nodes[at]!.id);
  }

  private note(
    place: number,
    { duration, notBefore, notFinishedBefore, deadline, started, finished }: NetworkNode,
  ): void {
    const { facts, earliest } = this;
    facts[4 * place] = duration;
    facts[4 * place + 1] = notBefore ?? 0;
    facts[4 * place + 2] = notFinishedBefore ?? never;
    facts[4 * place + 3] = deadline ?? always;
    if (started === undefined) return;
    this.status[place] = finished === undefined ? begun : done;
    earliest[2 * place] = started;
    earliest[2 * place + 1] = finished ?? started;
  }

  private forward(order: Int32Array): number | undefined {
    const { facts, status, earliest } = this;
    const { first, ties } = this.incoming;
    let end = never;
    for (const place of order) {
      if (status[place] === done) continue;
      const duration = facts[4 * place]!;
      let start = facts[4 * place + 1]!;
      let finish = facts[4 * place + 2]!;
      for (let at = first[place]!, last = first[place + 1]!; at < last; at += 3) {
        const kind = ties[at + 1]!;
        const boundary = earliest[2 * ties[at]! + (fromFinish(kind) ? 1 : 0)]! + ties[at + 2]!;
        if (toFinish(kind)) finish = Math.max(finish, boundary);
        else start = Math.max(start, boundary);
      }
      if (status[place] === free) {
        start = Math.max(start, finish - duration);
        finish = start + duration;
      } else {
        start = earliest[2 * place]!;
        finish = Math.max(finish, start + duration);
      }
      earliest[2 * place] = start;
      earliest[2 * place + 1] = finish;
      end = Math.max(end, finish);
    }
    return end === never ? undefined : end;
  }

  private backward(order: Int32Array): number | undefined {
    const { facts, status, earliest, latest } = this;
    const { first, ties } = this.outgoing;
    const end = this.end ?? always;
    let least = always;
    for (let position = order.length - 1; position >= 0; position--) {
      const place = order[position]!;
      const start = earliest[2 * place]!;
      let finish = earliest[2 * place + 1]!;
      latest[2 * place] = start;
      latest[2 * place + 1] = finish;
      if (status[place] === done) continue;
      const duration = finish - start;
      finish = Math.min(end, facts[4 * place + 3]!);
      for (let at = first[place]!, last = first[place + 1]!; at < last; at += 3) {
        const other = ties[at]!;
        const kind = ties[at + 1]!;
        // Facts ask nothing of what comes before them, nor does the start of what has begun.
        if (status[other] === done || (!toFinish(kind) && status[other] === begun)) continue;
        const boundary = latest[2 * other + (toFinish(kind) ? 1 : 0)]! - ties[at + 2]!;
        if (fromFinish(kind)) finish = Math.min(finish, boundary);
        else if (status[place] === free) finish = Math.min(finish, boundary + duration);
      }
      least = Math.min(least, finish - earliest[2 * place + 1]!);
      latest[2 * place + 1] = finish;
      if (status[place] === free) latest[2 * place] = finish - duration;
    }
    return least === always ? undefined : least;
  }
}
