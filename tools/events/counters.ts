import type { Received } from './received.js';

interface Told {
  readonly topic: string;
  readonly subject: string;
  /** Which event said it, by its number. */
  readonly ids: Map<number, Set<string>>;
}

/** Which announcements of each record there are: what is missing, and what was said twice as different events. */
export class Counters {
  private readonly told = new Map<string, Told>();

  /** @param fromBeginning whether a record's announcements must begin with 1 */
  constructor(private readonly fromBeginning: boolean) {}

  add(received: Received): void {
    if (received.kind !== 'event') return;
    const { envelope, place } = received;
    const key = `${place.topic} ${envelope.subject}`;
    const told = this.told.get(key) ?? { topic: place.topic, subject: envelope.subject, ids: new Map() };
    this.told.set(key, told);
    const sequence = Number(envelope.sequence);
    told.ids.set(sequence, (told.ids.get(sequence) ?? new Set()).add(envelope.id));
  }

  /** Lines of topic, record, last announcement, missing ones, and ones that two different events claim; tabs between. */
  lines(): string[] {
    return [...this.told.values()]
      .map(({ topic, subject, ids }) => {
        const numbers = [...ids.keys()];
        const last = Math.max(...numbers);
        const first = this.fromBeginning ? 1 : Math.min(...numbers);
        const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
        const missing = all.filter((number) => !ids.has(number));
        const twice = all.filter((number) => (ids.get(number)?.size ?? 0) > 1);
        return [topic, subject, last, missing.join(','), twice.join(',')].join('\t');
      })
      .sort();
  }
}
