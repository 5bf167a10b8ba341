import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeHeaders, PayloadInvalid } from '@capdev/contracts/core';
import { newId, type Transaction } from '@capdev/persistence';
import { runInContext } from '@capdev/service-kit/context';
import { Outbox } from '../src/index.js';
import { announcements, expectAnnounced } from '../testing/index.js';
import { type MessagingDatabase, messagingDatabase } from './support/database.js';
import { noteContracts } from './support/notes.js';

const contracts = noteContracts();
const { registered, slug, service } = contracts;

describe('announcing', () => {
  let held: MessagingDatabase;
  let woken = 0;
  let outbox: Outbox;

  beforeAll(async () => {
    held = await messagingDatabase();
    outbox = new Outbox({ service, slug, publicUrl: 'https://notes.example.org/' }, { wake: () => void (woken += 1) });
  });
  afterAll(() => held.drop());

  const announce = (tx: Transaction, changes: object = {}): string => {
    const aggregateId = newId();
    const announcement = {
      definition: registered,
      aggregateId,
      sequence: 1,
      occurredAt: new Date(),
      data: { text: 'hello' },
    };
    outbox.append(tx, { ...announcement, ...changes });
    return aggregateId;
  };

  it('leaves one row with the whole envelope when the transaction commits, and wakes the relay', async () => {
    const before = woken;
    const aggregateId = newId();
    const occurredAt = new Date('2027-01-02T03:04:05.678Z');
    const context = {
      requestId: 'r',
      correlationId: 'story-1',
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    };
    await runInContext(context, () =>
      held.database.runInTransaction(async (tx) => void announce(tx, { aggregateId, sequence: 12, occurredAt })),
    );
    const event = await expectAnnounced(held.database, registered, aggregateId);
    expect(event).toMatchObject({
      source: `/${service}`,
      type: registered.type,
      subject: aggregateId,
      time: '2027-01-02T03:04:05.678Z',
      sequence: '0000000012',
      correlationid: 'story-1',
      traceparent: context.traceparent,
      dataschema: `https://notes.example.org/schemas/${registered.type}`,
      data: { text: 'hello' },
    });
    expect(event.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(event.causationid).toBeUndefined();
    expect(woken).toBe(before + 1);
  });

  it('leaves nothing when the transaction is rolled back, and wakes nobody', async () => {
    const before = woken;
    let aggregateId = '';
    const work = held.database.runInTransaction(async (tx) => {
      aggregateId = announce(tx);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await announcements(held.database, aggregateId)).toEqual([]);
    expect(woken).toBe(before);
  });

  it('is refused outside an open transaction', async () => {
    let ended!: Transaction;
    await held.database.runInTransaction(async (tx) => void (ended = tx));
    expect(() => announce(ended)).toThrow('outside an open transaction');
    expect(() => announce(held.database as unknown as Transaction)).toThrow('outside an open transaction');
  });

  it.each([
    ['an event of another context', { definition: noteContracts().registered }, /belongs to .* announces events of/],
    ['a sequence that is no counter', { sequence: 0 }, /announcement counter/],
    ['a field the contract does not know', { data: { text: 'hello', secret: 'x' } }, /secret should not exist/],
    ['a field of the wrong type', { data: { text: 7 } }, /must be a string/],
    ['more than 64 KiB', { data: { text: 'я'.repeat(33_000) } }, /would carry 66\d\d\d bytes/],
  ])('is refused for %s, and the change with it', async (_, changes, reason) => {
    const aggregateId = newId();
    const work = held.database.runInTransaction(async (tx) => {
      announce(tx, { aggregateId });
      announce(tx, { aggregateId, sequence: 2, ...changes });
    });
    await expect(work).rejects.toThrow(reason);
    expect(await announcements(held.database, aggregateId)).toEqual([]);
  });

  it('names every fault of the data', async () => {
    const work = held.database.runInTransaction(async (tx) => void announce(tx, { data: { text: '', page: 1.5 } }));
    const error = await work.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PayloadInvalid);
    expect((error as PayloadInvalid).faults.map(({ pointer }) => pointer)).toEqual(['/text', '/page']);
  });

  it('cannot use one number of an aggregate’s counter twice', async () => {
    const aggregateId = newId();
    const work = held.database.runInTransaction(async (tx) => {
      announce(tx, { aggregateId });
      announce(tx, { aggregateId });
    });
    await expect(work).rejects.toThrow('outbox_message_sequence');
  });

  it('writes headers that every CloudEvents reader understands', async () => {
    const aggregateId = newId();
    await held.database.runInTransaction(async (tx) => void announce(tx, { aggregateId }));
    const name = { name: 'test-headers', text: 'SELECT headers FROM outbox_message WHERE key = $1' };
    const [row] = await held.database.query<{ headers: Record<string, string> }>(name, [aggregateId]);
    expect(row?.headers).toMatchObject({
      ce_specversion: '1.0',
      'content-type': 'application/json',
      ce_subject: aggregateId,
    });
    expect(decodeHeaders(row!.headers).type).toBe(registered.type);
  });
});
