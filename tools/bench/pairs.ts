import type { Contender } from './contenders.js';
import type { Pair } from './figures.js';
import type { BenchArguments } from './options.js';
import { quiet, round, type RoundResult } from './rounds.js';
import type { Scenario } from './scenarios.js';

/** Alternating rounds, both servers warmed up: whatever else the machine does, it does to both. */
export async function measureInPairs(
  adminUrl: string,
  scenario: Scenario,
  { service, bare }: Record<'service' | 'bare', Contender>,
  { pairs, seconds, warmUpSeconds }: Pick<BenchArguments, 'pairs' | 'seconds' | 'warmUpSeconds'>,
  note: (text: string) => void,
): Promise<Record<keyof RoundResult, Pair[]>> {
  note('warming up');
  for (const contender of [service, bare]) await round(scenario, contender, warmUpSeconds);
  const done: { service: RoundResult; bare: RoundResult }[] = [];
  while (done.length < pairs) {
    await quiet(adminUrl);
    const ours = await round(scenario, service, seconds);
    await quiet(adminUrl);
    const theirs = await round(scenario, bare, seconds);
    done.push({ service: ours, bare: theirs });
    note(`pair ${done.length} of ${pairs}: ${inWords(ours)} and ${inWords(theirs)}`);
  }
  const each = (kind: keyof RoundResult): Pair[] =>
    done.map((pair) => ({ service: pair.service[kind], bare: pair.bare[kind] }));
  return { perSecond: each('perSecond'), p99: each('p99') };
}

function inWords({ perSecond, p99 }: RoundResult): string {
  return `${Math.round(perSecond)} requests/s (p99 ${p99.toFixed(1)} ms)`;
}
