/** How a dependency ties two items: which end of the predecessor, then which end of the successor. */
export const linkKinds = ['FS', 'SS', 'FF', 'SF'] as const;
export type LinkKind = (typeof linkKinds)[number];

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

// By their places in `linkKinds`.
export const fromFinish = (kind: number): boolean => kind === 0 || kind === 2;
export const toFinish = (kind: number): boolean => kind >= 2;

/** For every node the links that leave it, or reach it, side by side. */
export class Adjacency {
  /** Where each node's links begin; those of the last one end where one more would begin. */
  readonly first: Int32Array;
  /** Of every link three numbers: the node at the other end, the kind, the lag. */
  readonly ties: Int32Array;

  constructor(size: number, near: Int32Array, far: Int32Array, { count, kinds, lags }: Links) {
    const first = new Int32Array(size + 1);
    const ties = new Int32Array(3 * count);
    for (let link = 0; link < count; link++) first[near[link]! + 1] = first[near[link]! + 1]! + 3;
    for (let place = 0; place < size; place++) first[place + 1] = first[place + 1]! + first[place]!;
    const next = first.slice();
    for (let link = 0; link < count; link++) {
      const at = next[near[link]!]!;
      next[near[link]!] = at + 3;
      ties[at] = far[link]!;
      ties[at + 1] = kinds[link]!;
      ties[at + 2] = lags[link]!;
    }
    this.first = first;
    this.ties = ties;
  }

  othersOf(place: number): number[] {
    const ties = this.ties.subarray(this.first[place], this.first[place + 1]);
    return Array.from({ length: ties.length / 3 }, (_, index) => ties[3 * index]!);
  }
}
