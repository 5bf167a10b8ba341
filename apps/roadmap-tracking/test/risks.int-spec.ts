import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeCursor, newId } from '@capdev/persistence';
import type { Sent, ServiceApp } from '@capdev/service-frame/testing';
import { planRevision } from '../src/plan/plan-revision.query.js';
import { inEnglish } from './support/builders.js';
import { givenActivity } from './support/plan.js';
import { bootRoadmap, editor, otherEditor, viewer } from './support/roadmap-app.js';

const tables = ['risk', 'history_entry', 'outbox_message', 'idempotency_record'];
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
afterAll(() => app.close());

const aRisk = (about: object = {}): object => ({
  title: inEnglish('The platform comes late'),
  ...{ likelihood: 3, impact: 4, response: 'reduce' },
  ...about,
});

async function givenRisk(about: object = {}, sent: Sent = {}): Promise<{ id: string; itemId: string }> {
  const itemId = (about as { itemId?: string }).itemId ?? (await givenActivity(app, { owningUnit: 'BDT' })).id;
  return (await app.post('/risks', aRisk({ ...about, itemId }), sent)).body as { id: string; itemId: string };
}

describe('entering a risk', () => {
  it('is for an item of the plan, whose unit deals with it', async () => {
    const { id: itemId } = await givenActivity(app, { owningUnit: 'BDT' });
    const { status, headers, body } = await app.post('/risks', aRisk({ itemId, measures: inEnglish('Begin early') }));
    expect([status, headers.location]).toEqual([201, `/risks/${body.id}`]);
    expect(body).toMatchObject({ itemId, owningUnit: 'BDT', score: 12, state: 'open', version: 1 });
    const read = await app.get(`/risks/${body.id}`, { as: viewer });
    expect(read.body).toMatchObject({ title: 'The platform comes late', measures: 'Begin early', score: 12 });
    const history = await app.get(`/risks/${body.id}/history`, { as: viewer });
    expect(history.body.items).toMatchObject([{ action: 'identified', version: 1 }]);
  });

  it('changes the plan, as every change of a risk does', async () => {
    const { id: itemId } = await givenActivity(app);
    const before = BigInt(await planRevision(app.database));
    const { id } = await givenRisk({ itemId });
    expect(BigInt(await planRevision(app.database))).toBe(before + 1n);
    await app.patch(`/risks/${id}`, { likelihood: 5 }, 1);
    expect(BigInt(await planRevision(app.database))).toBe(before + 2n);
  });

  it('happens once, however often the same request is sent', async () => {
    const { id: itemId } = await givenActivity(app);
    const [body, headers] = [aRisk({ itemId }), { 'idempotency-key': 'one-risk' }];
    const first = await app.post('/risks', body, { headers });
    expect((await app.post('/risks', body, { headers })).body.id).toBe(first.body.id);
  });

  it.each([
    ['a likelihood above five', { likelihood: 6 }, '/likelihood'],
    ['an impact of nothing', { impact: 0 }, '/impact'],
    ['a response that is none', { response: 'hope' }, '/response'],
    ['an item that is not there', { itemId: newId() }, '/itemId'],
    ['a score of its own', { score: 1 }, '/score'],
  ])('with %s is refused, and changes nothing', async (_, about, pointer) => {
    const { id: itemId } = await givenActivity(app);
    const before = await app.countRows(tables);
    const { status, body } = await app.post('/risks', aRisk({ itemId, ...about }));
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('is for the unit that deals with it', async () => {
    const { id: itemId } = await givenActivity(app, { owningUnit: 'BR' });
    const { status, body } = await app.post('/risks', aRisk({ itemId }), { as: editor });
    expect([status, body.code]).toEqual([403, 'access-other-unit']);
    const own = await app.post('/risks', aRisk({ itemId, owningUnit: 'BDT' }), { as: editor });
    expect([own.status, own.body.owningUnit]).toEqual([201, 'BDT']);
  });
});

describe('a risk’s life', () => {
  it('needs the version that was seen, and is revised by what differs', async () => {
    const { id } = await givenRisk();
    const revised = await app.patch(`/risks/${id}`, { likelihood: 5 }, 1);
    expect(revised.body).toMatchObject({ score: 20, version: 2 });
    expect((await app.patch(`/risks/${id}`, { likelihood: 5 }, 2)).body.version).toBe(2);
    const late = await app.patch(`/risks/${id}`, { likelihood: 1 }, 1);
    expect([late.status, late.body.code]).toEqual([412, 'risk-outdated']);
    const others = await app.patch(`/risks/${id}`, { likelihood: 1 }, 2, { as: otherEditor });
    expect([others.status, others.body.code]).toEqual([403, 'access-other-unit']);
  });

  it('may end with its occurrence, and ends with its closure', async () => {
    const { id } = await givenRisk();
    const occurred = await app.post(`/risks/${id}/occurrence`, { reason: 'Signed in May' }, { ifMatch: 1 });
    expect([occurred.status, occurred.body.state]).toEqual([200, 'occurred']);
    const closed = await app.post(`/risks/${id}/closure`, { reason: 'Dealt with' }, { ifMatch: 2 });
    expect(closed.body).toMatchObject({ state: 'closed', version: 3 });
    const refused = await app.patch(`/risks/${id}`, { likelihood: 1 }, 3);
    expect([refused.status, refused.body.code]).toEqual([409, 'risk-closed']);
    const missing = await app.post(`/risks/${newId()}/closure`, { reason: 'x' }, { ifMatch: 1 });
    expect([missing.status, missing.body.code]).toEqual([404, 'risk-not-found']);
    const [last] = (await app.get(`/risks/${id}/history`, { as: viewer })).body.items;
    expect(last.changes).toMatchObject({ reason: { to: 'Dealt with' } });
  });
});

describe('reading risks', () => {
  it('shows the gravest first, each once, however small the pages', async () => {
    const { id: itemId } = await givenActivity(app);
    const given: string[] = [];
    for (const [likelihood, impact] of [
      [1, 1],
      [5, 5],
      [2, 4],
      [4, 2],
      [3, 3],
      [1, 5],
      [5, 1],
    ]) {
      given.push((await givenRisk({ itemId, likelihood, impact })).id);
    }
    const [one, twentyFive, eight, alsoEight, nine, five, alsoFive] = given;
    const seen: string[] = [];
    for (let path: string | null = `/risks?item=${itemId}&limit=2`; path !== null;) {
      const { body } = await app.get(path, { as: viewer });
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      path = body.next;
    }
    expect(seen).toEqual([twentyFive, nine, eight, alsoEight, five, alsoFive, one]);
  });

  it('filters by unit and state', async () => {
    const { id, itemId } = await givenRisk();
    const other = await givenRisk({ itemId, owningUnit: 'BR' });
    await app.post(`/risks/${other.id}/closure`, { reason: 'Dealt with' }, { ifMatch: 1 });
    const list = async (query: string) => (await app.get(`/risks?item=${itemId}${query}`, { as: viewer })).body.items;
    expect(await list('&unit=BDT')).toMatchObject([{ id }]);
    expect(await list('&state=closed')).toMatchObject([{ id: other.id }]);
    expect(await list('&unit=BDT&state=closed')).toEqual([]);
  });

  it.each([
    ['a score that is a text', ['1); DROP', newId()]],
    ['a score that none has', [-26, newId()]],
    ['no identifier', [-1, 'x']],
  ])('refuses a cursor with %s', async (_, keys) => {
    const cursor = encodeCursor(keys, JSON.stringify(['risks', null, null, null]));
    const { status, body } = await app.get(`/risks?after=${cursor}`, { as: viewer });
    expect([status, body.code]).toEqual([400, 'cursor-invalid']);
  });
});
