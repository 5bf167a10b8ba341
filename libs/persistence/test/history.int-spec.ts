import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CursorInvalid, encodeCursor, newId, readHistory, recordHistory } from '../src/index.js';
import { openShelf, type Shelf } from './support/shelf.js';

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.close());

const actor = { subject: 'person-7', unit: 'BDT' };

async function aBookWith(entries: number): Promise<string> {
  const aggregateId = newId();
  await shelf.database.runInTransaction(async (tx) => {
    for (let version = 1; version <= entries; version++) {
      const changes = version === 1 ? {} : { changes: { title: { from: version - 1, to: version } } };
      recordHistory(tx, {
        aggregate: 'book',
        aggregateId,
        version,
        action: 'revised',
        actor,
        at: new Date(version * 1000),
        ...changes,
      });
    }
  });
  return aggregateId;
}

describe('the history of an aggregate', () => {
  it('says who did what and when, newest first', async () => {
    const book = await aBookWith(2);
    await aBookWith(3);
    const { items, next } = await readHistory(shelf.database, book, { limit: 10 });
    expect(next).toBeNull();
    expect(items).toMatchObject([
      { version: 2, action: 'revised', actor, at: '1970-01-01T00:00:02.000Z', changes: { title: { from: 1, to: 2 } } },
      { version: 1, at: '1970-01-01T00:00:01.000Z', changes: {} },
    ]);
  });

  it('is read page by page without a gap or a repetition', async () => {
    const book = await aBookWith(7);
    const versions: number[] = [];
    let after: string | undefined;
    do {
      const page = await readHistory(shelf.database, book, { limit: 3, after });
      versions.push(...page.items.map((entry) => entry.version));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(versions).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('refuses the cursor of another aggregate, and one that was forged', async () => {
    const [book, other] = [await aBookWith(3), await aBookWith(3)];
    const { next } = await readHistory(shelf.database, other, { limit: 1 });
    const forged = encodeCursor(["'; DROP TABLE history_entry"], `history/${book}`);
    for (const after of [next ?? '', forged, 'nonsense', '']) {
      await expect(readHistory(shelf.database, book, { limit: 1, after })).rejects.toThrow(CursorInvalid);
    }
  });
});
