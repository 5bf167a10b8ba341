import { step } from '../../local/say.js';
import { type Measured, type Pair, rateFigure } from '../figures.js';
import { quiet } from '../rounds.js';
import type { Program } from './ask.js';
import { benchContracts } from './contracts.js';
import { store } from './drain.js';
import type { Bench } from './events.js';
import { afresh, apply, appliedCount, withClient } from './tables.js';

const target = 0.6;
const { topic } = benchContracts('handling').entryRegistered;

/** A handler that writes one row with the inbox, beside a bare loop with the same statements in the same batches. */
export async function measureHandling({ rig, options, url, programs }: Bench): Promise<Measured[]> {
  const name = 'handling with the inbox';
  const { handledBefore, handled } = options.events;
  const all = handledBefore + handled;
  await afresh(url);
  const announcer = await programs.start('handling-announcer', 'announcer', { slug: 'handling' });
  const sending = await programs.start('handling-sending', 'bare-producer');
  const service = await programs.start('handling-service', 'listener', { slug: 'handling' });
  const bare = await programs.start('handling-bare', 'bare-loop', { topic, applyText: apply.text });
  /** Reads the whole topic as a group of its own. @returns events per second */
  const round = async (program: Program, group: string): Promise<number> => {
    await afresh(url);
    await quiet(rig.adminUrl);
    await program.ask('start', { service: group, relay: false });
    const perSecond = await program.ask<number>('rate', { warm: handledBefore, all });
    await program.ask('stop');
    const applied = await withClient(url, appliedCount);
    if (applied !== all) throw new Error(`${group}: of ${all} events ${applied} took effect.`);
    return perSecond;
  };
  return step(name, async (note) => {
    note('announcing');
    await store(announcer, all);
    await sending.ask('load', { count: all });
    await sending.ask('send', { topic });
    note('warming up');
    await round(service, 'handling-warm');
    await round(bare, 'handling-bare-warm');
    const done: Pair[] = [];
    while (done.length < options.pairs) {
      const number = done.length + 1;
      const ours = await round(service, `handling-${number}`);
      const theirs = await round(bare, `handling-bare-${number}`);
      done.push({ service: ours, bare: theirs });
      note(`pair ${number} of ${options.pairs}: ${Math.round(ours)} and ${Math.round(theirs)} events/s`);
    }
    return [rateFigure(`${name}, one row each, beside a bare loop`, done, target, 'events/s')];
  });
}
