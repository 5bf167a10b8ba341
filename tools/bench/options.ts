import { parseArgs } from 'node:util';
import { Halt } from '../local/say.js';

const usage =
  'npm run bench -- catalogue [--json FILE] [--courses 100000] [--pairs 5] [--seconds 5] [--profile FOLDER] [--smoke]';

/** How much is measured. */
export interface BenchArguments {
  readonly json: string | undefined;
  /** Where both servers leave CPU profiles; they slow them down, so the figures of such a run do not count. */
  readonly profile: string | undefined;
  readonly courses: number;
  readonly pairs: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

/** Reads the arguments; what is wrong with them is said in one sentence. */
export function readBenchArguments(args: string[]): BenchArguments {
  const { values, positionals } = parsed(args);
  if (positionals.join(' ') !== 'catalogue') throw new Halt(`Say what to measure; there is "catalogue": ${usage}`);
  const { smoke } = values;
  return {
    json: values.json,
    profile: values.profile,
    courses: count('--courses', values.courses ?? (smoke ? '2000' : '100000'), 1_000),
    // Fewer than five pairs say nothing; --smoke only shows that the measuring itself works.
    pairs: count('--pairs', values.pairs ?? (smoke ? '2' : '5'), smoke ? 1 : 5),
    seconds: count('--seconds', values.seconds ?? (smoke ? '1' : '5'), 1),
    // The service has many times the code of its opponent, and the compiler needs that long to have seen it all.
    warmUpSeconds: smoke ? 1 : 10,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'string' },
        profile: { type: 'string' },
        courses: { type: 'string' },
        pairs: { type: 'string' },
        seconds: { type: 'string' },
        smoke: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    const sentence = (error as Error).message
      .split('\n')[0]!
      .replace(/\.? To specify.*$/, '')
      .replace(/\.$/, '');
    throw new Halt(`${sentence}: ${usage}`);
  }
}

function count(name: string, text: string, least: number): number {
  if (/^\d{1,7}$/.test(text) && Number(text) >= least) return Number(text);
  throw new Halt(`${name} takes a number of at least ${least}, not "${text}".`);
}
