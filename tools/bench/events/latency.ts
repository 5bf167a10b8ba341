import { step } from '../../local/say.js';
import { latencyFigure, type Measured, type Pair } from '../figures.js';
import { quiet } from '../rounds.js';
import { benchContracts } from './contracts.js';
import { store } from './drain.js';
import type { Bench } from './events.js';
import { durations, percentile } from './percentile.js';
import { afresh } from './tables.js';

const targets = { p50: 2, p99: 2.5 };
const perSecond = 200;
/** Enough for a p99: a round of ten seconds has two thousand events. */
const times = 2;
const bareTopic = benchContracts('latencybare').entryRegistered.topic;

interface Paced {
  readonly sent: number[];
  readonly late: number[];
}

interface Round {
  readonly p50: number;
  readonly p99: number;
  readonly late: number;
}

/** From calling the commit to the handler, beside from calling a bare producer to a bare consumer. */
export async function measureLatency({ rig, options, url, programs }: Bench): Promise<Measured[]> {
  const name = `commit to handler, ${perSecond} events/s`;
  const { pairs, warmUpSeconds } = options;
  const each = options.seconds * times * perSecond;
  const warm = warmUpSeconds * perSecond;
  await afresh(url);
  const announcer = await programs.start('latency-announcer', 'announcer', { slug: 'latency' });
  await store(announcer, warm + pairs * each);
  await announcer.ask('start', { relay: true });
  const listener = await programs.start('latency-listener', 'listener', { slug: 'latency' });
  await listener.ask('start', { service: 'latency-listener', relay: false });
  const producer = await programs.start('latency-bare-producer', 'bare-producer');
  await producer.ask('load', { count: warm + pairs * each });
  const consumer = await programs.start('latency-bare-consumer', 'bare-consumer', { topic: bareTopic });

  const ours = async (first: number, count: number): Promise<Round> => {
    await quiet(rig.adminUrl);
    const { sent, late } = await announcer.ask<Paced>('pace', { first, count, perSecond });
    return roundOf(sent, await listener.ask<number[]>('begun', { first, count }), late);
  };
  const theirs = async (first: number, count: number): Promise<Round> => {
    await quiet(rig.adminUrl);
    const request = { topic: bareTopic, first, count, perSecond };
    const { sent, late, numbers } = await producer.ask<Paced & { numbers: number[] }>('pace', request);
    return roundOf(sent, await consumer.ask<number[]>('begun', { numbers }), late);
  };
  return step(name, async (note) => {
    note('warming up');
    await ours(0, warm);
    await theirs(0, warm);
    const done: { service: Round; bare: Round }[] = [];
    while (done.length < pairs) {
      const first = warm + done.length * each;
      done.push({ service: await ours(first, each), bare: await theirs(first, each) });
      const { service, bare } = done.at(-1)!;
      note(`pair ${done.length} of ${pairs}: ${inWords(service)} and ${inWords(bare)}`);
    }
    const pairsOf = (kind: 'p50' | 'p99'): Pair[] =>
      done.map(({ service, bare }) => ({ service: service[kind], bare: bare[kind] }));
    return [
      latencyFigure(`${name}, p50`, pairsOf('p50'), targets.p50),
      latencyFigure(`${name}, p99`, pairsOf('p99'), targets.p99),
    ];
  });
}

function roundOf(sent: readonly number[], begun: readonly number[], late: readonly number[]): Round {
  const took = durations(sent, begun);
  return { p50: percentile(took, 50), p99: percentile(took, 99), late: percentile(late, 99) };
}

const inWords = ({ p50, p99, late }: Round): string =>
  `${p50.toFixed(1)} / ${p99.toFixed(1)} ms (99 % of the timetable at most ${late.toFixed(1)} ms late)`;
