import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { bootRoadmap } from './support/roadmap-app.js';

let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
afterAll(() => app.close());

describe('what stays as it was written', () => {
  it.each(['budget_entry', 'budget_transfer', 'baseline', 'baseline_item'])(
    '%s is only ever added to by the running service',
    async (table) => {
      const run = (sql: string) => app.database.dataSource.query(sql);
      await expect(run(`UPDATE ${table} SET kind = kind`)).rejects.toThrow(/permission denied|does not exist/);
      await expect(run(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
      await expect(run(`TRUNCATE ${table}`)).rejects.toThrow('permission denied');
    },
  );
});
