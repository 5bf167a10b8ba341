import {
  type OfferingCompletedV1,
  offeringCompletedV1,
  type OfferingOpenedV1,
  offeringOpenedV1,
} from '@capdev/contracts/catalogue';
import { EventConsumer, OnEvent, type ReceivedEvent } from '@capdev/messaging';
import type { Transaction } from '@capdev/persistence';
import { EvidenceFromEvents } from '../evidence/evidence-from-events.js';

/** What the catalogue tells of the runs of its courses. */
@EventConsumer()
export class OfferingConsumer {
  constructor(private readonly evidence: EvidenceFromEvents) {}

  @OnEvent(offeringOpenedV1)
  opened(event: ReceivedEvent<OfferingOpenedV1>, tx: Transaction): Promise<void> {
    return this.evidence.from(event, tx);
  }

  @OnEvent(offeringCompletedV1)
  completed(event: ReceivedEvent<OfferingCompletedV1>, tx: Transaction): Promise<void> {
    return this.evidence.from(event, tx);
  }
}
