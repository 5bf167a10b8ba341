import type { TestToken } from '@capdev/access/testing';
import { bootForTest, ServiceApp } from '@capdev/service-frame/testing';
import { Config } from '../../src/config.js';
import { catalogueSchema } from '../../src/data-source.js';
import { catalogueService } from '../../src/service.js';

export type { Answer, Sent } from '@capdev/service-frame/testing';

export const editor: TestToken = { subject: 'editor-1', unit: 'BDT', roles: ['editor'] };
export const otherEditor: TestToken = { subject: 'editor-2', unit: 'BR', roles: ['editor'] };
export const manager: TestToken = { subject: 'manager-1', unit: 'GS', roles: ['catalogue-manager'] };
export const operator: TestToken = { subject: 'operator-1', unit: 'GS', roles: ['operator'] };
export const viewer: TestToken = { subject: 'viewer-1', unit: 'BDT', roles: ['viewer'] };

/** The catalogue on a throw-away database; without `as` the editor of BDT sends. */
export class CatalogueApp extends ServiceApp {
  static async boot(changes: Partial<Config> = {}, messaging?: { relay?: boolean }): Promise<CatalogueApp> {
    const service = { schema: catalogueSchema, Config, options: catalogueService };
    return new CatalogueApp(await bootForTest(service, changes, messaging), editor);
  }

  /** How many rows each table holds. */
  rowCounts(): Promise<Record<string, number>> {
    return this.countRows([
      'provider',
      'course',
      'offering',
      'coordinator',
      'history_entry',
      'outbox_message',
      'idempotency_record',
    ]);
  }
}
