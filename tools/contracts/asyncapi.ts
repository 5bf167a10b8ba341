import type { EventDefinition } from '@capdev/contracts/core';
import { freezable } from './events.js';

/** An AsyncAPI 3 document, as much of it as is read here. */
export interface AsyncApi {
  readonly asyncapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly channels: Readonly<Record<string, { readonly address: string }>>;
  readonly [part: string]: unknown;
}

const text = { type: 'string' };

/** The attributes of CloudEvents in binary mode, as `libs/contracts` writes them: the same for every event. */
const cloudEvent = {
  headers: {
    type: 'object',
    properties: {
      'content-type': { const: 'application/json' },
      ce_specversion: { const: '1.0' },
      ce_id: { ...text, format: 'uuid', description: 'The same however often the event is delivered.' },
      ce_source: { ...text, description: 'The service that announced it.' },
      ce_type: text,
      ce_subject: { ...text, description: 'The id of the aggregate; also the key.' },
      ce_time: { ...text, format: 'date-time' },
      ce_sequence: {
        ...text,
        pattern: '^\\d{10,}$',
        description: 'Counts the announcements of the aggregate: a gap means that something was missed.',
      },
      ce_dataschema: { ...text, format: 'uri', description: 'Where the JSON Schema of the data is served.' },
      ce_correlationid: text,
      ce_causationid: text,
      ce_traceparent: text,
    },
    required: ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_subject', 'ce_time', 'ce_sequence'],
  },
};

/**
 * The AsyncAPI 3 description of events, each topic a channel to which the publisher sends. It is whole: nothing is
 * referred to outside of it, so that it works as a file. There are no servers in it, because each installation has its own.
 */
export function asyncApiOf(title: string, definitions: readonly EventDefinition[]): AsyncApi {
  const topics = [...new Set(definitions.map(({ topic }) => topic))];
  const of = (topic: string) => definitions.filter((definition) => definition.topic === topic);
  return {
    asyncapi: '3.1.0',
    info: {
      title,
      version: '1',
      description:
        'CloudEvents 1.0 in binary mode on Kafka: the attributes are headers, the value is the data. An event may arrive ' +
        'more than once; those of one key arrive in order. Ignore fields and types that you do not know.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: keyed(topics, (topic) => ({
      address: topic,
      messages: keyed(typesOf(of(topic)), (type) => ({ $ref: `#/components/messages/${type}` })),
      bindings: { kafka: { topic, bindingVersion: '0.5.0' } },
    })),
    operations: keyed(topics, (topic) => ({
      action: 'send',
      channel: { $ref: `#/channels/${topic}` },
      messages: typesOf(of(topic)).map((type) => ({ $ref: `#/channels/${topic}/messages/${type}` })),
    })),
    components: {
      messages: Object.fromEntries(definitions.map((definition) => [definition.type, messageOf(definition)])),
      schemas: Object.fromEntries(definitions.map((definition) => [definition.type, dataOf(definition)])),
      messageTraits: { cloudEvent },
    },
  };
}

function messageOf(definition: EventDefinition) {
  const { type, about } = definition;
  return {
    name: type,
    title: type,
    summary: about.when,
    description: `Cause: ${about.cause}\n\nConclude: ${about.conclude}\n\nKey: ${about.key}\n\nPersonal data: ${about.personalData}`,
    headers: { type: 'object', properties: { ce_type: { const: type } } },
    payload: { $ref: `#/components/schemas/${type}` },
    traits: [{ $ref: '#/components/messageTraits/cloudEvent' }],
    bindings: { kafka: { key: text, bindingVersion: '0.5.0' } },
    examples: [{ payload: freezable(definition).example }],
  };
}

/** AsyncAPI has a dialect of its own and refuses `$schema`; the keywords used here mean the same in both. */
function dataOf(definition: EventDefinition): object {
  const { $schema: _, ...schema } = freezable(definition).schema;
  return schema;
}

function typesOf(definitions: readonly EventDefinition[]): string[] {
  return definitions.map(({ type }) => type);
}

function keyed<Value>(keys: readonly string[], value: (key: string) => Value): Record<string, Value> {
  return Object.fromEntries(keys.map((key) => [key, value(key)]));
}
