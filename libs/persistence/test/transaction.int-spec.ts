import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Transaction, violatedConstraint } from '../src/index.js';
import { openShelf, type Shelf, ShelfBook } from './support/shelf.js';

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.close());

const insertBook = {
  name: 'insert-book',
  text: `INSERT INTO shelf_book (id, code, notes, version) VALUES (gen_random_uuid(), $1, $2, 1)`,
};
const countBooks = { name: 'count-books', text: 'SELECT count(*)::int AS books FROM shelf_book' };
const put = (tx: Transaction, code: string, notes: unknown = {}) => tx.write(insertBook, [code, notes]);

/** What is left of the pool when nothing runs: every connection back, nobody waiting. */
const idle = () => {
  const { totalCount, idleCount, waitingCount } = shelf.database.pool;
  return { busy: totalCount - idleCount, waitingCount };
};

describe('a transaction', () => {
  it('keeps everything it wrote, however it wrote it', async () => {
    const entity = ShelfBook.of('kept-3');
    await shelf.database.runInTransaction(async (tx) => {
      put(tx, 'kept-1');
      tx.insert(ShelfBook, Object.assign(ShelfBook.of('kept-2'), { notes: { pages: 3 } }));
      await tx.manager.save(entity);
      await tx.query(insertBook, ['kept-4', {}]);
    });
    expect(await shelf.codes()).toEqual(expect.arrayContaining(['kept-1', 'kept-2', 'kept-3', 'kept-4']));
    expect(entity.version).toBe(1);
  });

  it('keeps nothing when the work fails', async () => {
    const work = shelf.database.runInTransaction(async (tx) => {
      put(tx, 'lost-1');
      await tx.manager.save(ShelfBook.of('lost-2'));
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await shelf.codes()).not.toEqual(expect.arrayContaining([expect.stringMatching('lost')]));
  });

  it('keeps nothing when a queued write fails, and says which rule it broke', async () => {
    await shelf.database.runInTransaction(async (tx) => put(tx, 'taken'));
    const work = shelf.database.runInTransaction(async (tx) => {
      put(tx, 'beside-taken-1');
      put(tx, 'taken');
      put(tx, 'beside-taken-2');
    });
    await expect(work.catch(violatedConstraint)).resolves.toBe('shelf_book_code');
    expect(await shelf.codes()).not.toEqual(expect.arrayContaining([expect.stringMatching('beside-taken')]));
  });

  it('reports the write that failed first, not the statement that met the aborted transaction', async () => {
    await shelf.database.runInTransaction(async (tx) => put(tx, 'first'));
    const work = shelf.database.runInTransaction(async (tx) => {
      put(tx, 'first');
      await tx.query(countBooks);
    });
    await expect(work.catch(violatedConstraint)).resolves.toBe('shelf_book_code');
    const withEntities = shelf.database.runInTransaction(async (tx) => {
      put(tx, 'first');
      await tx.manager.findOneBy(ShelfBook, { code: 'first' });
    });
    await expect(withEntities.catch(violatedConstraint)).resolves.toBe('shelf_book_code');
  });

  it('fails when the work swallows a failed statement, because PostgreSQL has undone the rest', async () => {
    await shelf.database.runInTransaction(async (tx) => put(tx, 'swallowed'));
    const work = shelf.database.runInTransaction(async (tx) => {
      put(tx, 'beside-swallowed');
      await tx.query(insertBook, ['swallowed', {}]).catch(() => undefined);
    });
    await expect(work.catch(violatedConstraint)).resolves.toBe('shelf_book_code');
    expect(await shelf.codes()).not.toContain('beside-swallowed');
  });

  it('holds back its commit when the driver could not even send a write', async () => {
    const work = shelf.database.runInTransaction(async (tx) => {
      put(tx, 'half');
      tx.write({ name: insertBook.name, text: 'SELECT 1' });
    });
    await expect(work).rejects.toThrow('Prepared statements must be unique');
    expect(await shelf.codes()).not.toContain('half');
  });

  it('refuses a value without a JSON form and leaves the connection usable', async () => {
    for (let round = 0; round < 4; round++) {
      const work = shelf.database.runInTransaction(async (tx) => put(tx, `big-${round}`, { amount: 1n }));
      await expect(work).rejects.toThrow('BigInt');
      await shelf.database.runInTransaction(async (tx) => put(tx, `small-${round}`, { amount: 1 }));
    }
    expect((await shelf.codes()).filter((code) => code.startsWith('small'))).toHaveLength(4);
  });

  it('joins the one it is given and leaves the commit to its owner', async () => {
    const outer = shelf.database.runInTransaction(async (tx) => {
      await shelf.database.runInTransaction(async (inner) => put(inner, 'joined'), tx);
      expect(tx.isOpen).toBe(true);
      throw new Error('the owner fails');
    });
    await expect(outer).rejects.toThrow('the owner fails');
    expect(await shelf.codes()).not.toContain('joined');
  });

  it('tells those who wait for its end only of a commit, and is not undone by them', async () => {
    const told: string[] = [];
    await shelf.database.runInTransaction(async (tx) => {
      tx.afterCommit(() => {
        told.push('committed');
        throw new Error('a relay that stumbles');
      });
      put(tx, 'told');
    });
    const failing = shelf.database.runInTransaction(async (tx) => {
      tx.afterCommit(() => told.push('rolled back'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(told).toEqual(['committed']);
    expect(await shelf.codes()).toContain('told');
  });

  it('cannot be used after its end, not even by a branch of the work that is still running', async () => {
    const straggling: Promise<unknown>[] = [];
    const failing = shelf.database.runInTransaction(async (tx) => {
      const { manager } = tx;
      const ended = async (): Promise<void> => {
        while (tx.isOpen) await new Promise(setImmediate);
      };
      straggling.push(ended().then(() => manager.insert(ShelfBook, ShelfBook.of('straggler'))));
      straggling.push(ended().then(() => put(tx, 'straggler')));
      put(tx, 'before');
      throw new Error('the other branch failed');
    });
    await expect(failing).rejects.toThrow('the other branch failed');
    const ends = await Promise.allSettled(straggling);
    expect(ends.map((end) => end.status)).toEqual(['rejected', 'rejected']);
    expect(await shelf.codes()).not.toContain('straggler');
  });
});

describe('rows that may go together', () => {
  const insertMany = {
    name: 'insert-book-of-many',
    text: 'INSERT INTO shelf_book (id, code, notes, version) VALUES (gen_random_uuid(), $1, $2, 1)',
    many: `INSERT INTO shelf_book (id, code, notes, version)
           SELECT gen_random_uuid(), code, notes, 1 FROM unnest($1::text[], $2::jsonb[]) AS given (code, notes)`,
  };
  const found = async (tx: Transaction, like: string) =>
    (await tx.query<{ code: string; notes: unknown }>(
      { name: 'books-like', text: 'SELECT code, notes FROM shelf_book WHERE code LIKE $1 ORDER BY code' },
      [like],
    )) as readonly { code: string; notes: unknown }[];

  it('are there when the transaction reads, each with its own values, and when it has ended', async () => {
    await shelf.database.runInTransaction(async (tx) => {
      await tx.query(countBooks);
      tx.write(insertMany, ['many-1', { at: 1 }]);
      tx.write(insertMany, ['many-2', { text: "a 'quoted', {braced} text" }]);
      tx.write(insertMany, ['many-3', {}]);
      expect(await found(tx, 'many-%')).toEqual([
        { code: 'many-1', notes: { at: 1 } },
        { code: 'many-2', notes: { text: "a 'quoted', {braced} text" } },
        { code: 'many-3', notes: {} },
      ]);
      tx.write(insertMany, ['many-4', {}]);
    });
    expect(await shelf.codes()).toEqual(expect.arrayContaining(['many-1', 'many-2', 'many-3', 'many-4']));
  });

  it('are none when one of them is refused', async () => {
    const work = shelf.database.runInTransaction(async (tx) => {
      await tx.query(countBooks);
      for (const code of ['none-1', 'none-2', 'none-1']) tx.write(insertMany, [code, {}]);
    });
    await expect(work.catch(violatedConstraint)).resolves.toBe('shelf_book_code');
    expect(await shelf.codes()).not.toEqual(expect.arrayContaining([expect.stringMatching('none-')]));
  });
});

describe('entities in a transaction whose statements travel together', () => {
  it('are loaded under a lock, changed, and refused to whoever loaded an older version', async () => {
    const book = ShelfBook.of('locked');
    await shelf.database.runInTransaction(async (tx) => tx.manager.save(book));
    const order: string[] = [];
    const lend = (name: string) =>
      shelf.database.runInTransaction(async (tx) => {
        const loaded = await tx.manager.findOneOrFail(ShelfBook, {
          where: { id: book.id },
          lock: { mode: 'pessimistic_write' },
        });
        order.push(`${name} sees ${loaded.version}`);
        loaded.notes = { lender: name };
        await tx.manager.save(loaded);
      });
    await Promise.all([lend('a'), lend('b')]);
    expect(order.map((line) => line.slice(-1))).toEqual(['1', '2']);
  });

  it('see a row that was queued before them', async () => {
    const found = await shelf.database.runInTransaction(async (tx) => {
      put(tx, 'queued-before');
      return tx.manager.findOneBy(ShelfBook, { code: 'queued-before' });
    });
    expect(found?.code).toBe('queued-before');
  });
});

describe('the pool', () => {
  it('has every connection back after work that throws, that forgets to await, and that fails to commit', async () => {
    const attempts = Array.from({ length: 30 }, (_, round) =>
      shelf.database.runInTransaction(async (tx) => {
        if (round % 3 === 0) throw new Error('thrown');
        if (round % 3 === 1) void tx.query({ name: 'nonsense', text: 'SELECT * FROM nowhere' });
        else put(tx, 'taken');
      }),
    );
    const ends = await Promise.allSettled(attempts);
    expect(ends.every((end) => end.status === 'rejected')).toBe(true);
    expect(idle()).toEqual({ busy: 0, waitingCount: 0 });
    await expect(shelf.database.query(countBooks)).resolves.toHaveLength(1);
  });

  it('keeps what was not awaited but succeeded', async () => {
    await shelf.database.runInTransaction(async (tx) => void tx.query(insertBook, ['not-awaited', {}]));
    expect(await shelf.codes()).toContain('not-awaited');
    expect(idle()).toEqual({ busy: 0, waitingCount: 0 });
  });
});
