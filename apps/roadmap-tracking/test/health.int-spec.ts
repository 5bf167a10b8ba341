import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { planRevision } from '../src/plan/plan-revision.query.js';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { givenActivity, givenInitiative } from './support/plan.js';
import { bootRoadmap, coordinator, editor, otherEditor, viewer } from './support/roadmap-app.js';

const tables = ['health_rule', 'health_override', 'history_entry', 'due_work', 'idempotency_record'];
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
beforeEach(() => app.setDay('2027-01-04'));
afterAll(() => app.close());

const get = (path: string) => app.get(path, { as: viewer });

/** @returns the rule of a measure, as it is now */
async function ruleOf(measure: string): Promise<{ id: string; version: number; amber: number; red: number }> {
  const { body } = await get('/health-rules');
  return body.items.find((rule: { measure: string }) => rule.measure === measure);
}

describe('the rules', () => {
  it('are there from the start, each with what it measures', async () => {
    const { body } = await get('/health-rules');
    expect(body.items).toHaveLength(6);
    expect(body.items[0]).toMatchObject({
      ...{ measure: 'days-overdue', amber: 1, red: 10, worse: 'above', unit: 'working-days', version: 1 },
      meaning: expect.stringMatching(/^How many working days/),
    });
    const one = await get(`/health-rules/${body.items[0].id}`);
    expect([one.body, one.headers.etag]).toEqual([body.items[0], expect.stringMatching(/^"1-/)]);
  });

  it('come page by page', async () => {
    const { body } = await get('/health-rules?limit=5');
    expect((await get(body.next)).body).toMatchObject({ items: [{ measure: 'spending-ahead' }], next: null });
    expect((await get('/health-rules?after=W10.x')).body.code).toBe('cursor-invalid');
  });

  it('are changed with their traces, and the plan is another one then', async () => {
    const rule = await ruleOf('risk-score');
    const before = await planRevision(app.database);
    const { status, body } = await app.patch(`/health-rules/${rule.id}`, { amber: 6 }, 1);
    expect([status, body.amber, body.red, body.version]).toEqual([200, 6, 15, 2]);
    expect(await planRevision(app.database)).not.toBe(before);
    expect((await get(`/health-rules/${rule.id}/history`)).body.items).toMatchObject([
      { action: 'revised', changes: { amber: { from: 8, to: 6 } }, actor: { subject: 'coordinator-1' } },
    ]);
    const late = await app.patch(`/health-rules/${rule.id}`, { amber: 7 }, 1);
    expect([late.status, late.body.code]).toEqual([412, 'health-rule-outdated']);
  });

  it.each([
    ['amber behind red', { amber: 16 }, 'health-rule-amber-after-red'],
    ['half a day', { red: 12.5 }, 'request-invalid'],
    ['another measure', { measure: 'slack' }, 'request-invalid'],
    ['no red at all', { red: null }, 'request-invalid'],
  ])('with %s are refused, and nothing changes', async (_, patch, code) => {
    const { id, version } = await ruleOf('finish-variance');
    const before = await app.countRows(tables);
    const answer = await app.patch(`/health-rules/${id}`, patch, version);
    expect([answer.status, answer.body.code]).toEqual([400, code]);
    expect(await ruleOf('finish-variance')).toMatchObject({ amber: 5, red: 15, version });
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('are the coordinator’s to change', async () => {
    const { id } = await ruleOf('slack');
    const answer = await app.patch(`/health-rules/${id}`, { red: -9 }, 1, { as: editor });
    expect([answer.status, answer.body.code]).toEqual([403, 'access-permission-missing']);
    expect((await app.send('PATCH', `/health-rules/${id}`, { body: { red: -9 } })).status).toBe(428);
    const none = await app.patch('/health-rules/019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01', { red: 1 }, 1);
    expect([none.status, none.body.code]).toEqual([404, 'health-rule-not-found']);
  });
});

describe('an override', () => {
  const anOverride = (itemId: string, about: object = {}) => ({
    ...{ itemId, status: 'amber', reason: 'The tender is in, the contract is not.', expiresOn: '2027-03-01' },
    ...about,
  });
  /** An activity of BDT. */
  const givenItem = async (): Promise<string> => (await givenActivity(app, { owningUnit: 'BDT' })).id;

  it('is given with a reason and a last day, and stays in the history', async () => {
    const itemId = await givenItem();
    const { status, body, headers } = await app.post('/overrides', anOverride(itemId), { as: editor });
    expect(status).toBe(201);
    expect(headers.location).toBe(`/overrides/${body.id}`);
    expect(body).toMatchObject({ ...anOverride(itemId), state: 'active', owningUnit: 'BDT', version: 1 });
    expect((await get(`/overrides/${body.id}`)).body).toEqual(body);
    expect((await get(`/overrides/${body.id}/history`)).body.items).toMatchObject([
      { action: 'given', actor: { subject: 'editor-1', unit: 'BDT' }, changes: { status: { to: 'amber' } } },
    ]);
  });

  it('is given once, however often the same request is sent', async () => {
    const [body, headers] = [anOverride(await givenItem()), { 'idempotency-key': 'the-same-override' }];
    const first = await app.post('/overrides', body, { headers });
    const again = await app.post('/overrides', body, { headers });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  });

  it('is given for one reason at a time', async () => {
    const itemId = await givenItem();
    await app.post('/overrides', anOverride(itemId));
    const before = await app.countRows(tables);
    const second = await app.post('/overrides', anOverride(itemId, { status: 'red' }));
    expect([second.status, second.body.code]).toEqual([409, 'health-override-active']);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('ends after its last day by itself', async () => {
    const itemId = await givenItem();
    const { body } = await app.post('/overrides', anOverride(itemId, { expiresOn: '2027-01-05' }));
    app.setDay('2027-01-05');
    await app.runDueWork();
    expect((await get(`/overrides/${body.id}`)).body.state).toBe('active');
    app.setDay('2027-01-06');
    await app.runDueWork();
    expect((await get(`/overrides/${body.id}`)).body).toMatchObject({ state: 'expired', version: 2 });
    expect((await get(`/overrides/${body.id}/history`)).body.items[0]).toMatchObject({
      ...{ action: 'expired', actor: { subject: 'clock' } },
    });
  });

  it('makes room for another once its last day is over, though nobody has ended it yet', async () => {
    const itemId = await givenItem();
    const { body } = await app.post('/overrides', anOverride(itemId, { expiresOn: '2027-01-05' }));
    app.setDay('2027-01-06');
    expect((await app.post('/overrides', anOverride(itemId))).status).toBe(201);
    expect((await get(`/overrides/${body.id}`)).body.state).toBe('expired');
    expect((await get(`/overrides?item=${itemId}&state=active`)).body.items).toHaveLength(1);
  });

  it('is withdrawn with a reason, by whoever has seen it as it is', async () => {
    const { body } = await app.post('/overrides', anOverride(await givenItem()));
    const path = `/overrides/${body.id}/withdrawal`;
    expect((await app.post(path, { reason: 'Signed.' }, { ifMatch: 7 })).body.code).toBe('health-override-outdated');
    expect((await app.post(path, {}, { ifMatch: 1 })).body.code).toBe('request-invalid');
    const withdrawn = await app.post(path, { reason: 'Signed.' }, { ifMatch: 1 });
    expect([withdrawn.status, withdrawn.body.state, withdrawn.body.version]).toEqual([200, 'withdrawn', 2]);
    const again = await app.post(path, { reason: 'Signed.' }, { ifMatch: 2 });
    expect([again.status, again.body.code]).toEqual([409, 'health-override-not-active']);
    app.setDay('2027-04-01');
    await app.runDueWork();
    expect((await get(`/overrides/${body.id}`)).body.state).toBe('withdrawn');
  });

  it('is for the unit that answers for the item', async () => {
    const itemId = await givenItem();
    const refused = await app.post('/overrides', anOverride(itemId), { as: otherEditor });
    expect([refused.status, refused.body.code]).toEqual([403, 'access-other-unit']);
    const { body } = await app.post('/overrides', anOverride(itemId), { as: coordinator });
    const path = `/overrides/${body.id}/withdrawal`;
    const other = await app.post(path, { reason: 'No.' }, { as: otherEditor, ifMatch: 1 });
    expect([other.status, other.body.code]).toEqual([403, 'access-other-unit']);
    expect((await app.post('/overrides', anOverride(itemId), { as: viewer })).status).toBe(403);
  });

  it.each([
    [
      'of an item that is none',
      { itemId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01' },
      404,
      'health-override-item-not-found',
    ],
    ['in a colour that is none', { status: 'blue' }, 400, 'request-invalid'],
    ['without a reason', { reason: ' ' }, 400, 'request-invalid'],
    ['that is over already', { expiresOn: '2027-01-03' }, 400, 'health-override-expiry-out-of-range'],
    ['for 91 days', { expiresOn: '2027-04-05' }, 400, 'health-override-expiry-out-of-range'],
    ['until a day that does not exist', { expiresOn: '2027-02-30' }, 400, 'request-invalid'],
  ])('%s is refused, and nothing changes', async (_, about, status, code) => {
    const itemId = await givenItem();
    const before = await app.countRows(tables);
    const answer = await app.post('/overrides', anOverride(itemId, about));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('may last 90 days, or today alone', async () => {
    expect((await app.post('/overrides', anOverride(await givenItem(), { expiresOn: '2027-04-04' }))).status).toBe(201);
    const { id } = await givenInitiative(app);
    expect((await app.post('/overrides', anOverride(id, { expiresOn: '2027-01-04' }))).status).toBe(201);
  });

  it('is listed newest first, page by page', async () => {
    const itemId = await givenItem();
    const first = await app.post('/overrides', anOverride(itemId));
    await app.post(`/overrides/${first.body.id}/withdrawal`, { reason: 'Signed.' }, { ifMatch: 1 });
    const second = await app.post('/overrides', anOverride(itemId));
    const { body } = await get(`/overrides?item=${itemId}&limit=1`);
    expect(body.items).toMatchObject([{ id: second.body.id }]);
    expect((await get(body.next)).body).toMatchObject({ items: [{ id: first.body.id }], next: null });
    expect((await get('/overrides?state=gone')).body.code).toBe('request-invalid');
    expect((await get('/overrides/019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01')).body.code).toBe('health-override-not-found');
  });
});
