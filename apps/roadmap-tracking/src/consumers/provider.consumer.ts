import { type ProviderRegisteredV1, providerRegisteredV1 } from '@capdev/contracts/catalogue';
import { EventConsumer, OnEvent, type ReceivedEvent } from '@capdev/messaging';
import type { Transaction } from '@capdev/persistence';
import { EvidenceFromEvents } from '../evidence/evidence-from-events.js';

/** What the catalogue tells of who gives its courses. */
@EventConsumer()
export class ProviderConsumer {
  constructor(private readonly evidence: EvidenceFromEvents) {}

  @OnEvent(providerRegisteredV1)
  registered(event: ReceivedEvent<ProviderRegisteredV1>, tx: Transaction): Promise<void> {
    return this.evidence.from(event, tx);
  }
}
