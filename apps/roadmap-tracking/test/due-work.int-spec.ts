import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, scheduleDueWork } from '@capdev/persistence';
import { DueWorkHandlers } from '@capdev/service-frame/changes';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { root } from '../../../tools/local/paths.js';
import { until } from '../../../tools/local/wait.js';
import { Config } from '../src/config.js';
import { roadmapService } from '../src/service.js';
import { bootRoadmap, coordinator, operator } from './support/roadmap-app.js';

let app: ServiceApp;
let broken = true;
const done: string[] = [];

beforeAll(async () => {
  app = await bootRoadmap();
  app.app.get(DueWorkHandlers).on('test-work', ({ subjectId }) => {
    if (broken) return Promise.reject(new Error('not today'));
    return Promise.resolve(void done.push(subjectId));
  });
});
beforeEach(() => {
  app.setDay('2027-03-01');
  broken = true;
});
afterAll(() => app.close());

async function given(day = '2027-03-01', kind = 'test-work', service = app): Promise<string> {
  const subjectId = newId();
  const dueAt = new Date(`${day}T00:00:00Z`);
  await service.database.runInTransaction(async (tx) => scheduleDueWork(tx, { kind, subjectId, dueAt }));
  return subjectId;
}

/** Lets it fail until it is set aside. */
async function givenSetAside(): Promise<string> {
  const subjectId = await given();
  for (let day = 1; day <= 8; day += 1) {
    app.setDay(`2027-03-0${day}`);
    await app.runDueWork();
  }
  return subjectId;
}

describe('what happens because time passes', () => {
  it('happens at the clock of the service, when a test wants it', async () => {
    broken = false;
    const subjectId = await given('2027-03-02');
    expect(await app.runDueWork()).toBe(0);
    app.setDay('2027-03-02');
    expect(await app.runDueWork()).toBe(1);
    expect(done).toEqual([subjectId]);
  });

  it('happens by itself in the running service', async () => {
    const running = await bootRoadmap({}, { runsDueWork: true });
    try {
      const seen: string[] = [];
      running.app.get(DueWorkHandlers).on('test-work', async ({ subjectId }) => void seen.push(subjectId));
      const subjectId = await given('2020-01-01', 'test-work', running);
      await until('it to be done', () => seen.includes(subjectId), { deadlineMs: 5_000 });
    } finally {
      await running.close();
    }
  });

  it('has one handler for each kind', () => {
    expect(() => app.app.get(DueWorkHandlers).on('test-work', () => Promise.resolve())).toThrow(/one handler/);
  });

  it('is counted for the alarms', async () => {
    await given('2027-02-28', 'of-a-newer-build');
    const readings = await roadmapService(new Config()).readings!(app.app);
    const told = Object.fromEntries(readings.map(({ name, value }) => [name, value]));
    expect(told).toMatchObject({ capdev_due_work_overdue: 1, capdev_due_work_unknown: 1 });
    expect(told).toMatchObject({ capdev_due_work_oldest_seconds: 129_600, capdev_due_work_set_aside: 0 });
    const rules = readFileSync(join(root, 'infra', 'monitoring', 'alerts.yml'), 'utf8');
    const asked = rules.match(/\bcapdev_due_work_\w+/g) ?? [];
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.filter((name) => !(name in told))).toEqual([]);
  });
});

describe('an operator', () => {
  it('sees what was set aside, and has it done once it can be', async () => {
    const subjectId = await givenSetAside();
    const { body } = await app.get('/due-work?state=set-aside&limit=1', { as: operator });
    expect(body).toMatchObject({
      items: [{ kind: 'test-work', subjectId, attempts: 8, lastError: 'Error: not today' }],
      next: null,
    });
    const retry = `/due-work/test-work/${subjectId}/retry`;
    broken = false;
    expect((await app.post(retry, { reason: 'Mended' }, { as: operator })).status).toBe(204);
    await app.runDueWork();
    expect(done).toContain(subjectId);
    const again = await app.post(retry, { reason: 'Once more' }, { as: operator });
    expect([again.status, again.body.code]).toEqual([404, 'due-work-not-failed']);
    const history = await app.database.query<object>({
      name: '',
      text: `SELECT action, actor, changes FROM history_entry WHERE aggregate_id = '${subjectId}'`,
    });
    const changes = { 'test-work': { from: 'Error: not today', to: 'Mended' } };
    expect(history).toEqual([{ action: 'due-work-retried', actor: 'operator-1', changes }]);
  });

  it('follows the list page by page', async () => {
    await Promise.all([given('2028-01-01'), given('2028-01-02')]);
    const { body } = await app.get('/due-work?limit=1', { as: operator });
    const { body: following } = await app.get(body.next, { as: operator });
    expect(following.items[0].dueAt > body.items[0].dueAt).toBe(true);
    const wrong = await app.get(body.next.replace('after=', 'state=set-aside&after='), { as: operator });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'cursor-invalid']);
  });

  it('is somebody with that role, and says why', async () => {
    const subjectId = await given();
    const retry = `/due-work/test-work/${subjectId}/retry`;
    for (const answer of [
      await app.get('/due-work', { as: coordinator }),
      await app.post(retry, { reason: 'Mended' }, { as: coordinator }),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'access-permission-missing']);
    const silent = await app.post(retry, {}, { as: operator });
    expect([silent.status, silent.body.errors]).toMatchObject([400, [{ pointer: '/reason' }]]);
    const odd = await app.get('/due-work?state=odd', { as: operator });
    expect([odd.status, odd.body.errors]).toMatchObject([400, [{ pointer: 'state' }]]);
  });
});
