import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { initiativeCompletedV1, initiativeStartedV1 } from '@capdev/contracts/roadmap';
import { announcements, expectAnnounced } from '@capdev/messaging/testing';
import { newId } from '@capdev/persistence';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './support/builders.js';
import { givenGoal } from './support/co-design.js';
import { givenConfirmedEvidence } from './support/evidence.js';
import { anInitiative, givenActivity, givenInitiative, givenMilestone } from './support/plan.js';
import { givenRecommendation } from './support/recommendations.js';
import { bootRoadmap, coordinator, editor, otherEditor, viewer } from './support/roadmap-app.js';

const tables = ['initiative', 'activity', 'milestone', 'plan_code', 'history_entry', 'outbox_message', 'due_work'];
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
beforeEach(() => app.setDay('2027-03-01'));
afterAll(() => app.close());

const start = (id: string, on = '2027-02-01', sent: object = {}) =>
  app.post(`/initiatives/${id}/start`, { on }, { ifMatch: '*', ...sent });
const complete = (id: string, on = '2027-02-26') => app.post(`/initiatives/${id}/completion`, { on }, { ifMatch: '*' });
const cancel = (path: string, sent: object = {}) =>
  app.post(`${path}/cancellation`, { reason: 'No longer asked for' }, { ifMatch: '*', ...sent });
const historyOf = async (path: string) => (await app.get(`${path}/history`, { as: viewer })).body.items;

describe('planning an initiative', () => {
  it('leaves one row, its code and one history entry, and tells nobody', async () => {
    const [recommendation, goal] = [await givenRecommendation(app), await givenGoal(app)];
    const pointers = { recommendationIds: [recommendation.id], goalIds: [goal.id] };
    const { status, headers, body } = await app.post('/initiatives', anInitiative({ ...pointers, code: 'ACA-1' }));
    expect(status).toBe(201);
    expect(headers.location).toBe(`/initiatives/${body.id}`);
    expect(body).toMatchObject({ ...pointers, code: 'ACA-1', state: 'planned', owningUnit: 'GS', version: 1 });
    expect(await announcements(app.database, body.id)).toEqual([]);
    expect(await historyOf(`/initiatives/${body.id}`)).toMatchObject([{ action: 'planned', version: 1 }]);
    const follow = await app.get(`/initiatives?recommendation=${recommendation.id}`, { as: viewer });
    expect(follow.body.items).toMatchObject([{ id: body.id }]);
  });

  it('happens once, however often the same request is sent', async () => {
    const [body, headers] = [anInitiative(), { 'idempotency-key': 'one-initiative' }];
    const first = await app.post('/initiatives', body, { headers });
    const again = await app.post('/initiatives', body, { headers });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  });

  it.each([
    ['a code with a blank', { code: 'A 1' }, '/code'],
    ['a code that is too long', { code: 'A'.repeat(41) }, '/code'],
    ['a code that begins with a dot', { code: '.1' }, '/code'],
    ['a focal point that is an address', { focalPoint: 'somebody@example.org' }, '/focalPoint'],
    ['a unit that is none', { owningUnit: 'B D T' }, '/owningUnit'],
    ['a title without text', { title: { original: 'en', text: {} } }, '/title'],
    ['a field that nobody knows', { state: 'completed' }, '/state'],
  ])('with %s is refused, and changes nothing', async (_, about, pointer) => {
    const before = await app.countRows(tables);
    const { status, body } = await app.post('/initiatives', anInitiative(about));
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('that points at what is not there is refused, each by its name', async () => {
    const [recommendation, goal] = [newId(), newId()];
    const before = await app.countRows(tables);
    const { status, body } = await app.post(
      '/initiatives',
      anInitiative({ recommendationIds: [recommendation], goalIds: [goal] }),
    );
    expect([status, body.code]).toEqual([400, 'initiative-points-nowhere']);
    expect(body.errors).toEqual([
      { pointer: '/recommendationIds', detail: expect.stringContaining(recommendation) },
      { pointer: '/goalIds', detail: expect.stringContaining(goal) },
    ]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it.each(['initiative', 'activity', 'milestone'])('with the code of an %s is refused', async (kind) => {
    const given = { initiative: givenInitiative, activity: givenActivity, milestone: givenMilestone }[kind]!;
    const holder = await given(app);
    const before = await app.countRows(tables);
    const { status, body } = await app.post('/initiatives', anInitiative({ code: holder.code }));
    expect([status, body.code]).toEqual([409, 'plan-code-taken']);
    expect(body.detail).toContain(`${kind} already, ${holder.id}`);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('with one code twice at the same moment gives it to one', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => app.post('/initiatives', anInitiative({ code: 'TWICE' }))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });

  it('is for one’s own unit, unless the role is for all', async () => {
    const other = await app.post('/initiatives', anInitiative({ owningUnit: 'BR' }), { as: editor });
    expect([other.status, other.body.code]).toEqual([403, 'access-other-unit']);
    const own = await app.post('/initiatives', anInitiative(), { as: editor });
    expect([own.status, own.body.owningUnit]).toEqual([201, 'BDT']);
    const { status, body } = await app.post('/initiatives', anInitiative(), { as: viewer });
    expect([status, body.code]).toEqual([403, 'access-permission-missing']);
  });
});

describe('revising an initiative', () => {
  it('needs the version that was seen, and changes what differs', async () => {
    const { id } = await givenInitiative(app);
    const revised = await app.patch(`/initiatives/${id}`, { title: inEnglish('Another'), focalPoint: 'subject-7' }, 1);
    expect(revised.body).toMatchObject({ version: 2, title: inEnglish('Another'), focalPoint: 'subject-7' });
    const late = await app.patch(`/initiatives/${id}`, { focalPoint: null }, 1);
    expect([late.status, late.body.code]).toEqual([412, 'initiative-outdated']);
    expect((await app.send('PATCH', `/initiatives/${id}`, { body: {} })).status).toBe(428);
    const same = await app.patch(`/initiatives/${id}`, { focalPoint: 'subject-7' }, 2);
    expect(same.body.version).toBe(2);
    const history = await app.get(`/initiatives/${id}/history`, { as: viewer });
    expect(history.body.items[0].changes).toMatchObject({ title: { to: inEnglish('Another') }, focalPoint: {} });
    expect(history.text).not.toContain('subject-7');
    const code = await app.patch(`/initiatives/${id}`, { code: 'NEW' }, 2);
    expect([code.status, code.body.errors[0].pointer]).toEqual([400, '/code']);
  });

  it('to another unit is for those who answer for both', async () => {
    const { id } = await givenInitiative(app, { owningUnit: 'BDT' });
    const given = await app.patch(`/initiatives/${id}`, { owningUnit: 'BR' }, 1, { as: editor });
    expect([given.status, given.body.code]).toEqual([403, 'access-other-unit']);
    const taken = await app.patch(`/initiatives/${id}`, { owningUnit: 'BR' }, 1, { as: otherEditor });
    expect([taken.status, taken.body.code]).toEqual([403, 'access-other-unit']);
    expect(await app.row('initiative', id)).toMatchObject({ owning_unit: 'BDT', version: 1 });
    const moved = await app.patch(`/initiatives/${id}`, { owningUnit: 'BR' }, 1, { as: coordinator });
    expect([moved.status, moved.body.owningUnit]).toEqual([200, 'BR']);
  });

  it('does not look for what it pointed at before, and refuses what is new and not there', async () => {
    const { id: recommendation } = await givenRecommendation(app);
    const { id } = await givenInitiative(app, { recommendationIds: [recommendation] });
    const refused = await app.patch(`/initiatives/${id}`, { recommendationIds: [recommendation, newId()] }, 1);
    expect([refused.status, refused.body.errors.length]).toEqual([400, 1]);
    expect((await app.patch(`/initiatives/${id}`, { recommendationIds: null }, 1)).body.recommendationIds).toEqual([]);
  });
});

describe('an initiative’s life', () => {
  it('is announced when it starts and when it is completed', async () => {
    const { id } = await givenInitiative(app);
    expect((await start(id)).body).toMatchObject({ state: 'in-progress', startedOn: '2027-02-01', version: 2 });
    const { data } = await expectAnnounced(app.database, initiativeStartedV1, id);
    expect(data).toMatchObject({ initiativeId: id, startedOn: '2027-02-01', version: 2 });
    expect((await complete(id)).body).toMatchObject({ state: 'completed', completedOn: '2027-02-26' });
    const end = await expectAnnounced(app.database, initiativeCompletedV1, id);
    expect(end.data).toMatchObject({ completedOn: '2027-02-26', version: 3 });
    expect(await announcements(app.database, id)).toHaveLength(2);
  });

  it('is refused on a day that has not come', async () => {
    const { id } = await givenInitiative(app);
    const { status, body } = await start(id, '2027-03-02');
    expect([status, body.code]).toEqual([400, 'initiative-day-in-future']);
    expect((await start(id, '2027-02-30')).body.errors).toMatchObject([{ pointer: '/on' }]);
    expect(await app.row('initiative', id)).toMatchObject({ state: 'planned', version: 1 });
  });

  it('does not end while something in it is open, and says what', async () => {
    const { id } = await givenInitiative(app);
    await start(id);
    const activity = await givenActivity(app, { initiativeId: id });
    const milestone = await givenMilestone(app, { activityId: activity.id });
    const both = await complete(id);
    expect([both.status, both.body.code]).toEqual([409, 'initiative-not-done']);
    expect(both.body.detail).toContain(`activity ${activity.code}, milestone ${milestone.code}`);
    await app.post(`/activities/${activity.id}/start`, { on: '2027-02-01' }, { ifMatch: '*' });
    await app.post(`/activities/${activity.id}/completion`, { on: '2027-02-10' }, { ifMatch: '*' });
    expect((await complete(id)).body.detail).toContain(`open: milestone ${milestone.code}.`);
    await givenConfirmedEvidence(app, milestone.id, { ...editor, unit: 'GS' });
    await app.post(`/milestones/${milestone.id}/reaching`, { on: '2027-02-12' }, { ifMatch: '*' });
    expect((await complete(id)).status).toBe(200);
  });

  it('takes with it what is open in it when it is cancelled', async () => {
    const { id, code } = await givenInitiative(app);
    const [done, open] = [
      await givenActivity(app, { initiativeId: id }),
      await givenActivity(app, { initiativeId: id }),
    ];
    await app.post(`/activities/${done.id}/start`, { on: '2027-02-01' }, { ifMatch: '*' });
    await app.post(`/activities/${done.id}/completion`, { on: '2027-02-10' }, { ifMatch: '*' });
    const milestone = await givenMilestone(app, { activityId: open.id });
    expect((await cancel(`/initiatives/${id}`)).body).toMatchObject({ state: 'cancelled', version: 2 });
    expect(await app.row('activity', done.id)).toMatchObject({ state: 'completed' });
    for (const path of [`/activities/${open.id}`, `/milestones/${milestone.id}`]) {
      expect((await app.get(path, { as: viewer })).body.state).toBe('cancelled');
      const changes = { reason: { to: 'No longer asked for' }, cancelledWith: { to: code } };
      expect(await historyOf(path)).toMatchObject([{ action: 'cancelled', changes }, { action: 'planned' }]);
    }
    expect(await app.database.dataSource.query('SELECT FROM due_work WHERE subject_id = $1', [milestone.id])).toEqual(
      [],
    );
  });

  it('takes with it nothing that another unit answers for', async () => {
    const { id } = await givenInitiative(app, { owningUnit: 'BDT' });
    const theirs = await givenActivity(app, { initiativeId: id, owningUnit: 'BR' });
    const own = await givenActivity(app, { initiativeId: id, owningUnit: 'BDT' });
    const before = await app.countRows(tables);
    const { status, body } = await cancel(`/initiatives/${id}`, { as: editor });
    expect([status, body.code]).toEqual([403, 'access-other-unit']);
    expect(await app.countRows(tables)).toEqual(before);
    for (const activity of [theirs, own]) {
      expect(await app.row('activity', activity.id)).toMatchObject({ state: 'planned' });
    }
  });
});

describe('reading initiatives', () => {
  it('needs a token, and filters by unit, state and code', async () => {
    const { id, code } = await givenInitiative(app, { owningUnit: 'TSB' });
    expect((await app.get(`/initiatives/${id}`)).status).toBe(401);
    expect((await app.get(`/initiatives/${newId()}`, { as: viewer })).body.code).toBe('initiative-not-found');
    const one = await app.get('/initiatives?unit=TSB&state=planned', { as: viewer });
    expect(one.body.items).toMatchObject([{ id }]);
    expect((await app.get(`/initiatives?code=${code}`, { as: viewer })).body.items).toMatchObject([{ id }]);
    expect((await app.get('/initiatives?unit=TSB&state=completed', { as: viewer })).body.items).toEqual([]);
    expect((await app.get('/initiatives?state=lost', { as: viewer })).status).toBe(400);
  });

  it('goes page by page, each item once, in its language', async () => {
    const title = { original: 'en', text: { en: 'Two', fr: 'Deux' } };
    const given = [1, 2, 3].map(() => givenInitiative(app, { owningUnit: 'PAGED', title }));
    const expected = (await Promise.all(given)).map(({ id }) => id);
    const seen: string[] = [];
    for (let path: string | null = '/initiatives?unit=PAGED&limit=2'; path !== null;) {
      const { body } = await app.get(path, { as: viewer, headers: { 'accept-language': 'fr' } });
      seen.push(...body.items.map(({ id, title }: { id: string; title: string }) => `${id} ${title}`));
      path = body.next;
    }
    expect(seen.toSorted()).toEqual(expected.map((id) => `${id} Deux`).toSorted());
    const other = await app.get('/initiatives?unit=PAGED&limit=2', { as: viewer });
    const moved = other.body.next.replace('PAGED', 'TSB');
    expect((await app.get(moved, { as: viewer })).body.code).toBe('cursor-invalid');
  });
});
