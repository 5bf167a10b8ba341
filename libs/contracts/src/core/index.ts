export { decodeHeaders, encodeHeaders, formatSequence } from './envelope.js';
export type { EventEnvelope } from './envelope.js';
export { defineEvent } from './event-definition.js';
export type { EventAbout, EventDefinition } from './event-definition.js';
export { eventTypeGrammar, parseEventType, topicOf, verbs } from './event-type.js';
export type { EventType } from './event-type.js';
export { IsDay, IsFilled, IsFilledList, IsMoment, Nested, NestedList, Nullable, Optional } from './fields.js';
export { whenNotNull, whenPresent } from './fields.js';
export { checkPayload, PayloadInvalid } from './payload.js';
