import type { TestToken } from '@capdev/access/testing';
import { bootForTest, ServiceApp } from '@capdev/service-frame/testing';
import { Config } from '../../src/config.js';
import { roadmapGround } from '../../src/data-source.js';
import { roadmapService } from '../../src/service.js';

export const editor: TestToken = { subject: 'editor-1', unit: 'BDT', roles: ['editor'] };
export const otherEditor: TestToken = { subject: 'editor-2', unit: 'BR', roles: ['editor'] };
export const manager: TestToken = { subject: 'manager-1', unit: 'GS', roles: ['manager'] };
export const viewer: TestToken = { subject: 'viewer-1', unit: 'BDT', roles: ['viewer'] };

/** The service on a throw-away database; without `as` the editor of BDT sends. */
export async function bootRoadmap(changes: Partial<Config> = {}, messaging?: { relay?: boolean }): Promise<ServiceApp> {
  const service = { schema: roadmapGround.schema, Config, options: roadmapService };
  return new ServiceApp(await bootForTest(service, changes, messaging), editor);
}
