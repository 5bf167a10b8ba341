import { join } from 'node:path';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { catalogueEvents, coursePublishedV1 } from '@capdev/contracts/catalogue';
import { encodeHeaders } from '@capdev/contracts/core';
import { brokersFrom, securityFrom } from './brokers.js';
import { Counters } from './counters.js';
import { readEventsArguments } from './options.js';
import { receive } from './received.js';
import { asJson, asLine } from './shown.js';

const envelope = {
  id: '019ab6c0-0000-7000-8000-000000000001',
  source: '/course-catalogue',
  type: coursePublishedV1.type,
  subject: coursePublishedV1.example.courseId,
  time: '2026-11-02T09:30:00.000Z',
  sequence: '0000000003',
};
const place = { topic: 'int.itu.catalogue.course', partition: 2, offset: '17' };

function message(data: unknown, headers: Record<string, string> = encodeHeaders(envelope)) {
  const value = Buffer.from(typeof data === 'string' ? data : JSON.stringify(data));
  return receive(
    { headers: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, Buffer.from(v)])), value },
    place,
    catalogueEvents,
  );
}

describe('a downstream reader', () => {
  it('shows an event as one line: time, type, announcement, subject, code and title', () => {
    expect(asLine(message(coursePublishedV1.example))).toBe(
      `2026-11-02T09:30:00.000Z  int.itu.catalogue.course.published.v1  #3  ${envelope.subject}  BDT-SPM-101 Introduction to spectrum management`,
    );
  });

  it('gives a CloudEvent in structured mode when asked for JSON', () => {
    expect(JSON.parse(asJson(message(coursePublishedV1.example)))).toEqual({
      specversion: '1.0',
      ...envelope,
      datacontenttype: 'application/json',
      data: coursePublishedV1.example,
    });
  });

  it('drops a field that it has never heard of', () => {
    const received = message({ ...coursePublishedV1.example, mood: 'sunny' });
    expect(received).toMatchObject({ kind: 'event', known: true });
    expect(asJson(received)).not.toContain('sunny');
  });

  it('takes a value that a code list does not have yet', () => {
    expect(message({ ...coursePublishedV1.example, level: 'expert' })).toMatchObject({ kind: 'event', known: true });
  });

  it('shows an event of a type it does not know, as such', () => {
    const received = message(
      { code: 'X-1', anything: true },
      encodeHeaders({ ...envelope, type: 'int.itu.catalogue.course.archived.v1' }),
    );
    expect(asLine(received)).toMatch(/course\.archived\.v1 .* X-1 {2}\(type not known to this reader\)$/);
    expect(JSON.parse(asJson(received))).toMatchObject({ data: { code: 'X-1', anything: true } });
  });

  it.each([
    ['a message that is no event', { headers: {}, value: Buffer.from('{}') }, /ce_id is missing/],
    ['a message without a value', { headers: encodeHeaders(envelope), value: null }, /has no value/],
    ['a value that is not JSON', { headers: encodeHeaders(envelope), value: Buffer.from('{"a":') }, /not JSON/],
    ['a value that is a list', { headers: encodeHeaders(envelope), value: Buffer.from('[]') }, /not a JSON object/],
    [
      'an event that breaks its contract',
      { headers: encodeHeaders(envelope), value: Buffer.from('{"code":""}') },
      /breaks its contract: .*\/code/,
    ],
  ])('tells of %s with its place and goes on', (_, raw, reason) => {
    const received = receive(raw, place, catalogueEvents);
    expect(received).toMatchObject({ kind: 'unreadable', reason: expect.stringMatching(reason) });
    expect(asLine(received)).toMatch(/^unreadable {2}int\.itu\.catalogue\.course\[2\] offset 17: /);
    expect(JSON.parse(asJson(received))).toMatchObject({ offset: '17', partition: 2 });
  });
});

describe('what the events of a record add up to', () => {
  const told = (sequence: number, id: string): Parameters<Counters['add']>[0] => {
    const headers = encodeHeaders({ ...envelope, id, sequence: String(sequence) });
    return message(coursePublishedV1.example, headers);
  };

  it('is its last announcement, what is missing before it, and what two events claim to be', () => {
    const counters = new Counters(true);
    for (const [sequence, id] of [
      [2, 'a'],
      [2, 'a'],
      [3, 'b'],
      [5, 'c'],
      [3, 'd'],
    ] as const)
      counters.add(told(sequence, id));
    expect(counters.lines()).toEqual([`${place.topic}\t${envelope.subject}\t5\t1,4\t3`]);
  });

  it('begins with what was seen first when the reading did not begin at the beginning', () => {
    const counters = new Counters(false);
    for (const sequence of [4, 6]) counters.add(told(sequence, `id-${sequence}`));
    expect(counters.lines()).toEqual([`${place.topic}\t${envelope.subject}\t6\t5\t`]);
  });

  it('is told of everything there is, unless a beginning is said', () => {
    expect(readEventsArguments(['--counters'])).toMatchObject({ from: 'beginning', idleExitMs: 5_000 });
    expect(readEventsArguments(['--counters', '--from', 'now', '--idle-exit', '9'])).toMatchObject({
      from: 'now',
      idleExitMs: 9_000,
    });
  });
});

describe('what to show', () => {
  const matches = (pattern: string, type: string) => readEventsArguments(['--type', pattern]).matches(type);

  it('is chosen by a type or a pattern; a dot is a dot', () => {
    expect(matches('int.itu.catalogue.course.*', 'int.itu.catalogue.course.published.v1')).toBe(true);
    expect(matches('int.itu.catalogue.course.*', 'int.itu.catalogue.course-series.published.v1')).toBe(false);
    expect(matches('*.published.v1', 'int.itu.catalogue.course.published.v1')).toBe(true);
    expect(matches('int.itu.catalogue.course.published.v1', 'int.itu.catalogue.course.published.v10')).toBe(false);
    expect(readEventsArguments([]).matches('anything')).toBe(true);
  });

  it('begins at the beginning, now, or at a moment', () => {
    expect(readEventsArguments([]).from).toBe('now');
    expect(readEventsArguments(['--from', 'beginning']).from).toBe('beginning');
    expect(readEventsArguments(['--from', '2026-11-23T08:00:00Z']).from).toBe(Date.UTC(2026, 10, 23, 8));
    expect(readEventsArguments(['--from', '2026-11-23']).from).toBe(Date.UTC(2026, 10, 23));
  });

  it.each([
    [['--from', 'yesterday'], /--from takes beginning, now, or a time/],
    [['--from', '2026-13-45'], /--from takes/],
    [['--from', '5'], /--from takes/],
    [['--limit', '0'], /--limit takes a number of at least 1, not "0"/],
    [['--idle-exit', 'soon'], /--idle-exit takes a number/],
    [['--type', 'int itu'], /is not an event type or a pattern/],
    [['--what'], /Unknown option '--what': npm run events/],
  ])('%j is refused with one sentence', (args, sentence) => {
    expect(() => readEventsArguments(args)).toThrow(sentence);
  });
});

describe('where Kafka is', () => {
  it('is what was said, then the environment, then what npm start wrote down', () => {
    const folder = mkdtempSync(join(tmpdir(), 'capdev-events-'));
    const file = join(folder, 'ports.json');
    writeFileSync(file, '{"kafka": 19092}');
    expect(brokersFrom('a:1,b:2', { KAFKA_BROKERS: 'c:3' }, file)).toEqual(['a:1', 'b:2']);
    expect(brokersFrom(undefined, { KAFKA_BROKERS: 'c:3' }, file)).toEqual(['c:3']);
    expect(brokersFrom(undefined, {}, file)).toEqual(['127.0.0.1:19092']);
    rmSync(folder, { recursive: true });
    expect(() => brokersFrom(undefined, {}, file)).toThrow(/no Kafka here that is known of/);
    expect(() => brokersFrom('localhost', {}, file)).toThrow(/"localhost" is not a broker's address/);
  });

  it('is spoken to as a service would, from the same variables', () => {
    const login = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'me', KAFKA_SASL_PASSWORD: 'x' };
    expect(securityFrom({})).toBeUndefined();
    expect(securityFrom({ ...login, KAFKA_TLS: 'true' })).toMatchObject({ tls: {}, sasl: { username: 'me' } });
    expect(() => securityFrom({ ...login, KAFKA_TLS: 'true', KAFKA_SASL_PASSWORD: '' })).toThrow(
      /^KAFKA_SASL_MECHANISM is set, but KAFKA_SASL_PASSWORD is not/,
    );
  });
});
