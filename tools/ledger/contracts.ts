import { defineEvent, type EventDefinition, IsFilled } from '@capdev/contracts/core';
import { IsInt } from 'class-validator';

/** What an entry of the ledger says on the bus. */
export class EntryV1 {
  /** Chosen anew for every attempt: what was rolled back has another than what came in its place. */
  @IsFilled()
  token!: string;

  @IsInt()
  version!: number;

  /** Makes it as large as an event usually is. */
  @IsFilled()
  filling!: string;
}

/** The names of one run; a topic of its own, so that several runs may share servers. */
export interface LedgerContracts {
  readonly slug: string;
  /** Who announces; also the group of the consumers, and the owner of their dead letters. */
  readonly service: string;
  readonly entryRegistered: EventDefinition<EntryV1>;
}

export function ledgerContracts(slug: string): LedgerContracts {
  const entryRegistered = defineEvent({
    type: `int.itu.${slug}.entry.registered.v1`,
    payload: EntryV1,
    about: {
      when: 'While the ledger runs.',
      cause: 'A writer committed.',
      conclude: 'That the entry is committed.',
      key: 'The entry’s id.',
      personalData: 'No.',
    },
    example: { token: '0197c0de-0000-7000-8000-000000000001', version: 1, filling: '…' },
  });
  return { slug, service: `${slug}-service`, entryRegistered };
}
