import { encodeHeaders, type EventDefinition, type EventEnvelope, formatSequence } from '@capdev/contracts/core';
import { newId } from '@capdev/persistence';
import { setTimeout as sleep } from 'node:timers/promises';
import { type IncomingMessage, KafkaBroker, type OutgoingMessage } from '../src/broker/kafka.broker.js';
import type { KafkaSecurity } from '../src/broker/kafka-security.js';
import { EventDispatcher } from '../src/index.js';

const tryAgainAfterMs = 200;

/** What a test may choose about a message; the rest has defaults. */
export interface MessageChoices {
  readonly subject?: string;
  readonly sequence?: number;
  readonly envelope?: Partial<EventEnvelope>;
}

/** The message another service would send: the event's example unless other data is given. */
export function messageOf<Payload extends object>(
  definition: EventDefinition<Payload>,
  data: object = definition.example,
  { subject = newId(), sequence = 1, envelope = {} }: MessageChoices = {},
): OutgoingMessage & { readonly headers: Record<string, string> } {
  const headers = encodeHeaders({
    id: newId(),
    source: `/${definition.slug}`,
    type: definition.type,
    subject,
    time: new Date().toISOString(),
    sequence: formatSequence(sequence),
    ...envelope,
  });
  return { key: subject, value: JSON.stringify(data), headers };
}

/**
 * Gives a message to the service's handlers as if it had been read from Kafka, and waits for its end. The app has its
 * strategies connected; the dead letters of messages that cannot be handled go to the real topic.
 */
export async function deliver(
  app: { get(token: typeof EventDispatcher): EventDispatcher },
  topic: string,
  message: OutgoingMessage,
): Promise<void> {
  const incoming: IncomingMessage = {
    topic,
    partition: 0,
    offset: '0',
    timestamp: String(Date.now()),
    key: bytesOf(message.key),
    value: bytesOf(message.value),
    headers: message.headers as Record<string, string>,
  };
  for (;;) {
    const { waits } = await app.get(EventDispatcher).dispatch([incoming]);
    if (!waits) return;
    await sleep(tryAgainAfterMs);
  }
}

function bytesOf(text: string | Buffer | null): Buffer | null {
  return typeof text === 'string' ? Buffer.from(text) : text;
}

/** Kafka as a test sees it. */
export class TestBus {
  readonly broker: KafkaBroker;

  constructor(brokers: string, security?: KafkaSecurity) {
    this.broker = new KafkaBroker({ brokers: brokers.split(','), security, clientId: 'test', log: () => undefined });
  }

  async createTopics(...topics: string[]): Promise<void> {
    await this.broker.createTopics(topics);
  }

  async send(topic: string, ...messages: OutgoingMessage[]): Promise<void> {
    const sender = this.broker.sender();
    try {
      await sender.send(topic, messages);
    } finally {
      await sender.close();
    }
  }

  /** Reads a topic from its beginning until the condition holds; fails with what was read when it does not in time. */
  async readTopic(
    topic: string,
    enough: (messages: readonly IncomingMessage[]) => boolean,
    deadlineMs = 15_000,
  ): Promise<IncomingMessage[]> {
    let messages: IncomingMessage[] = [];
    let deadline: NodeJS.Timeout | undefined;
    const over = new Promise<'over'>((resolve) => (deadline = setTimeout(() => resolve('over'), deadlineMs)));
    let outcome: unknown;
    do {
      // A broker that has just started may refuse its first group for seconds, which ends a reader: then another begins anew.
      messages = [];
      let found = (): void => undefined;
      const all = new Promise<'found'>((resolve) => (found = () => resolve('found')));
      const reader = await this.broker.openReader(`test-${newId()}`, [topic], {
        batch(batch, hold) {
          for (const message of batch.messages) {
            messages.push(message);
            hold.done(message);
          }
          if (enough(messages)) found();
          return Promise.resolve();
        },
      });
      outcome = await Promise.race([all, over, reader.ended]);
      await reader.close();
    } while (outcome instanceof Error);
    clearTimeout(deadline);
    if (!enough(messages)) {
      throw new Error(
        `After ${deadlineMs} ms ${topic} holds ${messages.length} messages, which is not what was waited for.`,
      );
    }
    return messages;
  }
}

/** A header as text. */
export function headerOf(message: IncomingMessage, name: string): string | undefined {
  const value = message.headers[name];
  return value === undefined ? undefined : value.toString();
}
