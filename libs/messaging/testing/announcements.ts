import { checkPayload, decodeHeaders, type EventDefinition } from '@capdev/contracts/core';
import type { Database } from '@capdev/persistence';
import type { ReceivedEvent } from '../src/index.js';

const ofAggregate = {
  name: 'testing-announcements',
  text: 'SELECT headers, data FROM outbox_message WHERE key = $1 ORDER BY topic, sequence',
};

/** Everything that waits in the outbox about an aggregate, in order. The service runs with `relay: false`. */
export async function announcements(database: Database, aggregateId: string): Promise<ReceivedEvent<object>[]> {
  const rows = await database.query<{ headers: Record<string, string>; data: string }>(ofAggregate, [aggregateId]);
  return rows.map(({ headers, data }) => ({ ...decodeHeaders(headers), data: JSON.parse(data) as object }));
}

/**
 * The latest announcement of this kind about the aggregate; fails when there is none, naming what there is.
 *
 * @example
 * const { data } = await expectAnnounced(database, coursePublishedV1, courseId);
 */
export async function expectAnnounced<Payload extends object>(
  database: Database,
  definition: EventDefinition<Payload>,
  aggregateId: string,
): Promise<ReceivedEvent<Payload>> {
  const all = await announcements(database, aggregateId);
  const found = all.findLast((event) => event.type === definition.type);
  if (!found) {
    const others = all.map((event) => event.type).join(', ');
    throw new Error(`${definition.type} was not announced for ${aggregateId}. Announced: ${others || 'nothing'}.`);
  }
  return { ...found, data: checkPayload(definition, found.data, 'producer') };
}
