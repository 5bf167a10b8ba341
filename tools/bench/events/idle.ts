import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { step } from '../../local/say.js';
import { startService } from '../contenders.js';
import { idleFigure, type Measured } from '../figures.js';
import { benchContracts } from './contracts.js';
import type { Bench } from './events.js';
import { publishedKafkajs } from './published-kafkajs.js';
import { sharesOfCore } from './processor-time.js';
import { afresh } from './tables.js';

const target = 0.02;
/** Until what belongs to starting is over: joining the group, first looks, the compiler. */
const settlingSeconds = 10;

/** What a service costs while nothing happens, beside a connected producer and consumer of kafkajs as it is published. */
export async function measureIdle({ rig, options, url, programs }: Bench): Promise<Measured[]> {
  const { pairs, events, profile } = options;
  await afresh(url);
  const service = await programs.start('idle-service', 'listener', { slug: 'idle' });
  await service.ask('start', { service: 'idle-service', relay: true });
  await service.ask('announceOne');
  const bare = await programs.start('idle-bare', 'bare-idle', {
    topic: benchContracts('idlebare').entryRegistered.topic,
    kafkajs: publishedKafkajs(join(dirname(dirname(rig.bundle)), 'published')),
  });
  const catalogue = await startService(rig, 'idle', profile);
  const pids = [service.pid, catalogue.pid, bare.pid];
  const measured = await step('nothing to do', async (note) => {
    note('settling');
    await pause(settlingSeconds * 1_000);
    const done: number[][] = [];
    while (done.length < pairs) {
      done.push(await sharesOfCore(pids, events.idleSeconds));
      const shares = done.at(-1)!.map((share) => share.toFixed(3));
      note(
        `look ${done.length} of ${pairs}: a service ${shares[0]}, ${rig.service.name} ${shares[1]}, kafkajs ${shares[2]}`,
      );
    }
    const looks = (index: number) => done.map((shares) => ({ service: shares[index]!, bare: shares[2]! }));
    return [
      idleFigure('an idle service, relay and consumer', looks(0), target),
      idleFigure(`an idle ${rig.service.name}`, looks(1), target),
    ];
  });
  await catalogue.stop();
  return measured;
}
