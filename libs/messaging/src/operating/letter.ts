import { type Problem, problemTypeBase } from '@capdev/service-kit/problems';
import type { IncomingMessage } from '../broker/kafka.broker.js';
import { withoutDeadLetterHeaders } from '../consuming/dead-letter.js';

/** A header's value as JSON: text, or `{ base64 }` of bytes that are none. */
export type KeptValue = string | { readonly base64: string };
/** Name and value, in their order; a name that comes twice is there twice. */
export type KeptHeaders = readonly (readonly [name: string, value: KeptValue])[];

/** What a message of the dead-letter topic says of itself; null where it does not say, or not so that it can be read. */
export interface Letter {
  readonly partition: number;
  readonly offset: string;
  readonly putAsideAt: Date;
  readonly originalTopic: string | null;
  readonly originalPartition: number | null;
  readonly originalOffset: string | null;
  readonly originalAt: Date | null;
  readonly eventId: string | null;
  readonly eventType: string | null;
  readonly subject: string | null;
  readonly code: string;
  readonly problem: Problem;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** Those of the original message. */
  readonly headers: KeptHeaders;
}

/** Where a letter is in its topic, as operators say it: `2-4711`. */
export function letterId({ partition, offset }: { partition: number; offset: string }): string {
  return `${partition}-${offset}`;
}

/** The place that an identifier names, or undefined when it is none. */
export function placeOf(id: string): { partition: number; offset: string } | undefined {
  const [, partition, offset] = /^(\d{1,9})-(\d{1,18})$/.exec(id) ?? [];
  return partition === undefined || offset === undefined ? undefined : { partition: Number(partition), offset };
}

/** Reads a message of the dead-letter topic. It never fails: whoever may write there may write anything. */
export function readLetter(message: IncomingMessage): Letter {
  const header = (name: string): string | undefined => textOf(firstOf(message.headers[name]));
  const problem = problemIn(header('problem'));
  return {
    partition: message.partition,
    offset: message.offset,
    putAsideAt: new Date(Number(message.timestamp)),
    originalTopic: header('kafka_dlt-original-topic') ?? null,
    originalPartition: numberIn(header('kafka_dlt-original-partition'), /^\d{1,9}$/, Number),
    originalOffset: numberIn(header('kafka_dlt-original-offset'), /^\d{1,18}$/, String),
    originalAt: numberIn(header('kafka_dlt-original-timestamp'), /^\d{1,15}$/, (text) => new Date(Number(text))),
    eventId: header('ce_id')?.toLowerCase() ?? null, // a UUID may be written in capitals, and is looked for in small letters
    eventType: header('ce_type') ?? null,
    subject: header('ce_subject') ?? null,
    code: problem.code,
    problem,
    key: message.key,
    value: message.value,
    headers: kept(withoutDeadLetterHeaders(message.headers)),
  };
}

/** The message as it lay in its topic before it was put aside, or undefined when the letter does not say where that was. */
export function originalOf(letter: Letter): IncomingMessage | undefined {
  const { originalTopic, originalPartition, originalOffset, originalAt } = letter;
  if (originalTopic === null || originalPartition === null || originalOffset === null) return undefined;
  return {
    topic: originalTopic,
    partition: originalPartition,
    offset: originalOffset,
    timestamp: String((originalAt ?? letter.putAsideAt).getTime()),
    key: letter.key,
    value: letter.value,
    headers: restored(letter.headers),
  };
}

type Headers = IncomingMessage['headers'];
type HeaderValue = string | Buffer;

function kept(headers: Headers): KeptHeaders {
  return Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((one) => [name, keptValue(one)] as const),
  );
}

function keptValue(value: HeaderValue): KeptValue {
  return textOf(value) ?? { base64: Buffer.from(value).toString('base64') };
}

function restored(headers: KeptHeaders): Record<string, HeaderValue | HeaderValue[]> {
  const all: Record<string, HeaderValue | HeaderValue[]> = {};
  for (const [name, kept] of headers) {
    const value = typeof kept === 'string' ? Buffer.from(kept) : Buffer.from(kept.base64, 'base64');
    const before = all[name];
    all[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return all;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as the text that they are; undefined when they are none that PostgreSQL could keep. */
export function textOf(value: HeaderValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  try {
    const text = typeof value === 'string' ? value : utf8.decode(value);
    return text.includes('\0') || !text.isWellFormed() ? undefined : text;
  } catch {
    return undefined;
  }
}

function firstOf(value: Headers[string]): HeaderValue | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function numberIn<Value>(text: string | undefined, form: RegExp, read: (text: string) => Value): Value | null {
  return text !== undefined && form.test(text) ? read(text) : null;
}

/** The problem document in the header, or one that says that there is none: another program may have written the message. */
function problemIn(text: string | undefined): Problem {
  try {
    const read = JSON.parse(text ?? '') as Partial<Problem> | null;
    if (typeof read?.code === 'string' && /^[a-z0-9-]{1,100}$/.test(read.code))
      return { ...read, detail: String(read.detail ?? '') } as Problem;
  } catch {
    // as if it were not there
  }
  return {
    type: `${problemTypeBase}dead-letter-unexplained`,
    title: 'No reason is given',
    status: 500,
    detail: 'The message in the dead-letter topic carries no problem document that can be read.',
    code: 'dead-letter-unexplained',
  };
}
