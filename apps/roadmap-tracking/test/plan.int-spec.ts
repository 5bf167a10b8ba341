import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@capdev/persistence';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { givenEvidence } from './support/evidence.js';
import { givenActivity, givenInitiative, givenMilestone } from './support/plan.js';
import { planned, plannedActivity, plannedInitiative, plannedMilestone } from './support/planned.js';
import { bootRoadmap, coordinator, editor, operator, otherEditor, viewer } from './support/roadmap-app.js';

let app: ServiceApp;
let [academy, draft, opening, launch, other, far] = ['', '', '', '', '', ''];

beforeAll(async () => {
  app = await bootRoadmap();
  app.setDay('2027-01-04');
  academy = await plannedInitiative(app, { code: 'I-1' });
  other = await plannedInitiative(app, { code: 'I-2', owning_unit: 'TSB' });
  draft = await plannedActivity(app, academy, ['2027-01-04', '2027-01-08'], { code: 'A-1', progress: 40 });
  await plannedActivity(app, academy, ['2027-01-11', '2027-01-22'], { code: 'A-2', progress: 10 });
  opening = await plannedMilestone(app, academy, '2027-01-08', { code: 'M-1', activity_id: draft });
  launch = await plannedMilestone(app, academy, '2027-01-22', { code: 'M-0' });
  far = await plannedActivity(app, other, ['2027-01-04', '2027-01-15'], { code: 'A-9', owning_unit: 'TSB' });
  await planned.dependency(app, draft, 'FS', opening);
});
beforeEach(() => app.setDay('2027-01-04'));
afterAll(() => app.close());

const get = (path: string, headers: Record<string, string> = {}) => app.get(path, { as: viewer, headers });
const sql = (text: string, values: unknown[] = []) => app.database.dataSource.query(text, values);

interface Item {
  readonly id: string;
  readonly code: string;
  readonly [field: string]: unknown;
}
const itemsOf = (body: { items: Item[] }): Record<string, Item> =>
  Object.fromEntries(body.items.map((item) => [item.code, item]));

async function givenBaseline(): Promise<string> {
  const id = newId();
  const moment = '2027-01-04T08:00:00Z';
  await sql(
    `INSERT INTO baseline (id, version, announcements, name, taken_on, item_count, created_at, updated_at)
     VALUES ($1, 1, 1, $2, '2027-01-04', 0, $3, $3)`,
    [id, `Baseline ${id}`, moment],
  );
  await sql(
    `INSERT INTO baseline_item SELECT $1, id, kind, code, title, parent_id, initiative_id, owning_unit, state, planned_start,
            planned_finish, forecast_start, forecast_finish, actual_start, actual_finish, progress, '{"CHF": "100.10"}'
       FROM plan_item`,
    [id],
  );
  return id;
}

describe('the plan as one document', () => {
  it('has everything in the order of the tree, each with its days, its health and its progress', async () => {
    const { status, body } = await get('/plan');
    expect(status).toBe(200);
    expect(body).toMatchObject({ asOf: '2027-01-04', end: '2027-01-22', baseline: null, removed: [] });
    expect(body.items.map(({ code }: Item) => code)).toEqual(['I-1', 'A-1', 'M-1', 'A-2', 'M-0', 'I-2', 'A-9']);
    const items = itemsOf(body);
    expect(items['A-1']).toMatchObject({
      ...{ id: draft, kind: 'activity', parentId: academy, initiativeId: academy, owningUnit: 'BDT', progress: 40 },
      planned: { start: '2027-01-04', finish: '2027-01-08' },
      schedule: { earliestFinish: '2027-01-08', latestFinish: '2027-01-22', slackDays: 10, critical: false },
      health: { status: 'green', computed: 'green', sentence: 'No measure reaches amber.', override: null },
      ...{ cost: {}, dependsOn: [], evidence: null, baseline: null },
    });
    expect(items['M-1']).toMatchObject({
      parentId: draft,
      dependsOn: [{ predecessorId: draft, kind: 'FS', lagDays: 0 }],
      evidence: { proposed: 0, confirmed: 0 },
    });
    // Five days at 40 and ten at 10 are twenty per cent.
    expect(items['I-1']).toMatchObject({
      progress: 20,
      schedule: { earliestStart: '2027-01-04', earliestFinish: '2027-01-22', slackDays: 0, critical: true },
    });
  });

  it('is narrowed to an initiative, or to a unit with what its items are a part of', async () => {
    const codes = async (path: string) => (await get(path)).body.items.map(({ code }: Item) => code);
    expect(await codes(`/plan?initiative=${other}`)).toEqual(['I-2', 'A-9']);
    expect(await codes('/plan?unit=TSB')).toEqual(['I-2', 'A-9']);
    expect(await codes('/plan?unit=BR')).toEqual([]);
  });

  it('follows what changes: evidence, money, overrides', async () => {
    const own = await bootRoadmap();
    try {
      own.setDay('2027-01-04');
      const { id: initiativeId } = await givenInitiative(own);
      const { id: activityId, code } = await givenActivity(own, { initiativeId });
      const { id: milestoneId, code: milestone } = await givenMilestone(own, { activityId });
      const plan = async () => itemsOf((await own.get('/plan', { as: viewer })).body);
      await plan();
      await givenEvidence(own, milestoneId);
      expect((await plan())[milestone]).toMatchObject({ evidence: { proposed: 1, confirmed: 0 } });
      await own.post('/overrides', {
        itemId: activityId,
        status: 'red',
        reason: 'No tender.',
        expiresOn: '2027-01-31',
      });
      expect((await plan())[code]).toMatchObject({
        health: {
          ...{ status: 'red', computed: 'green' },
          sentence: 'Set to red until 2027-01-31: No tender. By its measures it is green: No measure reaches amber.',
        },
      });
    } finally {
      await own.close();
    }
  });

  it('is compared with a baseline, in days and to the cent', async () => {
    const baseline = await givenBaseline();
    const late = await plannedActivity(app, other, ['2027-02-01', '2027-02-05'], { code: 'A-X' });
    await sql(`UPDATE activity SET forecast_start = '2027-01-11', forecast_finish = '2027-01-18' WHERE id = $1`, [far]);
    await sql(`UPDATE milestone SET state = 'cancelled' WHERE id = $1`, [launch]);
    await sql('UPDATE plan_state SET revision = revision + 1');
    const { body } = await get(`/plan?baseline=${baseline}`);
    const items = itemsOf(body);
    expect(body.baseline).toMatchObject({ id: baseline, takenOn: '2027-01-04' });
    expect(items['A-9']!.baseline).toEqual({
      ...{ added: false, planned: { start: '2027-01-04', finish: '2027-01-15' }, cost: { CHF: '100.10' } },
      variance: { startCalendarDays: 7, finishCalendarDays: 3, finishWorkingDays: 1, cost: { CHF: '-100.10' } },
    });
    // An initiative is compared from the first day to the last of what was, and what is, in it.
    expect(items['I-2']).toMatchObject({
      planned: { start: '2027-01-04', finish: '2027-02-05' },
      baseline: {
        planned: { start: '2027-01-04', finish: '2027-01-15' },
        variance: { startCalendarDays: 7, finishCalendarDays: 21, finishWorkingDays: 15 },
      },
    });
    expect(items['A-X']).toMatchObject({ id: late, baseline: { added: true, planned: null, variance: null } });
    expect(body.removed).toMatchObject([{ id: launch, code: 'M-0', planned: { finish: '2027-01-22' } }]);
  });

  it.each([
    ['compared with no baseline', 'baseline=019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01', 404, 'plan-baseline-not-found'],
    ['of no initiative', 'initiative=019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01', 404, 'plan-initiative-not-found'],
    ['compared with a name', 'baseline=first', 400, 'request-invalid'],
    ['of a unit that cannot be one', 'unit=a%20b', 400, 'request-invalid'],
  ])('%s is refused', async (_, query, status, code) => {
    const answer = await get(`/plan?${query}`);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is sent again only when it is another one', async () => {
    const first = await get('/plan');
    const etag = first.headers.etag!;
    expect(first.headers).toMatchObject({
      ...{ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, no-cache' },
      ...{ 'content-language': 'en', vary: 'Accept-Language', 'content-length': String(Buffer.byteLength(first.text)) },
    });
    const again = await get('/plan', { 'if-none-match': etag });
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
    expect((await get('/plan', { 'if-none-match': `W/${etag}, "x"` })).status).toBe(304);
    expect((await get('/plan?lang=*', { 'if-none-match': etag })).status).toBe(200);
    app.setDay('2027-01-05');
    expect((await get('/plan', { 'if-none-match': etag })).status).toBe(200);
    app.setDay('2027-01-04');
    await app.patch(`/health-rules/${(await get('/health-rules')).body.items[0].id}`, { red: 11 }, 1);
    const changed = await get('/plan', { 'if-none-match': etag });
    expect([changed.status, changed.body.revision !== first.body.revision]).toEqual([200, true]);
  });

  it('is for those who may read the roadmap', async () => {
    expect((await app.get('/plan')).status).toBe(401);
    expect((await app.get('/plan', { as: operator })).body.code).toBe('access-permission-missing');
  });
});

describe('the timeline of an item', () => {
  it('has what happened to it and to what belongs to it, newest first, page by page', async () => {
    const { id } = await givenMilestone(app);
    await givenEvidence(app, id);
    const risk = {
      itemId: id,
      title: { original: 'en', text: { en: 'No room' } },
      likelihood: 3,
      impact: 3,
      response: 'reduce',
    };
    await app.post('/risks', risk);
    await app.post('/overrides', { itemId: id, status: 'red', reason: 'No room.', expiresOn: '2027-01-31' });
    const seen: { aggregate: string; id: string }[] = [];
    for (let path: string | null = `/plan/items/${id}/timeline?limit=1`; path !== null;) {
      const { body }: { body: { items: { aggregate: string; id: string }[]; next: string | null } } = await get(path);
      seen.push(...body.items);
      path = body.next;
    }
    expect(seen.map(({ aggregate }) => aggregate)).toEqual(['health-override', 'risk', 'evidence', 'milestone']);
    expect(seen.map(({ id }) => id)).toEqual(
      seen
        .map(({ id }) => id)
        .toSorted()
        .reverse(),
    );
    expect((await get(`/plan/items/${id}/timeline`)).body.items[0]).toMatchObject({
      ...{ action: 'given', actor: { subject: coordinator.subject, unit: 'GS' }, changes: { status: { to: 'red' } } },
    });
  });

  it.each([
    ['an item that is none', '/plan/items/019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01/timeline', 404, 'plan-item-not-found'],
    ['no identifier', '/plan/items/A-1/timeline', 400, 'identifier-malformed'],
  ])('of %s is refused', async (_, path, status, code) => {
    const answer = await get(path);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is for those who may read the item’s history', async () => {
    const { id } = await givenMilestone(app, { owningUnit: 'BDT' });
    const path = `/plan/items/${id}/timeline`;
    expect((await app.get(path, { as: otherEditor })).body.code).toBe('access-other-unit');
    expect((await app.get(path, { as: editor })).status).toBe(200);
  });

  it('does not go on with the cursor of another item', async () => {
    const { body } = await get(`/plan/items/${(await givenMilestone(app)).id}/timeline?after=W10.x`);
    expect(body.code).toBe('cursor-invalid');
  });
});

describe('what is due', () => {
  it('is told by unit: what is overdue, then what is due soon', async () => {
    app.setDay('2027-01-10');
    const { body } = await get('/due?unit=BDT&within=12&limit=2');
    expect(body.items).toMatchObject([
      { kind: 'activity', id: draft, code: 'A-1', dueOn: '2027-01-08', daysLeft: -2 },
      { kind: 'milestone', id: opening, daysLeft: -2 },
    ]);
    const next = await get(body.next);
    expect(next.body).toMatchObject({ items: [{ code: 'A-2', dueOn: '2027-01-22', daysLeft: 12 }], next: null });
    expect((await get('/due?unit=TSB&within=4')).body.items).toEqual([]);
    expect((await get('/due?unit=TSB&within=5')).body.items).toMatchObject([{ id: far, forecastOn: '2027-01-18' }]);
  });

  it('has action points among it', async () => {
    app.setDay('2027-01-10');
    const [force, point, moment] = [newId(), newId(), '2027-01-04T08:00:00Z'];
    await sql(
      `INSERT INTO task_force (id, version, announcements, name, required_units, state, owning_unit, created_at, updated_at)
       VALUES ($1, 1, 0, '{}', '{}', 'forming', 'GS', $2, $2)`,
      [force, moment],
    );
    await sql(
      `INSERT INTO action_point (id, version, task_force_id, title, owning_unit, owner, verifier, due_on, state, created_at, updated_at)
       VALUES ($1, 1, $2, '{"original": "en", "text": {"en": "Write"}}', 'GS-X', 'one', 'two', '2027-01-09', 'overdue', $3, $3)`,
      [point, force, moment],
    );
    expect((await get('/due?unit=GS-X')).body.items).toEqual([
      {
        ...{ kind: 'action-point', id: point, code: null, title: 'Write', owningUnit: 'GS-X', state: 'overdue' },
        ...{ dueOn: '2027-01-09', forecastOn: null, daysLeft: -1 },
      },
    ]);
  });

  it.each(['within=-1', 'within=367', 'within=soon', 'unit=a%20b', 'after=W10.x'])(
    'with %s is refused',
    async (query) => {
      expect((await get(`/due?${query}`)).status).toBe(400);
    },
  );

  it('is for those who may read the roadmap', async () => {
    expect((await app.get('/due', { as: editor })).status).toBe(200);
    expect((await app.get('/due')).status).toBe(401);
  });
});
