import { checkPayload, decodeHeaders, type EventDefinition, type EventEnvelope } from '@capdev/contracts/core';

/** Where a message was, so that it can be found again. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

/** A message as a tolerant reader takes it. */
export type Received =
  | {
      readonly kind: 'event';
      readonly envelope: EventEnvelope;
      readonly data: object;
      readonly known: boolean;
      readonly place: Place;
    }
  | { readonly kind: 'unreadable'; readonly reason: string; readonly place: Place };

/**
 * Reads one message. Unknown fields are dropped, a type that this reader does not know is passed on as it is, and a
 * message that is no event, or breaks its contract, is told apart instead of ending the reading.
 */
export function receive(
  message: { readonly headers: Readonly<Record<string, unknown>>; readonly value: Buffer | null },
  place: Place,
  definitions: readonly EventDefinition[],
): Received {
  try {
    const envelope = decodeHeaders(message.headers);
    const data = parse(message.value);
    const definition = definitions.find(({ type }) => type === envelope.type);
    if (!definition) return { kind: 'event', envelope, data, known: false, place };
    return { kind: 'event', envelope, data: checkPayload(definition, data, 'consumer'), known: true, place };
  } catch (error) {
    return { kind: 'unreadable', reason: (error as Error).message, place };
  }
}

function parse(value: Buffer | null): object {
  if (value === null || value.length === 0) throw new Error('The message has no value.');
  let data: unknown;
  try {
    data = JSON.parse(value.toString('utf8'));
  } catch {
    throw new Error('The value is not JSON.');
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new Error('The value is not a JSON object.');
  return data;
}
