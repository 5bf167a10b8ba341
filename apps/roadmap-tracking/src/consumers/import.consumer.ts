import { type ImportFinishedV1, importFinishedV1 } from '@capdev/contracts/catalogue';
import { EventConsumer, OnEvent, type ReceivedEvent } from '@capdev/messaging';
import type { Transaction } from '@capdev/persistence';
import { EvidenceFromEvents } from '../evidence/evidence-from-events.js';

/** What the catalogue tells of the lists that were brought into it. */
@EventConsumer()
export class ImportConsumer {
  constructor(private readonly evidence: EvidenceFromEvents) {}

  @OnEvent(importFinishedV1)
  finished(event: ReceivedEvent<ImportFinishedV1>, tx: Transaction): Promise<void> {
    return this.evidence.from(event, tx);
  }
}
