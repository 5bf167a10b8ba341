import {
  checkPayload,
  decodeHeaders,
  type EventDefinition,
  type EventEnvelope,
  PayloadInvalid,
} from '@capdev/contracts/core';
import { DomainError } from '@capdev/service-kit/problems';
import type { IncomingMessage } from '../broker/kafka.broker.js';
import type { ReceivedEvent } from './received-event.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The message is no event that anybody could read. */
class EventNotReadable extends DomainError {
  constructor(detail: string, cause?: unknown) {
    super('invalid', 'event-not-readable', detail, [], {}, { cause });
  }
}

/** The event type a message claims to be, without looking at the rest. */
export function typeOf(message: IncomingMessage): string | undefined {
  const type = message.headers['ce_type'];
  if (Buffer.isBuffer(type)) return type.toString('utf8');
  return type instanceof Uint8Array ? Buffer.from(type).toString('utf8') : typeof type === 'string' ? type : undefined;
}

/**
 * Reads an event from its message; fields that this build does not know are dropped.
 *
 * @throws DomainError `event-not-readable` or `event-breaks-contract`
 */
export function readEvent(definition: EventDefinition, message: IncomingMessage): ReceivedEvent<object> {
  const envelope = readEnvelope(message);
  if (message.value === null) throw new EventNotReadable('The message has no value: a deletion mark is not an event.');
  let data: unknown;
  try {
    data = JSON.parse(utf8.decode(message.value));
  } catch (error) {
    throw new EventNotReadable('The value is not JSON in UTF-8.', error);
  }
  try {
    return Object.assign(envelope, { data: checkPayload(definition, data, 'consumer') });
  } catch (error) {
    if (!(error instanceof PayloadInvalid)) throw error;
    throw new DomainError('invalid', 'event-breaks-contract', error.message, error.faults, {}, { cause: error });
  }
}

/** The CloudEvents attributes of a message. */
export function readEnvelope(message: IncomingMessage): EventEnvelope {
  let envelope: EventEnvelope;
  try {
    envelope = decodeHeaders(message.headers);
  } catch (error) {
    throw new EventNotReadable((error as Error).message, error);
  }
  if (!uuid.test(envelope.id)) throw new EventNotReadable(`The event id "${envelope.id}" is not a UUID.`);
  return envelope;
}
