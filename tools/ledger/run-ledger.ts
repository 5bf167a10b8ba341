import { setTimeout as pause } from 'node:timers/promises';
import { deadLetterTopic } from '@capdev/messaging';
import type { Database } from '@capdev/persistence';
import { Chance } from '../bench/chance.js';
import { createTopics } from '../local/kafka-admin.js';
import { until } from '../local/wait.js';
import { type Account, type Entry, settle } from './account.js';
import { handledCount, outboxState, readBooks, readSent } from './books.js';
import { ledgerContracts } from './contracts.js';
import { createLedgerDatabase, openDatabase } from './database.js';
import { Members } from './members.js';
import type { RelayName } from './options.js';
import { type Cuttable, type Fault, type Part, parts } from './plan.js';
import type { Servers } from './servers.js';
import type { Victim } from './victim.js';
import { Writers } from './writers.js';

/** How a run is done. */
export interface RunOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly relay: RelayName;
  readonly faults: readonly Fault[];
  /** Names the database and the topic. */
  readonly slug: string;
  readonly writers?: number;
  /** How many relays, and how many consumers of the one group; two unless told. */
  readonly processes?: number;
  /** A side that has not moved for so long is taken to have nothing more to give. */
  readonly patienceMs?: number;
  /** Called before the first accident and after the last. Runs that share servers wait here for one another. */
  readonly meet?: (when: 'ready' | 'calm') => Promise<void>;
  readonly tell?: (line: string) => void;
}

/** What came of a run. */
export interface Outcome {
  readonly account: Account;
  /** Kills after which the part came up again. */
  readonly survived: Readonly<Record<Part, number>>;
  /** Freezes, cuts and silences. */
  readonly disturbances: number;
  readonly endedByThemselves: number;
  readonly rolledBack: number;
  readonly failedAttempts: number;
}

/** Writes, relays, consumes, and hurts all of them according to the plan; then lets everything drain and settles up. */
export async function runLedger(servers: Servers, options: RunOptions): Promise<Outcome> {
  const {
    slug,
    seed,
    relay,
    faults,
    seconds,
    writers: count = 8,
    patienceMs = 90_000,
    tell = () => undefined,
  } = options;
  const contracts = ledgerContracts(slug);
  const topics = [contracts.entryRegistered.topic, deadLetterTopic(contracts.service)];
  const wanted = topics.map((name) => ({ name, partitions: 6, retentionMs: -1 }));
  // A broker that has just started, or makes another's topics at the moment, may not know them at once.
  await until('the topics', async () => Array.isArray(await createTopics([servers.brokers], wanted)));
  const directUrl = await createLedgerDatabase(servers.directUrl, slug);
  const url = servers.postgresUrl.replace(/[^/]*$/, slug);
  const members = new Members(servers, { url, brokers: servers.brokers, slug }, relay, options.processes ?? 2);
  const database = await openDatabase(url, 'writers', count);
  const books = await openDatabase(directUrl, 'ledger');
  const writers = new Writers(database, contracts, { writers: count, seed });
  const victims: Record<Part, readonly Victim[]> = {
    relay: members.relay,
    consumer: members.consumer,
    broker: [servers.victims.broker],
    postgres: [servers.victims.postgres],
  };
  const all = Object.values(victims).flat();
  const before = { broker: servers.victims.broker.survived, postgres: servers.victims.postgres.survived };
  try {
    await Promise.all(members.all.map((each) => each.start()));
    await writers.start();
    await options.meet?.('ready');
    await Promise.all([pause(seconds * 1_000), hurt(servers, victims, faults, seed, tell)]);
    tell('The writers stop; what waits drains.');
    await Promise.all([writers.stop(), ...all.map((each) => each.settled())]);
    await options.meet?.('calm');
    const sent = await drain(books, patienceMs, () => readSent(servers.brokers, contracts));
    const read = await readBooks(books, servers.brokers, contracts);
    tell('Everything has drained; the books are compared.');
    const account = settle({ ...read, sent, confirmed: writers.confirmed, repeated: members.repeated });
    const survived = parts.map((part) => [part, victims[part].reduce((sum, each) => sum + each.survived, 0)]);
    const kills = Object.fromEntries(survived) as Record<Part, number>;
    return {
      account,
      survived: { ...kills, broker: kills.broker - before.broker, postgres: kills.postgres - before.postgres },
      disturbances: faults.filter(({ kind }) => kind !== 'kill').length,
      endedByThemselves: all.reduce((sum, each) => sum + each.endedByItself, 0),
      rolledBack: writers.rolledBack,
      failedAttempts: writers.failed,
    };
  } finally {
    await writers.stop();
    await Promise.all(members.all.map((each) => each.stop()));
    await Promise.all([database.dataSource.destroy(), books.dataSource.destroy()]);
  }
}

/** Does what the plan says, at its time; a part that is still recovering gets its next blow afterwards. */
async function hurt(
  servers: Servers,
  victims: Readonly<Record<Part, readonly Victim[]>>,
  faults: readonly Fault[],
  seed: number,
  tell: (line: string) => void,
): Promise<void> {
  const chance = new Chance(seed);
  const began = Date.now();
  await Promise.all(
    faults.map(async ({ at, kind, part, index, lasting }) => {
      await pause(at - (Date.now() - began));
      const among = victims[part];
      const victim = among[index % among.length]!;
      tell(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${kind} ${victim.name}, ${lasting} ms`);
      const meanwhile = () => pause(lasting);
      if (kind === 'kill') return victim.kill(meanwhile);
      if (kind === 'freeze') return victim.freeze(meanwhile);
      const proxy = servers.proxies[part as Cuttable];
      return kind === 'cut' ? proxy.cut(() => chance.happens(0.7), meanwhile()) : proxy.silence(meanwhile());
    }),
  );
}

/** Waits until the outbox is empty and everything in the topic is handled, or until neither moves any more. */
async function drain(database: Database, patienceMs: number, readTopic: () => Promise<Entry[]>): Promise<Entry[]> {
  const { empty } = await standstill(patienceMs, async () => {
    const { empty, state } = await outboxState(database);
    return { over: empty, state, empty };
  });
  const sent = await readTopic();
  const due = new Set(sent.map(({ eventId }) => eventId)).size;
  await standstill(empty ? patienceMs : Math.max(patienceMs, 30_000), async () => {
    const handled = await handledCount(database);
    return { over: handled >= due, state: String(handled) };
  });
  return sent;
}

/** Looks until it is over, or until nothing has changed for so long. */
async function standstill<T extends { over: boolean; state: string }>(
  patienceMs: number,
  look: () => Promise<T>,
): Promise<T> {
  let since = Date.now();
  let last = '';
  return until(
    'the books to stand still',
    async () => {
      const now = await look();
      if (now.state !== last) since = Date.now();
      last = now.state;
      return now.over || Date.now() - since > patienceMs ? now : undefined;
    },
    { deadlineMs: 3_600_000, everyMs: 200 },
  );
}
