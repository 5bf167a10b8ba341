import { countMessages } from '../../local/kafka-admin.js';
import { step } from '../../local/say.js';
import { type Measured, type Pair, rateFigure } from '../figures.js';
import { quiet } from '../rounds.js';
import type { Program } from './ask.js';
import { benchContracts } from './contracts.js';
import type { Bench } from './events.js';
import { afresh } from './tables.js';

const target = 0.8;
const { topic } = benchContracts('drain').entryRegistered;

/** A backlog that the relay sends, beside the same messages sent from memory in the same batches. */
export async function measureDrain({ rig, options, url, programs }: Bench): Promise<Measured[]> {
  const { drained } = options.events;
  const name = `drain ${drained} committed rows`;
  const service = await programs.start('drain-service', 'announcer', { slug: 'drain' });
  const bare = await programs.start('drain-bare', 'bare-producer');
  return step(name, async (note) => {
    note('announcing');
    await store(service, drained);
    await service.ask('start', { relay: true });
    /** @returns rows per second, after a look whether all of them are in the topic */
    const counted = async (send: () => Promise<number>, count: number): Promise<number> => {
      await quiet(rig.adminUrl);
      const before = await countMessages([rig.brokers], topic);
      const seconds = await send();
      const arrived = (await countMessages([rig.brokers], topic)) - before;
      if (arrived !== count) throw new Error(`Of ${count} rows ${arrived} messages are in ${topic}.`);
      return count / seconds;
    };
    const relayed = async (count: number): Promise<number> => {
      await afresh(url);
      return counted(() => service.ask('drain', { count }), count);
    };
    const sent = (count: number): Promise<number> => counted(() => bare.ask('send', { topic }), count);
    note('warming up');
    const few = Math.ceil(drained / 10);
    await relayed(few);
    await bare.ask('load', { count: few });
    await sent(few);
    await bare.ask('load', { count: drained });
    const done: Pair[] = [];
    while (done.length < options.pairs) {
      const ours = await relayed(drained);
      const theirs = await sent(drained);
      done.push({ service: ours, bare: theirs });
      note(`pair ${done.length} of ${options.pairs}: ${Math.round(ours)} and ${Math.round(theirs)} rows/s`);
    }
    return [rateFigure(`${name}, beside a bare producer`, done, target, 'rows/s')];
  });
}

/** Makes announcements in transactions and keeps them for the rounds. */
export async function store(announcer: Program, count: number): Promise<void> {
  await announcer.ask('start', { relay: false });
  await announcer.ask('store', { count });
  await announcer.ask('stop');
}
