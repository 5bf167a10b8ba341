import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { bootRoadmap } from './support/roadmap-app.js';

let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
afterAll(() => app.close());

describe('what stays as it was written', () => {
  it.each([
    ['budget_entry', 'amount'],
    ['budget_transfer', 'amount'],
    ['baseline', 'name'],
    ['baseline_item', 'title'],
  ])('%s is only ever added to by the running service', async (table, column) => {
    const run = (sql: string) => app.database.dataSource.query(sql);
    await expect(run(`UPDATE ${table} SET ${column} = ${column}`)).rejects.toThrow('permission denied');
    await expect(run(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
    await expect(run(`TRUNCATE ${table}`)).rejects.toThrow('permission denied');
  });
});
