import type { TestToken } from '@capdev/access/testing';
import { bootForTest, ServiceApp } from '@capdev/service-frame/testing';
import { Config } from '../../src/config.js';
import { roadmapGround } from '../../src/data-source.js';
import { roadmapService } from '../../src/service.js';

/** Keeps the roadmap of every unit. */
export const coordinator: TestToken = { subject: 'coordinator-1', unit: 'GS', roles: ['coordinator'] };
/** Keeps what BDT answers for. */
export const editor: TestToken = { subject: 'editor-1', unit: 'BDT', roles: ['editor'] };
export const otherEditor: TestToken = { subject: 'editor-2', unit: 'BR', roles: ['editor'] };
export const viewer: TestToken = { subject: 'viewer-1', unit: 'BDT', roles: ['viewer'] };
export const budgetOfficer: TestToken = { subject: 'budget-officer-1', unit: 'GS', roles: ['budget-officer'] };
export const approver: TestToken = { subject: 'approver-1', unit: 'GS', roles: ['approver'] };
export const operator: TestToken = { subject: 'operator-1', unit: 'GS', roles: ['operator'] };

/** The service on a throw-away database; without `as` the coordinator sends. */
export async function bootRoadmap(
  changes: Partial<Config> = {},
  messaging?: { relay?: boolean; runsDueWork?: boolean },
): Promise<ServiceApp> {
  const service = { schema: roadmapGround.schema, Config, options: roadmapService };
  return new ServiceApp(await bootForTest(service, changes, messaging), coordinator);
}
