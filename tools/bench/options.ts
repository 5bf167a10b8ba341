import { argumentsBy } from '../local/arguments.js';
import { Halt } from '../local/say.js';

const usage =
  'npm run bench -- catalogue|search|import|events|roadmap [--json FILE] [--courses N …] [--pairs 5] [--seconds 5] [--only PART] [--profile FOLDER] [--smoke]';

/** What can be measured, and with how many courses; of search, one after the other; for events and the roadmap none are needed. */
const subjects = {
  catalogue: { courses: [100_000], smoke: [2_000] },
  search: { courses: [5_000, 100_000], smoke: [1_000, 2_000] },
  import: { courses: [100_000], smoke: [2_000] },
  events: { courses: [], smoke: [] },
  roadmap: { courses: [], smoke: [] },
};
export type Subject = keyof typeof subjects;

/** The parts of a subject that has some, in the order in which they are measured. */
const parts = {
  events: ['drain', 'writers', 'latency', 'handling', 'idle'],
  roadmap: ['schedule', 'plan'],
} as const;
export type EventPart = (typeof parts)['events'][number];
export type RoadmapPart = (typeof parts)['roadmap'][number];
export type Part = EventPart | RoadmapPart;

/** What is measured, and how much. */
export interface BenchArguments {
  readonly subject: Subject;
  readonly json: string | undefined;
  /** Where both servers leave CPU profiles; they slow them down, so the figures of such a run do not count. */
  readonly profile: string | undefined;
  /** Ascending; one number unless the subject is search. */
  readonly courses: readonly number[];
  readonly pairs: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly rows: ImportedRows;
  readonly events: EventNumbers;
  readonly roadmap: RoadmapNumbers;
  /** Of events and the roadmap: all of them, or the one that somebody works on. */
  readonly parts: readonly Part[];
}

/** How many rows the lists have that are imported. */
export interface ImportedRows {
  readonly warm: number;
  /** For a round beside bare inserts. */
  readonly each: number;
  /** While others read. */
  readonly during: number;
  readonly short: number;
  readonly long: number;
}

/** How many events there are in a round. */
export interface EventNumbers {
  readonly drained: number;
  /** Before the clock starts: a service that has just started handles its first events one at a time. */
  readonly handledBefore: number;
  readonly handled: number;
  /** Seconds of one look at processes that do nothing. */
  readonly idleSeconds: number;
}

/** How large the plans are. */
export interface RoadmapNumbers {
  /** Of a schedule, ascending; each is compared with the first. */
  readonly activities: readonly number[];
}

/** Reads the arguments; what is wrong with them is said in one sentence. */
export function readBenchArguments(args: string[]): BenchArguments {
  const { values, positionals } = parsed(args);
  const subject = positionals.join(' ') as Subject;
  if (!Object.hasOwn(subjects, subject))
    throw new Halt(`Say what to measure; there is ${inQuotes(Object.keys(subjects))}: ${usage}`);
  const { smoke } = values;
  const usual = subjects[subject][smoke ? 'smoke' : 'courses'];
  const courses = values.courses?.map((text) => count('--courses', text, 1_000)) ?? usual;
  if (courses.length > usual.length) {
    const often = usual.length === 0 ? 'means nothing' : `can be given at most ${usual.length} time(s)`;
    throw new Halt(`--courses ${often} for ${subject}: ${usage}`);
  }
  return {
    subject,
    json: values.json,
    profile: values.profile,
    courses: courses.toSorted((a, b) => a - b),
    parts: partsOf(subject, values.only),
    // Fewer than five pairs say nothing; --smoke only shows that the measuring itself works.
    pairs: count('--pairs', values.pairs ?? (smoke ? '2' : '5'), smoke ? 1 : 5),
    seconds: count('--seconds', values.seconds ?? (smoke ? '1' : '5'), 1),
    // The service has many times the code of its opponent, and the compiler needs that long to have seen it all.
    warmUpSeconds: smoke ? 1 : 10,
    rows: smoke
      ? { warm: 200, each: 400, during: 1_000, short: 400, long: 1_000 }
      : { warm: 2_000, each: 4_000, during: 4_000, short: 1_000, long: 100_000 },
    events: smoke
      ? { drained: 2_000, handledBefore: 2_000, handled: 2_000, idleSeconds: 2 }
      : { drained: 100_000, handledBefore: 6_000, handled: 30_000, idleSeconds: 6 },
    roadmap: smoke ? { activities: [1_000, 5_000] } : { activities: [1_000, 10_000, 100_000] },
  };
}

function parsed(args: string[]) {
  return argumentsBy(
    {
      args,
      allowPositionals: true,
      options: {
        json: { type: 'string' },
        profile: { type: 'string' },
        courses: { type: 'string', multiple: true },
        pairs: { type: 'string' },
        seconds: { type: 'string' },
        only: { type: 'string' },
        smoke: { type: 'boolean', default: false },
      },
    },
    (sentence) => `${sentence}: ${usage}`,
  );
}

function partsOf(subject: Subject, only: string | undefined): readonly Part[] {
  const all: readonly Part[] = subject === 'events' || subject === 'roadmap' ? parts[subject] : [];
  if (only === undefined) return all;
  const part = all.find((name) => name === only);
  if (part) return [part];
  const those = all.length > 0 ? `a part of ${subject}: ${inQuotes(all)}` : 'a part of events or roadmap';
  throw new Halt(`--only takes ${those}: ${usage}`);
}

const inQuotes = (names: readonly string[]): string =>
  new Intl.ListFormat('en-GB').format(names.map((name) => `"${name}"`));

function count(name: string, text: string, least: number): number {
  if (/^\d{1,7}$/.test(text) && Number(text) >= least) return Number(text);
  throw new Halt(`${name} takes a number of at least ${least}, not "${text}".`);
}
