import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@capdev/persistence';
import type { Answer, Sent, ServiceApp } from '@capdev/service-frame/testing';
import { type Given, givenActivity, givenInitiative, givenMilestone } from './support/plan.js';
import { bootRoadmap, editor, viewer } from './support/roadmap-app.js';

const tables = ['dependency', 'history_entry', 'idempotency_record'];
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
afterAll(() => app.close());

const link = (from: Given, to: Given, about: object = {}, sent: Sent = {}): Promise<Answer> =>
  app.post('/dependencies', { predecessorId: from.id, successorId: to.id, kind: 'FS', ...about }, sent);
const unlink = (id: string, sent: Sent = {}) => app.send('DELETE', `/dependencies/${id}`, sent);

/** Activities of one initiative. */
async function givenActivities<Count extends number>(count: Count, about: object = {}): Promise<Given[]> {
  const { id: initiativeId } = await givenInitiative(app);
  const given: Given[] = [];
  while (given.length < count) given.push(await givenActivity(app, { initiativeId, ...about }));
  return given;
}

describe('linking two items', () => {
  it('makes the second wait for the first, and the history of the second tells it', async () => {
    const [first] = await givenActivities(1);
    const second = await givenMilestone(app);
    const { status, headers, body } = await link(first!, second, { kind: 'SS', lagDays: -3 });
    expect([status, headers.location]).toEqual([201, `/dependencies/${body.id}`]);
    const ends = { predecessorCode: first!.code, successorCode: second.code };
    expect(body).toMatchObject({ ...ends, successorId: second.id, kind: 'SS', lagDays: -3 });
    expect((await app.get(`/dependencies/${body.id}`, { as: viewer })).body).toEqual(body);
    const [entry] = (await app.get(`/milestones/${second.id}/history`, { as: viewer })).body.items;
    expect(entry).toMatchObject({
      action: 'dependency-added',
      version: 1,
      changes: { dependency: { to: { predecessor: first!.code, kind: 'SS', lagDays: -3 } } },
    });
  });

  it('happens once, however often the same request is sent', async () => {
    const [a, b] = await givenActivities(2);
    const headers = { 'idempotency-key': 'one-link' };
    const first = await link(a!, b!, {}, { headers });
    const again = await link(a!, b!, {}, { headers });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  });

  it.each([
    ['a lag that is too long', { lagDays: 501 }, '/lagDays'],
    ['a lag of half a day', { lagDays: 0.5 }, '/lagDays'],
    ['a kind that is none', { kind: 'FX' }, '/kind'],
    ['a predecessor that is not there', { predecessorId: newId() }, '/predecessorId'],
    ['an identifier that is none', { successorId: 'x' }, '/successorId'],
  ])('by %s is refused, and changes nothing', async (_, about, pointer) => {
    const [a, b] = await givenActivities(2);
    const before = await app.countRows(tables);
    const { status, body } = await link(a!, b!, about);
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('is for activities and milestones', async () => {
    const initiative = await givenInitiative(app);
    const [a] = await givenActivities(1);
    const before = await app.countRows(tables);
    for (const [from, to, pointer] of [
      [initiative, a!, '/predecessorId'],
      [a!, initiative, '/successorId'],
    ] as const) {
      const { status, body } = await link(from, to);
      expect([status, body.code, body.errors[0].pointer]).toEqual([400, 'dependency-of-initiative', pointer]);
      expect(body.detail).toContain(initiative.code);
    }
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('is refused when it is there already, with its identifier; of another kind it is another one', async () => {
    const [a, b] = await givenActivities(2);
    const { body: first } = await link(a!, b!);
    const { status, body } = await link(a!, b!, { lagDays: 5 });
    expect([status, body.code]).toEqual([409, 'dependency-exists']);
    expect(body.detail).toContain(first.id);
    expect((await link(a!, b!, { kind: 'FF' })).status).toBe(201);
  });

  it('does not wait for what is cancelled', async () => {
    const [a, b] = await givenActivities(2);
    await app.post(`/activities/${a!.id}/cancellation`, { reason: 'Not needed' }, { ifMatch: '*' });
    const { status, body } = await link(a!, b!);
    expect([status, body.code]).toEqual([409, 'dependency-item-cancelled']);
    expect(body.detail).toContain(`${a!.code} is cancelled`);
  });

  it('is for whoever answers for the one that waits', async () => {
    const [ours] = await givenActivities(1, { owningUnit: 'BDT' });
    const [theirs] = await givenActivities(1, { owningUnit: 'BR' });
    const refused = await link(ours!, theirs!, {}, { as: editor });
    expect([refused.status, refused.body.code]).toEqual([403, 'access-other-unit']);
    const made = await link(theirs!, ours!, {}, { as: editor });
    expect(made.status).toBe(201);
    expect((await link(ours!, theirs!, {}, { as: viewer })).status).toBe(403);
  });
});

describe('a cycle', () => {
  it('of one is refused', async () => {
    const [a] = await givenActivities(1);
    const { status, body } = await link(a!, a!);
    expect([status, body.code]).toEqual([400, 'dependency-on-itself']);
  });

  it('of two, or of more by way of others, is refused with its codes', async () => {
    const [a, b, c] = await givenActivities(3);
    await link(a!, b!);
    const two = await link(b!, a!, { kind: 'SS' });
    expect([two.status, two.body.code]).toEqual([409, 'dependency-cycle']);
    expect(two.body.detail).toContain(`${b!.code} → ${a!.code} → ${b!.code}`);
    await link(b!, c!);
    const before = await app.countRows(tables);
    const three = await link(c!, a!);
    expect(three.body.detail).toContain(`${c!.code} → ${a!.code} → ${b!.code} → ${c!.code}`);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('cannot be closed by two links at the same moment', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const [a, b, c, d] = await givenActivities(4);
      await link(a!, b!);
      await link(c!, d!);
      const answers = await Promise.all([link(b!, c!), link(d!, a!)]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
      expect(answers.find(({ status }) => status === 409)!.body.code).toBe('dependency-cycle');
    }
  });

  it('is found in a plan of many ways, quickly', async () => {
    const { id: initiativeId } = await givenInitiative(app);
    const layers: Given[][] = [];
    for (let layer = 0; layer < 12; layer += 1) {
      layers.push([await givenActivity(app, { initiativeId }), await givenActivity(app, { initiativeId })]);
      const [before = [], now = []] = [layers[layer - 1], layers[layer]];
      for (const from of before) for (const to of now) await link(from, to);
    }
    const { status, body } = await link(layers.at(-1)![0]!, layers[0]![0]!);
    expect([status, body.code]).toEqual([409, 'dependency-cycle']);
  });
});

describe('removing a dependency', () => {
  it('is told by the history of the one that waited, and happens once', async () => {
    const [a, b] = await givenActivities(2);
    const { body } = await link(a!, b!, { lagDays: 2 });
    expect((await unlink(body.id)).status).toBe(204);
    expect(await app.row('dependency', body.id)).toBeUndefined();
    const [entry] = (await app.get(`/activities/${b!.id}/history`, { as: viewer })).body.items;
    const told = { predecessor: a!.code, kind: 'FS', lagDays: 2 };
    expect(entry).toMatchObject({ action: 'dependency-removed', changes: { dependency: { from: told } } });
    const again = await unlink(body.id);
    expect([again.status, again.body.code]).toEqual([404, 'dependency-not-found']);
    expect((await link(b!, a!)).status).toBe(201);
  });

  it('is for whoever answers for the one that waits', async () => {
    const [theirs, others] = await givenActivities(2, { owningUnit: 'BR' });
    const { body } = await link(others!, theirs!);
    const refused = await unlink(body.id, { as: editor });
    expect([refused.status, refused.body.code]).toEqual([403, 'access-other-unit']);
    expect(await app.row('dependency', body.id)).toMatchObject({ id: body.id });
  });
});

describe('reading dependencies', () => {
  it('shows those of one item at either end, page by page', async () => {
    const [a, b, c] = await givenActivities(3);
    const made = [(await link(a!, b!)).body.id, (await link(b!, c!)).body.id];
    await link(a!, c!);
    const first = await app.get(`/dependencies?item=${b!.id}&limit=1`, { as: viewer });
    expect(first.body.items).toMatchObject([{ id: made[0] }]);
    const second = await app.get(first.body.next, { as: viewer });
    expect([second.body.items[0].id, second.body.items.length, second.body.next]).toEqual([made[1], 1, null]);
    expect((await app.get('/dependencies')).status).toBe(401);
  });
});
