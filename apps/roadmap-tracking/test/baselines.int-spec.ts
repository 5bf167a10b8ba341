import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { baselineTakenV1 } from '@capdev/contracts/roadmap';
import { announcements, expectAnnounced } from '@capdev/messaging/testing';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { givenAllocation, givenLine } from './support/budget.js';
import { givenActivity, givenInitiative, givenMilestone } from './support/plan.js';
import { bootRoadmap, editor, viewer } from './support/roadmap-app.js';

const tables = ['baseline', 'baseline_item', 'history_entry', 'outbox_message', 'idempotency_record'];
let app: ServiceApp;
let count = 0;

beforeAll(async () => {
  app = await bootRoadmap();
  app.setDay('2027-02-01');
});
afterAll(() => app.close());

const givenBaseline = async (about: object = {}): Promise<{ id: string; name: string; itemCount: number }> => {
  count += 1;
  const { status, body, text } = await app.post('/baselines', { name: `Baseline ${count}`, ...about });
  if (status !== 201) throw new Error(text);
  return body;
};

/** Every row of a paged list. */
async function all(path: string): Promise<Record<string, never>[]> {
  const rows: Record<string, never>[] = [];
  for (let next: string | null = path; next !== null;) {
    const { body }: { body: { items: Record<string, never>[]; next: string | null } } = await app.get(next, {
      as: viewer,
    });
    rows.push(...body.items);
    next = body.next;
  }
  return rows;
}

describe('taking a baseline', () => {
  it('keeps every item of the plan as it is, with what it costs in each currency', async () => {
    const { id: initiativeId, code } = await givenInitiative(app);
    const activity = await givenActivity(app, { initiativeId });
    const milestone = await givenMilestone(app, { activityId: activity.id });
    await givenAllocation(app, '200.00', { activityId: activity.id });
    await givenAllocation(app, '50.50', { activityId: activity.id });
    const yen = await givenLine(app, { currency: 'JPY', amount: '90000' });
    await givenAllocation(app, '4500', { lineId: yen.id, activityId: activity.id });

    const { status, headers, body } = await app.post('/baselines', { name: 'As approved', note: 'By the task force' });
    expect([status, headers.location]).toEqual([201, `/baselines/${body.id}`]);
    expect(body).toMatchObject({ name: 'As approved', note: 'By the task force', takenOn: '2027-02-01', version: 1 });
    const [items] = await app.database.dataSource.query('SELECT count(*)::int AS items FROM plan_item');
    expect(body.itemCount).toBe(items.items);
    const kept = await all(`/baselines/${body.id}/items?limit=2`);
    expect(kept).toHaveLength(body.itemCount);
    const cost = { CHF: '250.50', JPY: '4500' };
    expect(kept.find(({ itemId }) => itemId === activity.id)).toMatchObject({
      ...{ kind: 'activity', parentId: initiativeId, initiativeId, state: 'planned', cost },
      ...{ plannedStart: '2027-01-11', plannedFinish: '2027-02-26', actualStart: null, progress: 0 },
    });
    expect(kept.find(({ itemId }) => itemId === initiativeId)).toMatchObject({ kind: 'initiative', code, cost });
    expect(kept.find(({ itemId }) => itemId === milestone.id)).toMatchObject({ kind: 'milestone', cost: {} });
  });

  it('is announced once and stands in a history', async () => {
    const { id, name, itemCount } = await givenBaseline();
    const { data } = await expectAnnounced(app.database, baselineTakenV1, id);
    expect(data).toEqual({ baselineId: id, name, takenOn: '2027-02-01', itemCount });
    expect(await announcements(app.database, id)).toHaveLength(1);
    const history = await app.get(`/baselines/${id}/history`, { as: viewer });
    expect(history.body.items).toMatchObject([{ action: 'taken', actor: { subject: 'coordinator-1' } }]);
  });

  it('happens once, however often the same request is sent', async () => {
    const headers = { 'idempotency-key': 'one-baseline' };
    const first = await app.post('/baselines', { name: 'Sent twice' }, { headers });
    const again = await app.post('/baselines', { name: 'Sent twice' }, { headers });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  });

  it('has a name that is never used again', async () => {
    const { name } = await givenBaseline();
    const before = await app.countRows(tables);
    const again = await app.post('/baselines', { name });
    expect([again.status, again.body.code]).toEqual([409, 'baseline-name-taken']);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it.each([
    ['no name', {}, '/name'],
    ['a name that is empty', { name: '' }, '/name'],
    ['a name that is too long', { name: 'a'.repeat(121) }, '/name'],
    ['a note with a control character', { name: 'x', note: 'a\u0007' }, '/note'],
    ['a day of its own', { name: 'x', takenOn: '2027-01-01' }, '/takenOn'],
  ])('with %s is refused, and changes nothing', async (_, body, pointer) => {
    const before = await app.countRows(tables);
    const answer = await app.post('/baselines', body);
    expect([answer.status, answer.body.code, answer.body.errors[0].pointer]).toEqual([400, 'request-invalid', pointer]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('is for the secretariat; reading is for everybody who reads the roadmap', async () => {
    const { status, body } = await app.post('/baselines', { name: 'Of an editor' }, { as: editor });
    expect([status, body.code]).toEqual([403, 'access-permission-missing']);
    const { id } = await givenBaseline();
    expect((await app.get(`/baselines/${id}`, { as: viewer })).status).toBe(200);
    expect((await app.get(`/baselines/${id}`)).status).toBe(401);
    const missing = await app.get('/baselines/019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01', { as: viewer });
    expect([missing.status, missing.body.code]).toEqual([404, 'baseline-not-found']);
  });
});

describe('comparing a baseline', () => {
  it('with the same plan finds nothing that differs', async () => {
    const { id, itemCount } = await givenBaseline();
    const rows = await all(`/baselines/${id}/comparison`);
    expect(rows).toHaveLength(itemCount);
    for (const { change, variance } of rows as never as { change: string; variance: Record<string, object> }[]) {
      expect(change).toBe('kept');
      const { start, finish, cost } = variance as { start: object; finish: object; cost: { difference: string }[] };
      for (const days of [...Object.values(start), ...Object.values(finish)]) expect(days ?? 0).toBe(0);
      for (const { difference } of cost) expect(Number(difference)).toBe(0);
    }
  });

  it('tells how much later items are, in calendar days and working days, and what they cost more', async () => {
    const { id: initiativeId } = await givenInitiative(app);
    const about = { initiativeId, plannedStart: '2027-01-11', plannedFinish: '2027-02-26' };
    const activity = await givenActivity(app, about);
    const line = await givenLine(app);
    await givenAllocation(app, '100.00', { lineId: line.id, activityId: activity.id });
    const { id } = await givenBaseline();
    // From a Friday to the Tuesday after it: four days, of which two are worked.
    const revised = await app.patch(`/activities/${activity.id}`, { plannedFinish: '2027-03-02' }, activity.version);
    expect(revised.status).toBe(200);
    await givenAllocation(app, '25.25', { lineId: line.id, activityId: activity.id });
    const longer = { ...about, plannedFinish: '2027-03-09' };
    const added = await givenActivity(app, longer);

    const rows = await all(`/baselines/${id}/comparison?limit=3`);
    const cost = [{ currency: 'CHF', before: '100.00', after: '125.25', difference: '25.25' }];
    expect(rows.find(({ itemId }) => itemId === activity.id)).toMatchObject({
      change: 'kept',
      before: { start: '2027-01-11', finish: '2027-02-26', cost: { CHF: '100.00' } },
      after: { start: '2027-01-11', finish: '2027-03-02', cost: { CHF: '125.25' } },
      variance: {
        ...{ start: { calendarDays: 0, workingDays: 0 }, finish: { calendarDays: 4, workingDays: 2 } },
        cost,
      },
    });
    // An initiative is as late as the last of its items, an added one included.
    expect(rows.find(({ itemId }) => itemId === initiativeId)).toMatchObject({
      after: { finish: '2027-03-09' },
      variance: { finish: { calendarDays: 11, workingDays: 7 }, cost },
    });
    expect(rows.find(({ itemId }) => itemId === added.id)).toMatchObject({
      change: 'added',
      before: null,
      variance: { finish: { calendarDays: null, workingDays: null }, cost: [] },
    });
  });

  it('with another baseline stays the same for ever, whatever becomes of the plan', async () => {
    const earlier = await givenBaseline();
    const added = await givenActivity(app);
    const later = await givenBaseline();
    const path = `/baselines/${earlier.id}/comparison?with=${later.id}`;
    const first = await all(path);
    expect(first.filter(({ change }) => change === 'added').map(({ itemId }) => itemId)).toContain(added.id);
    await givenActivity(app);
    await app.patch(`/activities/${added.id}`, { plannedFinish: '2027-06-30' }, added.version);
    expect(await all(path)).toEqual(first);
    const back = await all(`/baselines/${later.id}/comparison?with=${earlier.id}`);
    expect(back.find(({ itemId }) => itemId === added.id)).toMatchObject({ change: 'removed', after: null });
  });

  it.each([
    ['no identifier', 'latest', 'request-invalid'],
    ['a baseline that is not there', '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01', 'baseline-unknown'],
  ])('with %s is refused', async (_, other, code) => {
    const { id } = await givenBaseline();
    const { status, body } = await app.get(`/baselines/${id}/comparison?with=${other}`, { as: viewer });
    expect([status, body.code]).toEqual([400, code]);
  });

  it('refuses the cursor of another comparison', async () => {
    const { id } = await givenBaseline();
    const { body } = await app.get(`/baselines/${id}/comparison?limit=1`, { as: viewer });
    const other = (body.next as string).replace(id, (await givenBaseline()).id);
    const answer = await app.get(other, { as: viewer });
    expect([answer.status, answer.body.code]).toEqual([400, 'cursor-invalid']);
  });
});

describe('a plan of 2,000 items', () => {
  it('is kept and compared within the patience of a reader', async () => {
    const { id: initiativeId } = await givenInitiative(app);
    await app.database.dataSource.query(
      `INSERT INTO activity (id, version, announcements, code, title, owning_unit, created_at, updated_at, initiative_id, state,
                             planned_start, planned_finish, progress)
       SELECT gen_random_uuid(), 1, 0, 'BULK-' || number, '{"original": "en", "text": {"en": "One of many"}}', 'BDT', now(), now(),
              $1, 'planned', '2027-01-11', '2027-02-26', 0 FROM generate_series(1, 2000) AS number`,
      [initiativeId],
    );
    const start = performance.now();
    const { id, itemCount } = await givenBaseline();
    const taken = performance.now() - start;
    expect(itemCount).toBeGreaterThan(2_000);
    const { status, body } = await app.get(`/baselines/${id}/comparison?limit=100`, { as: viewer });
    const compared = performance.now() - start - taken;
    expect([status, body.items.length]).toEqual([200, 100]);
    expect({ taken: taken < 3_000, compared: compared < 2_000 }).toEqual({ taken: true, compared: true });
  });
});
