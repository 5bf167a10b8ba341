import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError } from '@capdev/service-kit/problems';
import {
  IdempotencyKeyReused,
  newId,
  type OnceOnly,
  pruneIdempotencyRecords,
  runOnce,
  type Transaction,
} from '../src/index.js';
import { openShelf, type Shelf, ShelfBook } from './support/shelf.js';

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.close());

const count = async (prefix: string) => (await shelf.codes()).filter((code) => code.startsWith(prefix)).length;
const wish = (changes: Partial<OnceOnly> = {}): OnceOnly => ({
  key: newId(),
  caller: 'caller-1',
  request: { method: 'POST', path: '/books', body: { title: 'Spectrum' } },
  ...changes,
});
/** Adds a book with a code of its own each time, so that only the record stands between a repeat and a second book. */
const addTo = (prefix: string) => async (tx: Transaction) => {
  const book = ShelfBook.of(`${prefix}-${newId()}`);
  tx.insert(ShelfBook, book);
  return { id: book.id, code: book.code, version: 1, nested: { z: 1, a: [1, 2] } };
};

describe('a request with an Idempotency-Key', () => {
  it('takes effect once, and a repeat gets the first answer to the letter', async () => {
    const once = wish();
    const first = await runOnce(shelf.database, once, addTo('repeat'));
    const second = await runOnce(shelf.database, once, addTo('repeat'));
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(await count('repeat')).toBe(1);
  });

  it('takes effect each time without a key', async () => {
    await runOnce(shelf.database, undefined, addTo('keyless'));
    await runOnce(shelf.database, undefined, addTo('keyless'));
    expect(await count('keyless')).toBe(2);
  });

  it('is refused when the key comes with another body, and changes nothing', async () => {
    const once = wish();
    await runOnce(shelf.database, once, addTo('other-body'));
    const other = { ...once, request: { method: 'POST', path: '/books', body: { title: 'Orbit' } } };
    await expect(runOnce(shelf.database, other, addTo('other-body'))).rejects.toThrow(IdempotencyKeyReused);
    expect(await count('other-body')).toBe(1);
  });

  it('belongs to its caller: somebody else may use the same key', async () => {
    const once = wish();
    await runOnce(shelf.database, once, addTo('callers'));
    await runOnce(shelf.database, { ...once, caller: 'caller-2' }, addTo('callers'));
    expect(await count('callers')).toBe(2);
  });

  it('takes effect once when many copies of it race', async () => {
    const once = wish();
    const answers = await Promise.all(Array.from({ length: 8 }, () => runOnce(shelf.database, once, addTo('race'))));
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(await count('race')).toBe(1);
  });

  it('is answered from the record when its repeat meets what the first one made', async () => {
    const once = wish();
    const take = async (tx: Transaction) => {
      await tx.manager.insert(ShelfBook, ShelfBook.of('only-one'));
      return { code: 'only-one' };
    };
    await runOnce(shelf.database, once, take);
    await expect(runOnce(shelf.database, once, take)).resolves.toEqual({ code: 'only-one' });
  });

  it('leaves no record when it was refused, so that it can be mended and sent again', async () => {
    const once = wish();
    const refuse = async (tx: Transaction): Promise<never> => {
      tx.insert(ShelfBook, ShelfBook.of('refused'));
      throw new DomainError('conflict', 'book-refused', 'No.');
    };
    await expect(runOnce(shelf.database, once, refuse)).rejects.toThrow('No.');
    await runOnce(shelf.database, once, addTo('mended'));
    expect([await count('refused'), await count('mended')]).toEqual([0, 1]);
  });

  it('may have no answer at all', async () => {
    const once = wish();
    const work = async (tx: Transaction) => tx.insert(ShelfBook, ShelfBook.of('silent'));
    await runOnce(shelf.database, once, work);
    await runOnce(shelf.database, once, work);
    expect(await count('silent')).toBe(1);
  });

  it('is forgotten after a day', async () => {
    const once = wish();
    await runOnce(shelf.database, once, addTo('forgotten'));
    await shelf.database.query(
      { name: 'age', text: `UPDATE idempotency_record SET at = at - interval '25 hours' WHERE key = $1` },
      [once.key],
    );
    await pruneIdempotencyRecords(shelf.database);
    await runOnce(shelf.database, once, addTo('forgotten'));
    expect(await count('forgotten')).toBe(2);
  });
});
