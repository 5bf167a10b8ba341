import { Chance } from '../bench/chance.js';

/** What can be hurt. */
export const parts = ['relay', 'consumer', 'broker', 'postgres'] as const;
export type Part = (typeof parts)[number];

/** Where a connection can be cut: the two servers have a proxy before them. */
export type Cuttable = 'broker' | 'postgres';

/** `kill`: SIGKILL, then started again. `freeze`: SIGSTOP, then SIGCONT. `cut` and `silence`: its connections. */
export type FaultKind = 'kill' | 'freeze' | 'cut' | 'silence';

/** Something that is done to a part, in milliseconds since the writers began. */
export interface Fault {
  readonly at: number;
  readonly kind: FaultKind;
  readonly part: Part;
  /** Which of two relays or consumers; the servers are one each. */
  readonly index: number;
  /** How long it stays dead, frozen, cut off or silent. */
  readonly lasting: number;
}

interface Card {
  readonly kind: FaultKind;
  readonly part: Part;
  readonly lasting: readonly [number, number];
}

// A consumer is out of its group after 10 s; PostgreSQL ends an idle transaction after 30 s.
const deck: readonly Card[] = [
  ...parts.flatMap((part): Card[] => [
    { kind: 'kill', part, lasting: [0, 1_500] },
    { kind: 'kill', part, lasting: [0, 3_000] },
  ]),
  { kind: 'freeze', part: 'relay', lasting: [500, 20_000] },
  { kind: 'freeze', part: 'consumer', lasting: [11_000, 35_000] },
  { kind: 'freeze', part: 'broker', lasting: [1_000, 20_000] },
  { kind: 'freeze', part: 'postgres', lasting: [1_000, 12_000] },
  { kind: 'cut', part: 'broker', lasting: [0, 4_000] },
  { kind: 'cut', part: 'postgres', lasting: [0, 4_000] },
  { kind: 'silence', part: 'broker', lasting: [1_000, 10_000] },
  { kind: 'silence', part: 'postgres', lasting: [1_000, 10_000] },
];

/** In a short run each part is killed once, and nothing lasts. */
const shortDeck: readonly Card[] = [
  ...parts.map((part): Card => ({ kind: 'kill', part, lasting: [0, 300] })),
  { kind: 'freeze', part: 'relay', lasting: [500, 1_500] },
  { kind: 'cut', part: 'broker', lasting: [0, 300] },
  { kind: 'cut', part: 'postgres', lasting: [0, 300] },
];

const calmStart = 1_000;
const usualGap = 6_000;

/** Everything that will be done, in the order of time. The same seed and duration give the same plan. */
export function planFaults(seed: number, seconds: number): Fault[] {
  const chance = new Chance(seed);
  const end = seconds * 1_000;
  const short = seconds < 60;
  const cards = short ? shortDeck : deck;
  const gap = short ? (end - calmStart) / cards.length : usualGap;
  const faults: Fault[] = [];
  let round: Card[] = [];
  for (let slot = calmStart; slot + gap <= end + 1; slot += gap) {
    // Round after round, so that every part gets its share however the dice fall.
    if (round.length === 0) round = shuffled(chance, cards);
    const { kind, part, lasting } = round.pop()!;
    const at = Math.floor(between(chance, slot, slot + gap));
    faults.push({ at, kind, part, index: chance.below(2), lasting: Math.round(between(chance, ...lasting)) });
  }
  return faults;
}

/** At least `from` and below `to`. */
export function between(chance: Chance, from: number, to: number): number {
  return from + chance.next() * (to - from);
}

function shuffled<T>(chance: Chance, all: readonly T[]): T[] {
  const rest = [...all];
  return all.map(() => rest.splice(chance.below(rest.length), 1)[0]!);
}
