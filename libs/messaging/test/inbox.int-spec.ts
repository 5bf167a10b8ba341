import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@capdev/persistence';
import { newOnes, repeatedOnes } from '../src/inbox/inbox.js';
import { pruneInbox } from '../src/inbox/prune-inbox.js';
import { type MessagingDatabase, messagingDatabase } from './support/database.js';

describe('the inbox', () => {
  let held: MessagingDatabase;
  beforeAll(async () => {
    held = await messagingDatabase();
  });
  afterAll(() => held.drop());

  const isNew = (eventId: string): Promise<boolean> =>
    held.database.runInTransaction(async (tx) => {
      const fresh = await newOnes(tx, 'audit', [{ eventId, timestamp: String(Date.now()) }]);
      return fresh.has(eventId);
    });
  const rows = async (): Promise<number> => {
    const [row] = await held.database.query<{ count: number }>({
      name: 'test-inbox-count',
      text: 'SELECT count(*)::int AS count FROM inbox_message',
    });
    return row!.count;
  };

  it('takes what came before a replay for new, once, if the replay begins before its message', async () => {
    const [early, late, after] = [newId(), newId(), newId()];
    const deliveries = [
      { eventId: early, timestamp: String(Date.parse('2026-01-01T10:00:00Z')) },
      { eventId: late, timestamp: String(Date.parse('2026-01-01T12:00:00Z')) },
    ];
    const freshOf = async (consumer: string, all = deliveries): Promise<string[]> => {
      const repeated = await repeatedOnes(held.database, consumer, all);
      const fresh = await held.database.runInTransaction((tx) => newOnes(tx, consumer, all));
      const ids = all.map(({ eventId }) => eventId).filter((id) => fresh.has(id));
      expect(ids).toEqual(all.map(({ eventId }) => eventId).filter((id) => !repeated.has(id)));
      return ids;
    };
    expect(await freshOf('replayed')).toEqual([early, late]);
    expect(await freshOf('replayed')).toEqual([]);
    expect(await freshOf('another')).toEqual([early, late]);

    const ask = {
      name: 'test-inbox-replay',
      text: `INSERT INTO inbox_replay (id, consumer, from_at, requested_by, reason)
             VALUES (uuidv7(), 'replayed', '2026-01-01T11:00:00Z', 'test', 'test')`,
    };
    await held.database.query(ask);
    const since = { eventId: after, timestamp: String(Date.parse('2026-01-01T13:00:00Z')) };
    expect(await freshOf('replayed', [since])).toEqual([after]);
    expect(await freshOf('replayed', [...deliveries, since])).toEqual([]); // asked for, not yet applied
    const apply = { name: 'test-inbox-applied', text: 'UPDATE inbox_replay SET applied_at = clock_timestamp()' };
    await held.database.query(apply);
    expect(await freshOf('replayed', [...deliveries, since])).toEqual([late]);
    expect(await freshOf('replayed', [...deliveries, since])).toEqual([]);
    expect(await freshOf('another')).toEqual([]);
  });

  it('tells the new of many from the known, whatever the letters of their ids', async () => {
    const ids = Array.from({ length: 50 }, () => newId());
    const timestamp = String(Date.now());
    const of = (some: string[]) => some.map((eventId) => ({ eventId, timestamp }));
    const fresh = (some: string[]) => held.database.runInTransaction((tx) => newOnes(tx, 'many', of(some)));
    expect((await fresh(ids.slice(0, 20))).size).toBe(20);
    const upper = ids.map((id) => id.toUpperCase());
    expect([...(await fresh([...upper, ...upper]))].sort()).toEqual(ids.slice(20).sort());
  });

  it('forgets what took effect long ago, and only that', async () => {
    const before = await rows();
    const recent = newId();
    expect(await isNew(recent)).toBe(true);
    const age = {
      name: 'test-inbox-old',
      text: `INSERT INTO inbox_message SELECT 'audit', uuidv7(), clock_timestamp() - interval '31 days'
               FROM generate_series(1, 12000)`,
    };
    await held.database.query(age);
    expect(await pruneInbox(held.database)).toBe(12_000);
    expect(await rows()).toBe(before + 1);
    expect(await isNew(recent)).toBe(false);
    expect(await pruneInbox(held.database)).toBe(0);
  });
});
