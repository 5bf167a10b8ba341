import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDataSource, Database, migrate, pendingMigrations } from '../src/index.js';
import { createTestDatabase } from '../testing/index.js';
import { clusterUrl, openShelf, type Shelf, shelfSchema } from './support/shelf.js';

class AddShelfMark20260102000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Slow, as on a large table: a second process has all the time to begin the same.
    await runner.query(`SELECT pg_sleep(0.3)`);
    await runner.query(`ALTER TABLE shelf_book ADD shelf_mark text`);
  }
  async down(): Promise<void> {
    throw new Error('Forward only');
  }
}

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.close());

describe('migrating', () => {
  it('is done once when two processes do it at the same time', async () => {
    const options = {
      ...shelf.options,
      url: shelf.files.ownerUrl,
      migrations: [...shelfSchema.migrations, AddShelfMark20260102000000],
    };
    const applied = await Promise.all([migrate(options), migrate(options), migrate(options)]);
    expect(applied.flat()).toEqual(['AddShelfMark20260102000000']);
    const known = new Database(createDataSource(options));
    await known.dataSource.initialize();
    expect(await pendingMigrations(known)).toEqual([]);
    await known.dataSource.destroy();
  });

  it('that has not happened yet can be seen by the running service', async () => {
    class NotYet20270101000000 extends AddShelfMark20260102000000 {}
    const dataSource = createDataSource({
      ...shelf.options,
      migrations: [...shelfSchema.migrations, NotYet20270101000000],
    });
    const database = new Database(await dataSource.initialize());
    expect(await pendingMigrations(database)).toEqual(['NotYet20270101000000']);
    await dataSource.destroy();
  });

  it('is not for the running role, which may change rows and not tables', async () => {
    for (const text of ['CREATE TABLE mine (a int)', 'ALTER TABLE shelf_book ADD mine int', 'DROP TABLE shelf_book']) {
      await expect(shelf.database.query({ name: text, text })).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('a test database', () => {
  it('is nobody else’s', async () => {
    const databases = await Promise.all([1, 2, 3].map(() => createTestDatabase(clusterUrl(), shelfSchema)));
    expect(new Set(databases.map(({ url }) => url)).size).toBe(3);
    await Promise.all(databases.map((database) => database.drop()));
  });
});
