import { type Database, newId } from '@capdev/persistence';
import { Outbox } from '../../src/index.js';
import type { NoteContracts } from './notes.js';

/** Announces notes as a service would. */
export class NoteWriter {
  private readonly outbox: Outbox;

  constructor(
    private readonly contracts: NoteContracts,
    private readonly database: Database,
    relay: { wake(): void } = { wake: () => undefined },
  ) {
    this.outbox = new Outbox(contracts, relay);
  }

  /** Announces that notes were registered, the sequences of each in one transaction. */
  async write(
    aggregateId: string,
    sequences: readonly number[],
    text = 'a note',
    definition = this.contracts.registered,
  ): Promise<void> {
    await this.database.runInTransaction(async (tx) => {
      for (const sequence of sequences) {
        const data = { text, page: sequence };
        this.outbox.append(tx, { definition, aggregateId, sequence, occurredAt: new Date(), data });
      }
    });
  }

  /** As many notes as told, one announcement each. */
  async writeMany(count: number, text = 'a note'): Promise<string[]> {
    const ids = Array.from({ length: count }, () => newId());
    for (let at = 0; at < count; at += 100) {
      await this.database.runInTransaction(async (tx) => {
        for (const aggregateId of ids.slice(at, at + 100)) {
          const data = { text };
          this.outbox.append(tx, {
            definition: this.contracts.registered,
            aggregateId,
            sequence: 1,
            occurredAt: new Date(),
            data,
          });
        }
      });
    }
    return ids;
  }
}

/** 1, 2, 3 … n. */
export function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1);
}
