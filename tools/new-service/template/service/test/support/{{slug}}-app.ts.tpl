import type { TestToken } from '@capdev/access/testing';
import { bootForTest, ServiceApp } from '@capdev/service-frame/testing';
import { Config } from '../../src/config.js';
import { {{slug}}Ground } from '../../src/data-source.js';
import { {{slug}}Service } from '../../src/service.js';

export const editor: TestToken = { subject: 'editor-1', unit: 'BDT', roles: ['editor'] };
export const otherEditor: TestToken = { subject: 'editor-2', unit: 'BR', roles: ['editor'] };
export const manager: TestToken = { subject: 'manager-1', unit: 'GS', roles: ['manager'] };
export const viewer: TestToken = { subject: 'viewer-1', unit: 'BDT', roles: ['viewer'] };

/** The service on a throw-away database; without `as` the editor of BDT sends. */
export async function boot{{Slug}}(
  changes: Partial<Config> = {},
  messaging?: { relay?: boolean },
): Promise<ServiceApp> {
  const service = { schema: {{slug}}Ground.schema, Config, options: {{slug}}Service };
  return new ServiceApp(await bootForTest(service, changes, messaging), editor);
}
