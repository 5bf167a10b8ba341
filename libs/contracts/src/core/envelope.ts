/**
 * CloudEvents 1.0 attributes of an event, in binary mode: each travels as a `ce_` header, the value is the data.
 * Extensions: `sequence`, `correlationid`, `causationid`, `traceparent`.
 */
export interface EventEnvelope {
  /** UUIDv7; the same however often the event is delivered. */
  readonly id: string;
  /** `/<service>`: the service that announced it, by its folder name. */
  readonly source: string;
  readonly type: string;
  /** The aggregate's id; also the Kafka key. */
  readonly subject: string;
  /** RFC 3339, UTC: when it happened. */
  readonly time: string;
  /** Where the schema of the data is served, when the service knows its public address. */
  readonly dataschema?: string;
  /** The aggregate's announcement counter, zero-padded to 10 digits: 1, 2, 3 … A gap means loss. */
  readonly sequence: string;
  /** The request or job that all events of one story have in common. */
  readonly correlationid?: string;
  /** The id of the event that caused this one. */
  readonly causationid?: string;
  /** W3C trace context. */
  readonly traceparent?: string;
}

const attributes = [
  'id',
  'source',
  'type',
  'subject',
  'time',
  'dataschema',
  'sequence',
  'correlationid',
  'causationid',
  'traceparent',
] as const satisfies readonly (keyof EventEnvelope)[];

const required = ['id', 'source', 'type', 'subject', 'time', 'sequence'] as const;

/** An announcement counter as the `sequence` attribute: text that sorts like the number. */
export function formatSequence(counter: number): string {
  return String(counter).padStart(10, '0');
}

/** The message headers of an event. */
export function encodeHeaders(envelope: EventEnvelope): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/json', ce_specversion: '1.0' };
  for (const name of attributes) {
    const value = envelope[name];
    if (value !== undefined) headers[`ce_${name}`] = value;
  }
  return headers;
}

/**
 * Reads the attributes from message headers; unknown headers are left alone.
 *
 * @throws Error naming the missing attribute when it is not a CloudEvent in binary mode
 */
export function decodeHeaders(headers: Readonly<Record<string, unknown>>): EventEnvelope {
  const text = (name: string): string | undefined => {
    const value = headers[name];
    if (typeof value === 'string') return value;
    if (Buffer.isBuffer(value)) return value.toString('utf8'); // as Kafka's client gives them: no copy
    return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : undefined;
  };
  const envelope: Record<string, string> = {};
  for (const name of attributes) {
    const value = text(`ce_${name}`);
    if (value !== undefined) envelope[name] = value;
  }
  const missing = required.find((name) => envelope[name] === undefined);
  if (text('ce_specversion') !== '1.0' || missing !== undefined) {
    throw new Error(`Not a CloudEvent in binary mode: header ce_${missing ?? 'specversion'} is missing or unknown.`);
  }
  return envelope as unknown as EventEnvelope;
}
