export { decodeHeaders, encodeHeaders, formatSequence } from './envelope.js';
export type { EventEnvelope } from './envelope.js';
export { defineEvent } from './event-definition.js';
export type { EventAbout, EventDefinition } from './event-definition.js';
export { eventTypeGrammar, parseEventType, topicOf, verbs } from './event-type.js';
export type { EventType } from './event-type.js';
export { checkPayload, PayloadInvalid } from './payload.js';
