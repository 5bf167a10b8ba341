import { expect, it } from '@jest/globals';
import { createDataSource } from '@capdev/persistence';
import { createTestDatabase } from '@capdev/persistence/testing';
import { catalogueSchema } from '../src/data-source.js';

it('the latest change of the schema can be taken back, and made again', async () => {
  const { ownerUrl, drop } = await createTestDatabase(process.env.POSTGRES_URL ?? '', catalogueSchema);
  const source = await createDataSource({ ...catalogueSchema, url: ownerUrl, applicationName: 'back' }).initialize();
  try {
    const columns = async (): Promise<unknown> =>
      source.query(`SELECT table_name, column_name, data_type FROM information_schema.columns
                     WHERE table_schema = 'public' ORDER BY 1, 2`);
    const before = await columns();
    await source.undoLastMigration();
    expect(await columns()).not.toEqual(before);
    await source.runMigrations();
    expect(await columns()).toEqual(before);
  } finally {
    await source.destroy();
    await drop();
  }
});
