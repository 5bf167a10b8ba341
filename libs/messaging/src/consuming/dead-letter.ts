import { DomainError, type Problem, problemOf, problemTypeBase } from '@capdev/service-kit/problems';
import type { IncomingMessage, MessageSender } from '../broker/kafka.broker.js';

/** The topic of a service's dead letters; another service's redrive never reaches it. */
export function deadLetterTopic(service: string): string {
  return `${service}.dead-letter`;
}

// A header must not make a message larger than the broker takes; the whole story is in the log.
const longestHeader = 8 * 1024;
const mostFaults = 20;
const problemHeader = 'problem';
const namesOfOurs = /^kafka_dlt-/;

/**
 * Puts aside a message that cannot be handled: key, bytes and headers as they were, with what went wrong beside them.
 * Header names are those of Spring Kafka, which operators' tools know; their values are text. Resolves when Kafka has
 * acknowledged it.
 */
export async function putAside(
  sender: MessageSender,
  service: string,
  message: IncomingMessage,
  error: unknown,
): Promise<void> {
  const problem = problemFor(error);
  await sender.send(deadLetterTopic(service), [
    {
      key: message.key,
      value: message.value,
      headers: {
        ...withoutUndefined(message.headers),
        'kafka_dlt-original-topic': message.topic,
        'kafka_dlt-original-partition': String(message.partition),
        'kafka_dlt-original-offset': message.offset,
        'kafka_dlt-original-timestamp': message.timestamp,
        'kafka_dlt-original-consumer-group': service,
        'kafka_dlt-exception-fqcn': error instanceof Error ? error.name : 'unknown',
        'kafka_dlt-exception-message': cut(problem.detail),
        [problemHeader]: asHeader(problem),
      },
    },
  ]);
}

/** The headers that a message had before it was put aside. */
export function withoutDeadLetterHeaders(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  const original = Object.entries(headers).filter(([name]) => name !== problemHeader && !namesOfOurs.test(name));
  return Object.fromEntries(original);
}

/** The problem document of any error; of one that is no refusal of ours it says only that the handler failed, and the message. */
export function problemFor(error: unknown): Problem {
  if (error instanceof DomainError) return problemOf(error);
  return {
    type: `${problemTypeBase}event-handler-failed`,
    title: 'The event could not be handled',
    status: 500,
    detail: error instanceof Error ? error.message : String(error),
    code: 'event-handler-failed',
  };
}

function asHeader(problem: Problem): string {
  const whole = JSON.stringify(problem);
  if (Buffer.byteLength(whole) <= longestHeader) return whole;
  const { errors, ...rest } = problem;
  const short = errors
    ?.slice(0, mostFaults)
    .map(({ pointer, detail }) => ({ pointer: cut(pointer, 100), detail: cut(detail, 100) }));
  return JSON.stringify({ ...rest, detail: cut(rest.detail, 500), ...(short ? { errors: short } : {}) });
}

function cut(text: string, length = 1_000): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}

function withoutUndefined(headers: IncomingMessage['headers']): Record<string, string | Buffer | (string | Buffer)[]> {
  const kept: Record<string, string | Buffer | (string | Buffer)[]> = {};
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) kept[name] = value;
  return kept;
}
