import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Account, isSound } from './account.js';
import type { RelayName } from './options.js';
import { type Fault, planFaults } from './plan.js';
import { type Outcome, runLedger, type RunOptions } from './run-ledger.js';
import { bringUpServers, type Servers } from './servers.js';

const figuresAtRisk = ({ lost, invented, reordered, duplicatesApplied }: Account) => ({
  lost,
  invented,
  reordered,
  duplicatesApplied,
});

/** Lets those who come wait until so many have come. */
function meetingOf(count: number): () => Promise<void> {
  let come = 0;
  let open = (): void => undefined;
  const everybody = new Promise<void>((resolve) => (open = resolve));
  return () => {
    if (++come === count) open();
    return everybody;
  };
}

// At once on the same servers, because most of each run is waiting for the group to notice whom it has lost.
describe('the ledger, in its short form', () => {
  let servers: Servers;
  let runs: Readonly<Record<RelayName, Promise<Outcome>>>;
  const run = (relay: RelayName, faults: readonly Fault[], more: Partial<RunOptions> = {}): Promise<Outcome> =>
    runLedger(servers, { seconds: 6, seed: 1, relay, faults, slug: `ledger${relay.replace('-', '')}`, ...more });

  const meetings = { ready: meetingOf(3), calm: meetingOf(3) };
  const meet: RunOptions['meet'] = (when) => meetings[when]();

  beforeAll(async () => {
    servers = await bringUpServers();
    runs = {
      real: run('real', planFaults(1, 6), { meet }),
      cursor: run('cursor', [], { meet, processes: 1, writers: 3, patienceMs: 3_000 }),
      // It meets the accidents of the first run: a broker that is killed.
      'early-delete': run('early-delete', [], { meet, processes: 1, writers: 3 }),
    };
    await Promise.all(Object.values(runs));
  });
  afterAll(() => servers.takeDown());

  it('finds nothing lost, invented, reordered or applied twice while each part is killed and connections are cut', async () => {
    const { account, survived, rolledBack } = await runs.real;
    expect(figuresAtRisk(account)).toEqual({ lost: 0, invented: 0, reordered: 0, duplicatesApplied: 0 });
    expect(account.committed).toBeGreaterThan(100); // otherwise nothing has been put to the proof
    expect(account.consumed).toBe(account.committed);
    expect(account.deadLetters).toBe(0);
    expect(rolledBack).toBeGreaterThan(10);
    expect(survived).toEqual({ relay: 1, consumer: 1, broker: 1, postgres: 1 });
  });

  it('catches a relay that remembers how far it has come and so passes over what commits late', async () => {
    const { account } = await runs.cursor;
    expect(account.consumed).toBeGreaterThan(0);
    expect(account.lost).toBeGreaterThan(0);
    expect(isSound(account)).toBe(false);
  });

  it('catches a relay that forgets before Kafka has acknowledged', async () => {
    const { account } = await runs['early-delete'];
    expect(account.consumed).toBeGreaterThan(0);
    expect(account.lost).toBeGreaterThan(0);
    expect(isSound(account)).toBe(false);
  });
});
