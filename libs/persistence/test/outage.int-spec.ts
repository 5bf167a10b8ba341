import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DatabaseUnavailable, migrate } from '../src/index.js';
import { clusterUrl, openShelf, type Shelf, shelfSchema, Wire } from './support/shelf.js';

const addBook = {
  name: 'add-book',
  text: `INSERT INTO shelf_book (id, code, notes, version) VALUES (gen_random_uuid(), $1, '{}', 1)`,
};
const one = { name: 'one', text: 'SELECT 1 AS one' };
const sleep = { name: 'sleep', text: 'SELECT pg_sleep($1)' };

let shelf: Shelf;
afterEach(() => shelf.close());

async function shelfOnWire(): Promise<Wire> {
  const wire = await Wire.to(clusterUrl());
  shelf = await openShelf({ via: (url) => wire.through(url) });
  return wire;
}

describe('when PostgreSQL goes away', () => {
  it('says so for reading and for writing, and goes on by itself when it is back', async () => {
    const wire = await shelfOnWire();
    await shelf.database.query(one);
    await wire.cut();
    await expect(shelf.database.query(one)).rejects.toThrow(DatabaseUnavailable);
    await expect(shelf.database.runInTransaction(async (tx) => tx.write(addBook, ['away']))).rejects.toMatchObject({
      kind: 'unavailable',
      headers: { 'Retry-After': '5' },
    });
    await wire.mend();
    await shelf.database.runInTransaction(async (tx) => tx.write(addBook, ['back']));
    expect(await shelf.codes()).toEqual(['back']);
    await wire.cut();
  });

  it('keeps nothing of a transaction it was in the middle of', async () => {
    const wire = await shelfOnWire();
    const cutOff = shelf.database.runInTransaction(async (tx) => {
      await tx.query(addBook, ['half-way']);
      await wire.cut();
      await tx.query(one);
    });
    await expect(cutOff).rejects.toThrow(DatabaseUnavailable);
    await wire.mend();
    await shelf.database.runInTransaction(async (tx) => tx.write(addBook, ['afterwards']));
    expect(await shelf.codes()).toEqual(['afterwards']);
    await wire.cut();
  });

  it('survives that the server ends every connection at once, the idle ones too', async () => {
    shelf = await openShelf();
    const busy = Promise.allSettled([1, 2, 3].map(() => shelf.database.query(sleep, [20])));
    const admin = new pg.Client({ connectionString: clusterUrl() });
    await admin.connect();
    const name = new URL(shelf.options.url).pathname.slice(1);
    const activity = `SELECT pid FROM pg_stat_activity WHERE datname = $1 AND application_name = 'shelf'`;
    while ((await admin.query(`${activity} AND query LIKE '%pg_sleep%' AND state = 'active'`, [name])).rowCount !== 3);
    await admin.query(`SELECT pg_terminate_backend(pid) FROM (${activity}) AS shelf`, [name]);
    await admin.end();
    const ends = await busy;
    expect(ends.map((end) => end.status === 'rejected' && end.reason instanceof DatabaseUnavailable)).toEqual([
      true,
      true,
      true,
    ]);
    await expect(shelf.database.query(one)).resolves.toEqual([{ one: 1 }]);
  });

  it('is told to the migrating step in a sentence', async () => {
    const wire = await shelfOnWire();
    await wire.cut();
    await expect(migrate({ ...shelf.options, ...shelfSchema })).rejects.toThrow(DatabaseUnavailable);
  });
});

describe('a statement that takes too long', () => {
  it('is given up, and the transaction with it', async () => {
    shelf = await openShelf({ statementTimeoutMs: 200 });
    const slow = shelf.database.runInTransaction(async (tx) => {
      tx.write(addBook, ['slow']);
      await tx.query(sleep, [5]);
    });
    await expect(slow).rejects.toThrow(DatabaseUnavailable);
    await expect(shelf.database.query(sleep, [5])).rejects.toThrow(DatabaseUnavailable);
    expect(await shelf.codes()).toEqual([]);
  });

  it('leaves a queued write behind it undone', async () => {
    shelf = await openShelf({ statementTimeoutMs: 200 });
    const slow = shelf.database.runInTransaction(async (tx) => {
      tx.write(sleep, [5]);
      tx.write(addBook, ['behind']);
    });
    await expect(slow).rejects.toThrow(DatabaseUnavailable);
    expect(await shelf.codes()).toEqual([]);
  });
});
