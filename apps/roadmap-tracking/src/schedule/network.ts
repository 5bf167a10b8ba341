import { NetworkCyclic } from './schedule.errors.js';

/** How a dependency ties two items: which end of the predecessor, then which end of the successor. */
export const linkKinds = ['FS', 'SS', 'FF', 'SF'] as const;
export type LinkKind = (typeof linkKinds)[number];

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

/** What ties nodes together: columns of which each link has a place. Nodes are told by their place among the nodes. */
export class Links {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Places in `linkKinds`. */
  readonly kinds: Uint8Array;
  /** Working days; a negative lag lets the two overlap. */
  readonly lags: Int32Array;
  count = 0;

  constructor(most: number) {
    this.from = new Int32Array(most);
    this.to = new Int32Array(most);
    this.kinds = new Uint8Array(most);
    this.lags = new Int32Array(most);
  }

  add(from: number, to: number, kind: LinkKind, lag: number): void {
    this.from[this.count] = from;
    this.to[this.count] = to;
    this.kinds[this.count] = linkKinds.indexOf(kind);
    this.lags[this.count] = lag;
    this.count += 1;
  }
}

const free = 0;
const begun = 1;
const done = 2;
const never = -0x4000_0000;

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
  readonly earliestStart: Int32Array;
  readonly earliestFinish: Int32Array;
  readonly latestStart: Int32Array;
  readonly latestFinish: Int32Array;
  /** The end of the plan: when the last open node finishes. `undefined` when nothing is open. */
  readonly end: number | undefined;
  /** The smallest slack of all; what has it is critical. `undefined` when nothing is open. */
  readonly leastSlack: number | undefined;

  private readonly status: Uint8Array;
  private readonly incoming: Adjacency;
  private readonly outgoing: Adjacency;

  constructor(
    readonly nodes: readonly NetworkNode[],
    readonly links: Links,
  ) {
    const size = nodes.length;
    this.outgoing = new Adjacency(size, links.from, links.to, links.count);
    this.incoming = new Adjacency(size, links.to, links.from, links.count);
    this.status = new Uint8Array(size);
    this.earliestStart = new Int32Array(size);
    this.earliestFinish = new Int32Array(size);
    this.latestStart = new Int32Array(size);
    this.latestFinish = new Int32Array(size);
    const order = this.inOrder();
    this.end = this.forward(order);
    this.leastSlack = this.backward(order);
  }

  isDone(place: number): boolean {
    return this.status[place] === done;
  }

  /** By how many working days a node can be later without harm; below zero, the harm is done. What is done has none. */
  slackOf(place: number): number | undefined {
    return this.status[place] === done ? undefined : this.latestFinish[place]! - this.earliestFinish[place]!;
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
    for (let at = this.incoming.first[place]!; at < this.incoming.first[place + 1]!; at++) {
      const [link, other] = [this.incoming.links[at]!, this.incoming.others[at]!];
      if (this.status[other] === done || !this.holds(link, other, place)) continue;
      if (driver === undefined || this.precedes(other, driver)) driver = other;
    }
    return driver;
  }

  private holds(link: number, other: number, place: number): boolean {
    const { links } = this;
    if (this.status[place] === done) return false;
    const kind = links.kinds[link]!;
    const byFinish = kind === 0 || kind === 2;
    if (!byFinish && this.status[other] !== free) return false; // a start that is a fact holds nobody any more
    const boundary = (byFinish ? this.earliestFinish : this.earliestStart)[other]! + links.lags[link]!;
    if (kind >= 2) return boundary === this.earliestFinish[place];
    return this.status[place] === free && boundary === this.earliestStart[place];
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
      const later = last === undefined ? 1 : this.earliestFinish[place]! - this.earliestFinish[last]!;
      if (later > 0 || (later === 0 && this.isBehind(place, last!))) last = place;
    }
    return last;
  }

  /** A milestone at the end of the last activity is the end of the path, not the activity. */
  private isBehind(place: number, other: number): boolean {
    const later = this.earliestStart[place]! - this.earliestStart[other]!;
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
      missing[place] = incoming.first[place + 1]! - incoming.first[place]!;
      if (missing[place] === 0) order[filled++] = place;
    }
    for (let next = 0; next < filled; next++) {
      const place = order[next]!;
      for (let at = outgoing.first[place]!; at < outgoing.first[place + 1]!; at++) {
        const other = outgoing.others[at]!;
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
      place = least(this.incoming.others.subarray(this.incoming.first[place]!, this.incoming.first[place + 1]!));
    }
    const cycle = walked.slice(seenAt.get(place)).reverse();
    const start = cycle.indexOf(least(cycle));
    return [...cycle.slice(start), ...cycle.slice(0, start)].map((at) => this.nodes[at]!.id);
  }

  private forward(order: Int32Array): number | undefined {
    const { incoming, links, earliestStart, earliestFinish } = this;
    let end: number | undefined;
    for (const place of order) {
      const node = this.nodes[place]!;
      let start = node.notBefore ?? 0;
      let finish = node.notFinishedBefore ?? never;
      for (let at = incoming.first[place]!; at < incoming.first[place + 1]!; at++) {
        const [link, other] = [incoming.links[at]!, incoming.others[at]!];
        const [kind, lag] = [links.kinds[link]!, links.lags[link]!];
        const boundary = (kind === 0 || kind === 2 ? earliestFinish[other]! : earliestStart[other]!) + lag;
        if (kind >= 2) finish = Math.max(finish, boundary);
        else start = Math.max(start, boundary);
      }
      if (node.started === undefined) {
        start = Math.max(start, finish - node.duration);
        finish = start + node.duration;
      } else {
        start = node.started;
        finish = node.finished ?? Math.max(finish, start + node.duration);
        this.status[place] = node.finished === undefined ? begun : done;
      }
      earliestStart[place] = start;
      earliestFinish[place] = finish;
      if (node.finished === undefined && (end === undefined || finish > end)) end = finish;
    }
    return end;
  }

  private backward(order: Int32Array): number | undefined {
    const { outgoing, links, latestStart, latestFinish, earliestStart, earliestFinish } = this;
    let least: number | undefined;
    for (let position = order.length - 1; position >= 0; position--) {
      const place = order[position]!;
      if (this.status[place] === done) {
        latestStart[place] = earliestStart[place]!;
        latestFinish[place] = earliestFinish[place]!;
        continue;
      }
      const duration = earliestFinish[place]! - earliestStart[place]!;
      let finish = Math.min(this.end!, this.nodes[place]!.deadline ?? this.end!);
      for (let at = outgoing.first[place]!; at < outgoing.first[place + 1]!; at++) {
        const [link, other] = [outgoing.links[at]!, outgoing.others[at]!];
        const kind = links.kinds[link]!;
        // Facts ask nothing of what comes before them, nor does the start of what has begun.
        if (this.status[other] === done || (kind < 2 && this.status[other] === begun)) continue;
        const boundary = (kind < 2 ? latestStart[other]! : latestFinish[other]!) - links.lags[link]!;
        if (kind === 0 || kind === 2) finish = Math.min(finish, boundary);
        else if (this.status[place] === free) finish = Math.min(finish, boundary + duration);
      }
      latestFinish[place] = finish;
      latestStart[place] = this.status[place] === free ? finish - duration : earliestStart[place]!;
      const slack = finish - earliestFinish[place]!;
      if (least === undefined || slack < least) least = slack;
    }
    return least;
  }
}

/** For every node the links that leave it, or reach it, side by side. */
class Adjacency {
  /** Where each node's links begin; those of the last one end where one more would begin. */
  readonly first: Int32Array;
  readonly links: Int32Array;
  /** The node at the other end of each. */
  readonly others: Int32Array;

  constructor(size: number, near: Int32Array, far: Int32Array, count: number) {
    this.first = new Int32Array(size + 1);
    this.links = new Int32Array(count);
    this.others = new Int32Array(count);
    for (let link = 0; link < count; link++) this.first[near[link]! + 1] = this.first[near[link]! + 1]! + 1;
    for (let place = 0; place < size; place++) this.first[place + 1] = this.first[place + 1]! + this.first[place]!;
    const next = this.first.slice();
    for (let link = 0; link < count; link++) {
      const at = next[near[link]!]!;
      next[near[link]!] = at + 1;
      this.links[at] = link;
      this.others[at] = far[link]!;
    }
  }
}
