import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { taskForceConstitutedV1, taskForceLapsedV1 } from '@capdev/contracts/roadmap';
import { announcements } from '@capdev/messaging/testing';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './support/builders.js';
import { bootRoadmap, editor, viewer } from './support/roadmap-app.js';
import { aMember, aTaskForce, givenConstituted, givenMember, givenTaskForce } from './support/task-force.js';

const tables = ['task_force', 'task_force_member', 'history_entry', 'outbox_message', 'due_work'];
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
beforeEach(() => app.setDay('2027-03-01'));
afterAll(() => app.close());

const read = async (id: string) => (await app.get(`/task-forces/${id}`, { as: viewer })).body;
const told = async (id: string) =>
  (await announcements(app.database, id)).map(({ type, data }) => [type, data as Record<string, unknown>] as const);
const actions = async (id: string): Promise<string[]> => {
  const { body } = await app.get(`/task-forces/${id}/history`, { as: viewer });
  return body.items.map(({ action }: { action: string }) => action).reverse();
};

describe('a task force', () => {
  it('is forming when it is founded, and needs the three bureaux and what its terms of reference name', async () => {
    const { status, body, headers } = await app.post('/task-forces', aTaskForce({ requiredUnits: ['GS', 'BR'] }));
    expect([status, headers.location]).toEqual([201, `/task-forces/${body.id}`]);
    expect(body).toMatchObject({ state: 'forming', stateSince: null, requiredUnits: ['BDT', 'BR', 'TSB', 'GS'] });
    expect(await told(body.id)).toEqual([]);
  });

  it('is constituted when the last required unit is represented, and tells that once, without any person', async () => {
    const { id } = await givenTaskForce(app);
    for (const unit of ['BDT', 'BR', 'BR']) await givenMember(app, id, { unit });
    expect(await read(id)).toMatchObject({ state: 'forming' });
    await givenMember(app, id, { unit: 'TSB', startsOn: '2027-02-01', person: 'nobody-may-read-this' });
    await givenMember(app, id, { unit: 'GS' });
    expect(await read(id)).toMatchObject({ state: 'constituted', stateSince: '2027-02-01', version: 7 });
    const [constituted, ...more] = await told(id);
    expect(more).toEqual([]);
    expect(constituted).toMatchObject([
      taskForceConstitutedV1.type,
      { since: '2027-02-01', representedUnits: ['BDT', 'BR', 'TSB'], version: 6 },
    ]);
    const outbox = await app.database.query({ name: '', text: `SELECT * FROM outbox_message WHERE key = '${id}'` });
    expect(JSON.stringify(outbox)).not.toContain('nobody-may-read-this');
    const { body } = await app.get(`/task-forces/${id}/history`, { as: viewer });
    expect(JSON.stringify(body)).not.toContain('nobody-may-read-this');
  });

  it('lapses on the day after a term has ended, and is constituted again when the next one begins', async () => {
    const { id } = await givenTaskForce(app);
    for (const unit of ['BDT', 'BR']) await givenMember(app, id, { unit });
    await givenMember(app, id, { unit: 'TSB', endsOn: '2027-03-10' });
    await givenMember(app, id, { unit: 'TSB', startsOn: '2027-03-15' });
    app.setDay('2027-03-10');
    await app.runDueWork();
    expect(await read(id)).toMatchObject({ state: 'constituted' });
    app.setDay('2027-03-11');
    await app.runDueWork();
    expect(await read(id)).toMatchObject({ state: 'lapsed', stateSince: '2027-03-11' });
    app.setDay('2027-03-15');
    await app.runDueWork();
    expect(await read(id)).toMatchObject({ state: 'constituted', stateSince: '2027-03-15' });
    expect((await told(id)).map(([type, { since, missingUnits }]) => [type, since, missingUnits])).toEqual([
      [taskForceConstitutedV1.type, '2027-01-01', undefined],
      [taskForceLapsedV1.type, '2027-03-11', ['TSB']],
      [taskForceConstitutedV1.type, '2027-03-15', undefined],
    ]);
    const { body } = await app.get(`/task-forces/${id}/history`, { as: viewer });
    expect(body.items[0]).toMatchObject({ action: 'constituted', actor: { subject: 'clock' } });
  });

  it('catches up day by day when the service was away', async () => {
    const { id } = await givenConstituted(app);
    const { body } = await app.get(`/task-forces/${id}/members?unit=BR`, { as: viewer });
    const path = `/task-forces/${id}/members/${body.items[0].id}`;
    expect((await app.patch(path, { endsOn: '2027-03-05' }, 1)).status).toBe(200);
    await givenMember(app, id, { unit: 'BR', startsOn: '2027-03-20' });
    app.setDay('2027-05-01');
    await app.runDueWork();
    const days = (await told(id)).map(([type, { since }]) => [type.split('.').at(-2), since]);
    expect(days.slice(1)).toEqual([
      ['lapsed', '2027-03-06'],
      ['constituted', '2027-03-20'],
    ]);
  });

  it('lapses at once when its terms of reference ask for one more unit, and not when they say the same', async () => {
    const { id, version } = await givenConstituted(app);
    const revised = await app.patch(`/task-forces/${id}`, { requiredUnits: ['GS'] }, version);
    expect(revised.body).toMatchObject({ state: 'lapsed', stateSince: '2027-03-01' });
    expect((await told(id)).at(-1)![1]).toMatchObject({ missingUnits: ['GS'], since: '2027-03-01' });
    const before = await app.countRows(tables);
    const again = await app.patch(`/task-forces/${id}`, { requiredUnits: ['GS'] }, revised.body.version);
    expect(again.body.version).toBe(revised.body.version);
    expect(await app.countRows(tables)).toEqual(before);
    const late = await app.patch(`/task-forces/${id}`, { name: inEnglish('Late') }, version);
    expect([late.status, late.body.code]).toEqual([412, 'task-force-outdated']);
  });

  it('says who is represented on a day, and who is missing', async () => {
    const { id } = await givenTaskForce(app);
    await givenMember(app, id, { unit: 'BR', startsOn: '2027-02-01', endsOn: '2027-02-28' });
    const on = async (day: string) => (await app.get(`/task-forces/${id}/representation${day}`, { as: viewer })).body;
    expect(await on('?day=2027-02-28')).toEqual({ day: '2027-02-28', represented: ['BR'], missing: ['BDT', 'TSB'] });
    expect(await on('')).toEqual({ day: '2027-03-01', represented: [], missing: ['BDT', 'BR', 'TSB'] });
  });

  it.each([
    ['a unit that can be none', { requiredUnits: ['B D T'] }, '/requiredUnits'],
    ['the same unit twice', { requiredUnits: ['GS', 'GS'] }, '/requiredUnits'],
    ['no name', { name: { original: 'en', text: {} } }, '/name'],
  ])('with %s is refused, and nothing is changed', async (_, about, pointer) => {
    const before = await app.countRows(tables);
    const { status, body } = await app.post('/task-forces', aTaskForce(about));
    expect([status, body.errors]).toMatchObject([400, [{ pointer }]]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('is listed page by page, by state, for those who read the roadmap', async () => {
    const { id } = await givenConstituted(app);
    const seen: string[] = [];
    for (let path: string | null = '/task-forces?state=constituted&limit=1'; path !== null;) {
      const { body }: { body: { items: { id: string }[]; next: string | null } } = await app.get(path, { as: viewer });
      seen.push(...body.items.map((item) => item.id));
      path = body.next;
    }
    expect(seen).toContain(id);
    expect(new Set(seen).size).toBe(seen.length);
    expect((await app.get('/task-forces')).status).toBe(401);
    expect((await app.post('/task-forces', aTaskForce(), { as: editor })).body.code).toBe('access-permission-missing');
    const unknown = await app.get('/task-forces/019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01', { as: viewer });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'task-force-not-found']);
  });
});

describe('a member', () => {
  it('is appointed once, however often the same request is sent, and the answer that is kept names nobody', async () => {
    const { id } = await givenTaskForce(app);
    const [body, headers] = [aMember({ person: 'kept-nowhere-else' }), { 'idempotency-key': 'appoint' }];
    const first = await app.post(`/task-forces/${id}/members`, body, { headers });
    const again = await app.post(`/task-forces/${id}/members`, body, { headers });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await app.get(first.headers.location!, { as: viewer })).body.person).toBe('kept-nowhere-else');
    const kept = await app.database.query({ name: '', text: 'SELECT answer FROM idempotency_record' });
    expect(JSON.stringify(kept)).not.toContain('kept-nowhere-else');
    expect(await actions(id)).toEqual(['founded', 'member-appointed']);
  });

  it.each([
    ['that ends before it starts', { endsOn: '2026-12-31' }, 400, 'task-force-member-term-backwards'],
    ['on a day that does not exist', { startsOn: '2027-02-30' }, 400, 'request-invalid'],
    ['of somebody with an address', { person: 'a.person@example.org' }, 400, 'request-invalid'],
    ['in a role that nobody knows', { role: 'guest' }, 400, 'request-invalid'],
  ])('for a term %s is refused, and nothing is changed', async (_, about, status, code) => {
    const { id } = await givenTaskForce(app);
    const before = await app.countRows(tables);
    const answer = await app.post(`/task-forces/${id}/members`, aMember(about));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('represents a unit once at a time', async () => {
    const { id } = await givenTaskForce(app);
    const person = 'twice';
    const first = await givenMember(app, id, { person, endsOn: '2027-02-28' });
    const before = await app.countRows(tables);
    const appoint = (about: object) => app.post(`/task-forces/${id}/members`, aMember({ person, ...about }));
    const overlapping = await appoint({ startsOn: '2027-02-28' });
    expect([overlapping.status, overlapping.body.code]).toEqual([409, 'task-force-member-term-overlaps']);
    expect(await app.countRows(tables)).toEqual(before);
    expect((await appoint({ startsOn: '2027-03-01' })).status).toBe(201);
    expect((await appoint({ unit: 'GS' })).status).toBe(201);
    const longer = await app.patch(`/task-forces/${id}/members/${first.id}`, { endsOn: null }, 1);
    expect([longer.status, longer.body.code]).toEqual([409, 'task-force-member-term-overlaps']);
    expect((await app.row('task_force_member', first.id))!.ends_on).toBe('2027-02-28');
  });

  it('that withdraws makes the task force lapse from the next day', async () => {
    const { id } = await givenConstituted(app);
    const { body } = await app.get(`/task-forces/${id}/members?unit=BR`, { as: viewer });
    const path = `/task-forces/${id}/members/${body.items[0].id}`;
    const revised = await app.patch(path, { endsOn: '2027-02-10' }, 1);
    expect(revised.body).toMatchObject({ version: 2, endsOn: '2027-02-10' });
    expect(await read(id)).toMatchObject({ state: 'lapsed', stateSince: '2027-02-11' });
    const late = await app.patch(path, { endsOn: null }, 1);
    expect([late.status, late.body.code]).toEqual([412, 'task-force-member-outdated']);
    const before = await app.countRows(tables);
    expect((await app.patch(path, { endsOn: '2027-02-10' }, 2)).body.version).toBe(2);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('is forgotten on request once the term has ended, and the unit stays represented for that time', async () => {
    const { id } = await givenTaskForce(app);
    const serving = await givenMember(app, id, { person: 'to-be-forgotten', endsOn: '2027-03-01' });
    const path = `/task-forces/${id}/members/${serving.id}`;
    const early = await app.post(`${path}/erasure`, {}, { ifMatch: 1 });
    expect([early.status, early.body.code]).toEqual([409, 'task-force-member-still-serves']);
    app.setDay('2027-03-02');
    const erased = await app.post(`${path}/erasure`, {}, { ifMatch: 1 });
    expect([erased.status, erased.body]).toMatchObject([200, { person: null, version: 2, unit: 'BDT' }]);
    for (const table of tables) {
      const rows = await app.database.query({ name: '', text: `SELECT * FROM ${table}` });
      expect(JSON.stringify(rows)).not.toContain('to-be-forgotten');
    }
    const { body } = await app.get(`/task-forces/${id}/representation?day=2027-03-01`, { as: viewer });
    expect(body.represented).toEqual(['BDT']);
    const again = await app.post(`${path}/erasure`, {}, { ifMatch: 2 });
    expect([again.status, again.body.code]).toEqual([409, 'task-force-member-erased']);
    expect((await app.patch(path, { role: 'chair' }, 2)).body.code).toBe('task-force-member-erased');
  });

  it('is found by unit and by day, and only in the own task force', async () => {
    const { id } = await givenTaskForce(app);
    const [other, member] = [await givenTaskForce(app), await givenMember(app, id, { endsOn: '2027-01-31' })];
    await givenMember(app, id, { unit: 'BR' });
    const find = async (query: string) =>
      (await app.get(`/task-forces/${id}/members?${query}`, { as: viewer })).body.items.length;
    expect([await find(''), await find('unit=BR'), await find('on=2027-02-01'), await find('on=2027-01-31')]).toEqual([
      2, 1, 1, 2,
    ]);
    const elsewhere = await app.get(`/task-forces/${other.id}/members/${member.id}`, { as: viewer });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([404, 'task-force-member-not-found']);
  });
});
