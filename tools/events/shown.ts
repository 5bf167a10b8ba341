import { pickText, isMultilingualText } from '@capdev/taxonomy';
import type { Received } from './received.js';

/** A message as one line for a person: when, what, which announcement of which thing, and what people call it. */
export function asLine(received: Received): string {
  const { place } = received;
  if (received.kind === 'unreadable') {
    return `unreadable  ${place.topic}[${place.partition}] offset ${place.offset}: ${received.reason}`;
  }
  const { envelope, data, known } = received;
  const counter = `#${Number(envelope.sequence) || envelope.sequence}`;
  const called = nameIn(data as Record<string, unknown>);
  return [
    envelope.time,
    envelope.type,
    counter,
    envelope.subject,
    called,
    known ? '' : '(type not known to this reader)',
  ]
    .filter((part) => part !== '')
    .join('  ');
}

/** A message as one line of JSON: a CloudEvent in structured mode, or what is wrong with it. */
export function asJson(received: Received): string {
  const { place } = received;
  if (received.kind === 'unreadable') return JSON.stringify({ unreadable: received.reason, ...place });
  return JSON.stringify({
    specversion: '1.0',
    ...received.envelope,
    datacontenttype: 'application/json',
    data: received.data,
  });
}

function nameIn(data: Record<string, unknown>): string {
  const code = data.code ?? data.courseCode;
  const text = data.title ?? data.courseTitle ?? data.name;
  const name = isMultilingualText(text) ? pickText(text, ['en']).value : '';
  return [typeof code === 'string' ? code : '', name].filter((part) => part !== '').join(' ');
}
