const shortestPause = 100;
const longestPause = 5_000;

interface Trouble {
  readonly until: number;
  readonly pause: number;
}

/** Topics that could not be written, left alone for a while that grows with each failure. */
export class TroubledTopics {
  private readonly troubles = new Map<string, Trouble>();

  get none(): boolean {
    return this.troubles.size === 0;
  }

  /** Those to be left alone now. */
  atTheMoment(): string[] {
    const now = Date.now();
    return [...this.troubles].filter(([, { until }]) => until > now).map(([topic]) => topic);
  }

  begin(topic: string): void {
    const before = this.troubles.get(topic)?.pause;
    const pause = before === undefined ? shortestPause : Math.min(before * 2, longestPause);
    this.troubles.set(topic, { pause, until: Date.now() + pause });
  }

  over(topic: string): void {
    this.troubles.delete(topic);
  }

  /** Forgets those of which nothing waits any more. */
  keepOnly(topics: readonly string[]): void {
    const kept = new Set(topics);
    for (const topic of this.troubles.keys()) if (!kept.has(topic)) this.troubles.delete(topic);
  }

  clear(): void {
    this.troubles.clear();
  }
}
