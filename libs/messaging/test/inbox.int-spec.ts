import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@capdev/persistence';
import { newOnes } from '../src/inbox/inbox.js';
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

  it('forgets what took effect long ago, and only that', async () => {
    const recent = newId();
    expect(await isNew(recent)).toBe(true);
    const age = {
      name: 'test-inbox-old',
      text: `INSERT INTO inbox_message SELECT 'audit', uuidv7(), clock_timestamp() - interval '31 days'
               FROM generate_series(1, 12000)`,
    };
    await held.database.query(age);
    expect(await pruneInbox(held.database)).toBe(12_000);
    expect(await rows()).toBe(1);
    expect(await isNew(recent)).toBe(false);
    expect(await pruneInbox(held.database)).toBe(0);
  });
});
