import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, type Transaction } from '@capdev/persistence';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { ActivitiesService } from '../src/activities/activities.service.js';
import { InitiativesService } from '../src/initiatives/initiatives.service.js';
import { MilestonesService } from '../src/milestones/milestones.service.js';
import { takePlan } from '../src/plan/plan-revision.query.js';
import { inEnglish } from './support/builders.js';
import { bootRoadmap } from './support/roadmap-app.js';

const tables = ['plan_item', 'plan_code', 'history_entry', 'outbox_message', 'due_work'];
const caller = { subject: 'coordinator-1', unit: 'GS', roles: ['coordinator'] };
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
afterAll(() => app.close());

/** An initiative with activities, each with a milestone, in a transaction that somebody else has begun. */
async function planInitiative(tx: Transaction, code: string, count: number): Promise<void> {
  const [initiatives, activities, milestones] = [InitiativesService, ActivitiesService, MilestonesService].map(
    (Service) => app.app.get<unknown>(Service, { strict: false }),
  ) as [InitiativesService, ActivitiesService, MilestonesService];
  const title = inEnglish('An item');
  const { id: initiativeId } = await initiatives.planIn(tx, { code, title }, caller);
  for (let number = 1; number <= count; number += 1) {
    const days = { plannedStart: '2027-01-11', plannedFinish: '2027-02-26' };
    const part = { code: `${code}.${number}`, title, initiativeId, ...days };
    const activity = await activities.planIn(tx, part, caller);
    const mark = { code: `${code}.${number}-M1`, title, activityId: activity.id, plannedOn: '2027-02-26' };
    await milestones.planIn(tx, mark, caller);
    await activities.revise({ deadline: '2027-12-31' }, { id: activity.id, seen: 1, caller }, tx);
  }
}

describe('items that enter the plan in somebody else’s transaction', () => {
  it('are there together, with their traces', async () => {
    await app.app.get(Database).runInTransaction(async (tx) => {
      await takePlan(tx);
      await planInitiative(tx, 'ONE', 50);
    });
    const expected = { plan_item: 101, plan_code: 101, history_entry: 151, outbox_message: 50, due_work: 50 };
    expect(await app.countRows(tables)).toEqual(expected);
  });

  it('are not there when it is given up', async () => {
    const before = await app.countRows(tables);
    const work = app.app.get(Database).runInTransaction(async (tx) => {
      await takePlan(tx);
      await planInitiative(tx, 'TWO', 3);
      await planInitiative(tx, 'TWO.1', 1);
    });
    await expect(work).rejects.toMatchObject({ code: 'plan-code-taken' });
    expect(await app.countRows(tables)).toEqual(before);
  });
});
