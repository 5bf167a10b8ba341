import { parseArgs } from 'node:util';
import { Halt } from '../local/say.js';

const usage = 'npm run ledger -- [--duration SECONDS] [--seed N] [--json FILE] [--relay real|cursor|early-delete]';

/** The relays that can be put to the proof. Two of them are broken on purpose: they show that the proof can fail. */
export const relays = ['real', 'cursor', 'early-delete'] as const;
export type RelayName = (typeof relays)[number];

/** How long, in what order of accidents, and which relay. */
export interface LedgerArguments {
  readonly seconds: number;
  readonly seed: number;
  readonly json: string | undefined;
  readonly relay: RelayName;
}

/** Reads the arguments; what is wrong with them is said in one sentence. */
export function readLedgerArguments(args: string[]): LedgerArguments {
  const { duration = '60', seed = '1', json, relay = 'real' } = parsed(args);
  if (!relays.includes(relay as RelayName))
    throw new Halt(`--relay takes ${relays.join(', ')}, not "${relay}": ${usage}`);
  return {
    seconds: count('--duration', duration, 5),
    seed: count('--seed', seed, 0),
    json,
    relay: relay as RelayName,
  };
}

function parsed(args: string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ args, options: { duration: text, seed: text, json: text, relay: text } }).values;
  } catch (error) {
    const [sentence] = (error as Error).message.split('\n');
    throw new Halt(`${sentence!.replace(/\. .*$|\.$/, '')}: ${usage}`);
  }
}

function count(name: string, text: string, least: number): number {
  if (/^\d{1,6}$/.test(text) && Number(text) >= least) return Number(text);
  throw new Halt(`${name} takes a whole number of at least ${least}, not "${text}".`);
}
