import { deadLetterTopic } from '@capdev/messaging';
import { createTopics } from '../../local/kafka-admin.js';
import { step } from '../../local/say.js';
import type { Measured } from '../figures.js';
import type { BenchArguments, EventPart } from '../options.js';
import type { Rig } from '../rig.js';
import { Programs } from './ask.js';
import { benchContracts } from './contracts.js';
import { measureDrain } from './drain.js';
import { measureHandling } from './handling.js';
import { measureIdle } from './idle.js';
import { measureLatency } from './latency.js';
import { createBenchDatabase } from './tables.js';
import { measureWriters } from './writers.js';

/** What a measurement of events works with. */
export interface Bench {
  readonly rig: Rig;
  readonly options: BenchArguments;
  /** The database of the measurements. */
  readonly url: string;
  readonly programs: Programs;
}

const measures: Readonly<Record<EventPart, (bench: Bench) => Promise<Measured[]>>> = {
  drain: measureDrain,
  writers: measureWriters,
  latency: measureLatency,
  handling: measureHandling,
  idle: measureIdle,
};

const partitions = 6;
const everyTopic = [
  ...['drain', 'writers', 'latency', 'latencybare', 'handling', 'idle', 'idlebare'].map(
    (slug) => benchContracts(slug).entryRegistered.topic,
  ),
  deadLetterTopic('idle-service'),
];

/** Events on their whole way: sent, sent beside writers, from commit to handler, handled, and not there at all. */
export async function measureEvents(rig: Rig, options: BenchArguments): Promise<Measured[]> {
  const url = await createBenchDatabase(rig.adminUrl);
  await createTopics(
    [rig.brokers],
    everyTopic.map((name) => ({ name, partitions, retentionMs: -1 })),
  );
  const programs = await step('Bundle of the announcing and the listening process', () =>
    Programs.build(rig, { url, brokers: rig.brokers }, options.profile),
  );
  const bench = { rig, options, url, programs };
  const measured: Measured[] = [];
  for (const part of options.parts as readonly EventPart[]) {
    measured.push(...(await measures[part](bench)));
    await programs.stopAll();
  }
  return measured;
}
