import type { ParseArgsOptionsConfig } from 'node:util';
import { argumentsBy } from '../local/arguments.js';
import { Halt } from '../local/say.js';
import type { BusAddress } from './bus-client.js';

const usage = `npm run dead-letters -- COMMAND [--json] [--service NAME | --url ADDRESS] [--token TOKEN]
  list [--type TYPE] [--code CODE] [--since TIME] [--verdict open|redriven|discarded|all] [--limit N]
  show ID
  redrive ID… [--reason WHY]
  redrive --type TYPE | --code CODE | --since TIME | --all [--dry-run] [--reason WHY]
  discard ID… --reason WHY
  event EVENT_ID                        did this service handle the event?
  refused                               announcements that Kafka refused
  retry POSITION…                       sends refused ones again
  give-up POSITION… --reason WHY        drops refused ones
  log [--limit N]                       what operators did, newest first`;

/** Which letters are meant. */
export interface LetterChoice {
  readonly type?: string;
  readonly code?: string;
  /** RFC 3339, UTC. */
  readonly since?: string;
}

/** What `npm run dead-letters` was asked to do. */
export type Command =
  | { readonly name: 'list'; readonly choice: LetterChoice & { readonly verdict?: string }; readonly limit: number }
  | { readonly name: 'show' | 'event'; readonly id: string }
  | { readonly name: 'redrive'; readonly ids: readonly string[]; readonly reason: string | undefined }
  | {
      readonly name: 'redrive-many';
      readonly choice: LetterChoice;
      readonly dryRun: boolean;
      readonly reason: string | undefined;
    }
  | { readonly name: 'discard' | 'give-up'; readonly ids: readonly string[]; readonly reason: string }
  | { readonly name: 'retry'; readonly ids: readonly string[] }
  | { readonly name: 'refused' }
  | { readonly name: 'log'; readonly limit: number };

export interface DeadLettersArguments {
  readonly command: Command;
  readonly json: boolean;
  readonly address: BusAddress;
}

const options = {
  type: { type: 'string' },
  code: { type: 'string' },
  since: { type: 'string' },
  verdict: { type: 'string' },
  limit: { type: 'string', default: '20' },
  reason: { type: 'string' },
  all: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  service: { type: 'string' },
  url: { type: 'string' },
  token: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

/** Reads the arguments; what is wrong with them is said in one sentence. */
export function readDeadLettersArguments(args: string[], now = new Date()): DeadLettersArguments {
  const { values, positionals } = parsed(args);
  const { json, service, url, token } = values;
  const [name, ...ids] = positionals;
  return { command: commandOf(name, ids, values, now), json, address: { service, url, token } };
}

type Values = ReturnType<typeof parsed>['values'];

function commandOf(name: string | undefined, ids: readonly string[], values: Values, now: Date): Command {
  switch (name) {
    case 'list':
      refuseMore(name, ids);
      return {
        name,
        choice: { ...choiceIn(values, now), ...(values.verdict !== undefined && { verdict: values.verdict }) },
        limit: count('--limit', values.limit),
      };
    case 'show':
    case 'event':
      if (ids.length !== 1 || ids[0] === '') throw new Halt(`Say one identifier: npm run dead-letters -- ${name} ID`);
      return { name, id: ids[0]! };
    case 'redrive':
      return redriveOf(ids, values, now);
    case 'discard':
    case 'give-up':
      refuseNone(name, ids);
      if (!values.reason) throw new Halt(`Say why, with --reason: it stays in the log of operations.`);
      return { name, ids, reason: values.reason };
    case 'retry':
      refuseNone(name, ids);
      return { name, ids };
    case 'log':
      refuseMore(name, ids);
      return { name, limit: count('--limit', values.limit) };
    case 'refused':
      refuseMore(name, ids);
      return { name };
    default:
      throw new Halt(name === undefined ? usage : `There is no command "${name}".\n${usage}`);
  }
}

function redriveOf(ids: readonly string[], values: Values, now: Date): Command {
  const { reason, all } = values;
  const choice = choiceIn(values, now);
  const chosen = Object.keys(choice).length > 0;
  if (ids.length > 0) {
    if (chosen || all || values['dry-run'])
      throw new Halt('Name letters, or choose them with --type, --code, --since or --all: not both.');
    return { name: 'redrive', ids, reason };
  }
  if (!chosen && !all) throw new Halt('Say which: identifiers, or --type, --code, --since, or --all.');
  return { name: 'redrive-many', choice, dryRun: values['dry-run'], reason };
}

function choiceIn({ type, code, since }: Values, now: Date): LetterChoice {
  return {
    ...(type !== undefined && { type }),
    ...(code !== undefined && { code }),
    ...(since !== undefined && { since: momentIn('--since', since, now) }),
  };
}

const ago = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A moment, or how long ago it was: `2026-11-23T08:00:00Z`, `2026-11-23`, `90m`, `6h`, `2d`. */
export function momentIn(name: string, text: string, now: Date): string {
  const [, amount, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  const written = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const moment =
    amount !== undefined
      ? now.getTime() - Number(amount) * ago[unit as keyof typeof ago]
      : written
        ? Date.parse(text)
        : NaN;
  if (Number.isNaN(moment)) {
    throw new Halt(
      `${name} takes a time such as 2026-11-23T08:00:00Z, or how long ago such as 90m, 6h or 2d, not "${text}".`,
    );
  }
  return new Date(moment).toISOString();
}

function parsed(args: string[]) {
  return argumentsBy({ args, allowPositionals: true, options }, (sentence) => `${sentence}.\n${usage}`);
}

function refuseMore(name: string, ids: readonly string[]): void {
  if (ids.length > 0) throw new Halt(`"${name}" takes no identifier; "${ids[0]}" was given.`);
}

function refuseNone(name: string, ids: readonly string[]): void {
  if (ids.length === 0 || ids.includes('')) throw new Halt(`Say which: npm run dead-letters -- ${name} …`);
}

function count(name: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Halt(`${name} takes a number of at least 1, not "${text}".`);
  return Number(text);
}
