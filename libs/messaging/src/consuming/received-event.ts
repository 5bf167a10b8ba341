import type { EventEnvelope } from '@capdev/contracts/core';

/** An event as its handler gets it: the CloudEvents attributes, and the data without what this build does not know. */
export interface ReceivedEvent<Payload extends object> extends EventEnvelope {
  readonly data: Payload;
}
