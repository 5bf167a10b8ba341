import { argumentsBy } from '../local/arguments.js';
import { Halt } from '../local/say.js';

const usage =
  "npm run events -- [--type 'int.itu.catalogue.course.*'] [--from beginning|now|2026-11-23T08:00:00Z] [--json] [--counters] [--limit N] [--idle-exit SECONDS] [--brokers host:port]";

/** Where reading begins: at the first event there is, at those to come, or at a moment (in ms). */
export type From = 'beginning' | 'now' | number;

/** What `npm run events` was asked to show. */
export interface EventsArguments {
  readonly matches: (type: string) => boolean;
  readonly from: From;
  readonly json: boolean;
  /** Not the events, but what they add up to for each record. */
  readonly counters: boolean;
  readonly limit: number | undefined;
  readonly idleExitMs: number | undefined;
  readonly brokers: string | undefined;
}

/** Reads the arguments; what is wrong with them is said in one sentence. */
export function readEventsArguments(args: string[]): EventsArguments {
  const values = parsed(args);
  const idle = count('--idle-exit', values['idle-exit'] ?? (values.counters ? '5' : undefined));
  return {
    matches: matcher(values.type),
    from: fromOf(values.from ?? (values.counters ? 'beginning' : 'now')),
    json: values.json,
    counters: values.counters,
    limit: count('--limit', values.limit),
    idleExitMs: idle === undefined ? undefined : idle * 1_000,
    brokers: values.brokers,
  };
}

function parsed(args: string[]) {
  return argumentsBy(
    {
      args,
      options: {
        type: { type: 'string', default: '*' },
        from: { type: 'string' },
        json: { type: 'boolean', default: false },
        counters: { type: 'boolean', default: false },
        limit: { type: 'string' },
        'idle-exit': { type: 'string' },
        brokers: { type: 'string' },
      },
    },
    (sentence) => `${sentence}: ${usage}`,
  ).values;
}

/** A type, or a pattern in which `*` stands for any letters, dots included. */
function matcher(pattern: string): (type: string) => boolean {
  if (!/^[a-z0-9.*-]+$/.test(pattern)) {
    throw new Halt(
      `"${pattern}" is not an event type or a pattern such as int.itu.catalogue.course.* (in quotation marks, so that the shell leaves the * alone).`,
    );
  }
  const expression = new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replaceAll('.', '\\.'))
      .join('.*')}$`,
  );
  return (type) => expression.test(type);
}

function fromOf(text: string): From {
  if (text === 'beginning' || text === 'now') return text;
  const moment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)
    ? Date.parse(text)
    : NaN;
  if (Number.isNaN(moment))
    throw new Halt(`--from takes beginning, now, or a time such as 2026-11-23T08:00:00Z, not "${text}".`);
  return moment;
}

function count(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Halt(`${name} takes a number of at least 1, not "${text}".`);
  return Number(text);
}
