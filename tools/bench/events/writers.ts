import { step } from '../../local/say.js';
import { until } from '../../local/wait.js';
import { type Measured, type Pair, rateFigure } from '../figures.js';
import { quiet } from '../rounds.js';
import type { Bench } from './events.js';
import { afresh, isEmpty, withClient } from './tables.js';

const target = 0.75;
const writers = 8;
/** A relay that sends less than this share of a round's rows while the round lasts has not been there. */
const leastSent = 0.5;

interface Written {
  readonly committed: number;
  readonly perSecond: number;
}

/** How much of their throughput writers keep while a relay runs beside them, in a process of its own. */
export async function measureWriters({ rig, options, url, programs }: Bench): Promise<Measured[]> {
  const name = `${writers} writers while a relay runs, beside without one`;
  const announcing = await programs.start('writers', 'announcer', { slug: 'writers' });
  const relaying = await programs.start('writers-relay', 'announcer', { slug: 'writers' });
  await announcing.ask('start', { relay: false });
  return step(name, async (note) => {
    const alone = async (seconds: number): Promise<Written> => {
      await afresh(url);
      await quiet(rig.adminUrl);
      return announcing.ask<Written>('write', { writers, seconds });
    };
    const together = async (seconds: number): Promise<Written & { sent: number }> => {
      await afresh(url);
      await relaying.ask('start', { relay: true });
      await quiet(rig.adminUrl);
      const written = await announcing.ask<Written>('write', { writers, seconds });
      const sent = (await relaying.ask<number>('published')) / written.committed;
      await withClient(url, (client) => until('the outbox to be empty', () => isEmpty(client)));
      await relaying.ask('stop');
      if (sent < leastSent) throw new Error(`The relay sent only ${inPercent(sent)} of the rows meanwhile.`);
      return { ...written, sent };
    };
    note('warming up');
    await alone(options.warmUpSeconds);
    await together(options.seconds);
    const done: Pair[] = [];
    while (done.length < options.pairs) {
      const ours = await together(options.seconds);
      const theirs = await alone(options.seconds);
      done.push({ service: ours.perSecond, bare: theirs.perSecond });
      note(
        `pair ${done.length} of ${options.pairs}: ${Math.round(ours.perSecond)} (${inPercent(ours.sent)} sent meanwhile) and ${Math.round(theirs.perSecond)} commits/s`,
      );
    }
    return [rateFigure(name, done, target, 'commits/s')];
  });
}

const inPercent = (share: number): string => `${Math.round(share * 100)} %`;
