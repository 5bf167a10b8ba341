import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Database } from '@capdev/persistence';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { ActivitiesService } from '../src/activities/activities.service.js';
import { InitiativesService } from '../src/initiatives/initiatives.service.js';
import { MilestonesService } from '../src/milestones/milestones.service.js';
import { takePlan } from '../src/plan/plan-revision.query.js';
import { inEnglish } from './support/builders.js';
import { bootRoadmap } from './support/roadmap-app.js';

const caller = { subject: 'coordinator-1', unit: 'GS', roles: ['coordinator'] };
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
afterAll(() => app.close());

it('takes a plan of two thousand items in within one transaction', async () => {
  const initiatives = app.app.get(InitiativesService, { strict: false });
  const activities = app.app.get(ActivitiesService, { strict: false });
  const milestones = app.app.get(MilestonesService, { strict: false });
  const times: string[] = [];
  const began = performance.now();
  await app.app.get(Database).runInTransaction(async (tx) => {
    await takePlan(tx);
    for (let one = 1; one <= 20; one += 1) {
      times.push(`${Math.round(performance.now() - began)} ${Math.round(process.cpuUsage().user / 1000)}`);
      const title = inEnglish(`Initiative ${one}`);
      const initiative = await initiatives.planIn(tx, { code: `${one}`, title }, caller);
      for (let two = 1; two <= 49; two += 1) {
        const days = { plannedStart: '2027-01-11', plannedFinish: '2027-02-26' };
        const part = { code: `${one}.${two}`, title, initiativeId: initiative.id, ...days };
        const activity = await activities.planIn(tx, part, caller);
        const mark = { code: `${one}.${two}-M1`, title, activityId: activity.id, plannedOn: '2027-02-26' };
        await milestones.planIn(tx, mark, caller);
      }
    }
  });
  (await import('node:fs')).writeFileSync('/tmp/w/c-times', times.join('\n'));
  process.stdout.write(`took ${Math.round(performance.now() - began)} ms\n`);
  expect(await app.countRows(['plan_item', 'plan_code', 'history_entry'])).toEqual({
    plan_item: 1_980,
    plan_code: 1_980,
    history_entry: 1_980,
  });
});
