import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** A number that another part of the service offers to Prometheus: the size of a queue, the age of its oldest row. */
export interface Reading {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** The numbers of one service. */
export class Metrics {
  readonly registry = new Registry();
  private readonly duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  private readonly series = new Map<string, { observe(seconds: number): void }>();

  constructor(private readonly readings: () => Promise<readonly Reading[]>) {}

  /** Adds the process's own numbers. Left out in tests: their timers belong to the process, not to an app. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  observeRequest(method: string, route: string, status: number, seconds: number): void {
    // Finding a set of labels costs more than counting; routes and statuses are few.
    const key = `${method} ${route} ${status}`;
    let series = this.series.get(key);
    if (!series) this.series.set(key, (series = this.duration.labels({ method, route, status })));
    series.observe(seconds);
  }

  /** Everything in Prometheus' text format. A part that cannot tell its numbers now must not hide the others. */
  async expose(onError: (error: unknown) => void): Promise<string> {
    const readings = await this.readings().catch((error: unknown) => {
      onError(error);
      return [];
    });
    return `${await this.registry.metrics()}${textOf(readings)}`;
  }
}

function textOf(readings: readonly Reading[]): string {
  const firsts = readings.filter(({ name }, index) => readings.findIndex((other) => other.name === name) === index);
  return firsts
    .map((first) => {
      const family = readings.filter(({ name }) => name === first.name);
      const lines = family.map(({ name, labels = {}, value }) => {
        const pairs = Object.entries(labels).map(([label, text]) => `${label}=${JSON.stringify(text)}`);
        return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
      });
      return `\n# HELP ${first.name} ${first.help}\n# TYPE ${first.name} ${first.type}\n${lines.join('\n')}\n`;
    })
    .join('');
}
