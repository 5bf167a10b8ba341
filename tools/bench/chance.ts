/** Numbers that look like chance and follow from the seed alone. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  }

  /** At least 0 and below 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** Whether something happens that happens so often. */
  happens(share: number): boolean {
    return this.next() < share;
  }

  /** Any of them, each as likely. */
  any<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)]!;
  }

  /** The first most often, each place about as often as its number says: the second half as often, the third a third. */
  early<Value>(values: readonly Value[]): Value {
    return values[Math.min(values.length - 1, Math.floor(Math.exp(this.next() * Math.log(values.length + 1))) - 1)]!;
  }

  /** By weights. */
  weighed<Value extends string>(weights: Readonly<Record<Value, number>>): Value {
    const entries = Object.entries<number>(weights) as [Value, number][];
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1)!)[0];
  }
}
