import { setTimeout as pause } from 'node:timers/promises';
import { Outbox } from '@capdev/messaging';
import { type Database, newId, type Transaction } from '@capdev/persistence';
import { Chance } from '../bench/chance.js';
import type { LedgerContracts } from './contracts.js';
import { between } from './plan.js';

const open = { name: 'ledger-open', text: 'INSERT INTO ledger_account (id) SELECT unnest($1::uuid[])' };
const advance = {
  name: 'ledger-advance',
  text: 'UPDATE ledger_account SET version = version + $2 WHERE id = $1 RETURNING version',
};
const writeDown = { name: 'ledger-written', text: 'INSERT INTO ledger_written (token) VALUES ($1)' };
const linger = { name: 'ledger-linger', text: 'SELECT pg_sleep($1::float8)::text' };

const accounts = 40;
const filling = 'x'.repeat(600);

/** Thrown inside a transaction, on purpose. */
class ChangedMind extends Error {}

/**
 * Writers as services are: each takes the aggregate's lock, changes it, announces, and commits. Some take long to
 * commit, and some change their minds.
 */
export class Writers {
  /** Tokens of what a writer was told is committed. */
  readonly confirmed = new Set<string>();
  rolledBack = 0;
  /** Attempts that failed, or whose outcome nobody was told: the database or the way to it was away. */
  failed = 0;
  private readonly outbox: Outbox;
  private readonly subjects = Array.from({ length: accounts }, () => newId());
  private working: Promise<void[]> | undefined;
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly contracts: LedgerContracts,
    private readonly options: { writers: number; seed: number },
  ) {
    this.outbox = new Outbox(contracts, { wake: () => undefined }); // the relays are other processes: nobody to wake
  }

  async start(): Promise<void> {
    await this.database.query(open, [this.subjects]);
    const { writers, seed } = this.options;
    this.working = Promise.all(
      Array.from({ length: writers }, (_, index) => this.write(new Chance(seed * 1_000 + index))),
    );
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.working;
  }

  private async write(chance: Chance): Promise<void> {
    while (!this.stopping) {
      const tokens: string[] = [];
      try {
        await this.database.runInTransaction((tx) => this.announce(tx, chance, tokens));
        for (const token of tokens) this.confirmed.add(token);
      } catch (error) {
        if (error instanceof ChangedMind) this.rolledBack += tokens.length;
        else this.failed += 1;
      }
      await pause(between(chance, 10, 80));
    }
  }

  private async announce(tx: Transaction, chance: Chance, tokens: string[]): Promise<void> {
    const aggregateId = chance.any(this.subjects);
    const count = 1 + chance.below(3);
    const [account] = await tx.query<{ version: number }>(advance, [aggregateId, count]);
    const last = account!.version;
    for (let sequence = last - count + 1; sequence <= last; sequence += 1) {
      const token = newId();
      tokens.push(token);
      tx.write(writeDown, [token]);
      this.outbox.append(tx, {
        definition: this.contracts.entryRegistered,
        aggregateId,
        sequence,
        occurredAt: new Date(),
        data: { token, version: sequence, filling },
      });
    }
    const changesMind = chance.happens(0.2);
    // What has taken its place in a global order, and commits late or never, is what careless relays trip over.
    if (chance.happens(0.15)) await tx.query(linger, [between(chance, 0.05, 0.4)]);
    if (changesMind) throw new ChangedMind();
  }
}
