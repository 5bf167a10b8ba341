import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { announcements } from '@capdev/messaging/testing';
import { newId } from '@capdev/persistence';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { anActivity, givenActivity, givenInitiative, givenMilestone } from './support/plan.js';
import { bootRoadmap, editor, viewer } from './support/roadmap-app.js';

const tables = ['activity', 'milestone', 'plan_code', 'history_entry', 'outbox_message'];
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
beforeEach(() => app.setDay('2027-03-01'));
afterAll(() => app.close());

const act = (id: string, what: string, body: object, sent: object = {}) =>
  app.post(`/activities/${id}/${what}`, body, { ifMatch: '*', ...sent });

describe('planning an activity', () => {
  it('makes it part of an initiative', async () => {
    const { id: initiativeId } = await givenInitiative(app);
    const days = { forecastFinish: '2027-03-12', deadline: '2027-12-31' };
    const { status, headers, body } = await app.post('/activities', anActivity({ initiativeId, ...days }));
    expect([status, headers.location]).toEqual([201, `/activities/${body.id}`]);
    expect(body).toMatchObject({ ...days, initiativeId, state: 'planned', progress: 0, actualStart: null, version: 1 });
    expect((await app.get(`/activities/${body.id}`, { as: viewer })).body).toMatchObject({ id: body.id, ...days });
    expect(await announcements(app.database, body.id)).toEqual([]);
  });

  it.each([
    ['a finish before its start', { plannedFinish: '2027-01-01' }, 'activity-days-impossible', '/plannedFinish'],
    ['a day that does not exist', { plannedStart: '2027-02-30' }, 'request-invalid', '/plannedStart'],
    ['no first day', { plannedStart: undefined }, 'request-invalid', '/plannedStart'],
    ['an initiative that is not there', { initiativeId: newId() }, 'activity-parent-unknown', '/initiativeId'],
  ])('with %s is refused, and changes nothing', async (_, about, code, pointer) => {
    const { id: initiativeId } = await givenInitiative(app);
    const before = await app.countRows(tables);
    const { status, body } = await app.post('/activities', anActivity({ initiativeId, ...about }));
    expect([status, body.code, body.errors[0].pointer]).toEqual([400, code, pointer]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it.each(['completed', 'cancelled'])('in an initiative that is %s is refused', async (state) => {
    const { id: initiativeId, code } = await givenInitiative(app);
    const ways = { completed: ['start', 'completion'], cancelled: ['cancellation'] }[state]!;
    for (const way of ways) {
      const body = way === 'cancellation' ? { reason: 'Not needed' } : { on: '2027-02-01' };
      await app.post(`/initiatives/${initiativeId}/${way}`, body, { ifMatch: '*' });
    }
    const before = await app.countRows(tables);
    const { status, body } = await app.post('/activities', anActivity({ initiativeId }));
    expect([status, body.code]).toEqual([409, 'activity-parent-over']);
    expect(body.detail).toContain(`Initiative ${code} is ${state}`);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('may be done by a unit in the initiative of another one', async () => {
    const { id: initiativeId } = await givenInitiative(app, { owningUnit: 'BR' });
    const { status, body } = await app.post('/activities', anActivity({ initiativeId }), { as: editor });
    expect([status, body.owningUnit]).toEqual([201, 'BDT']);
  });
});

describe('an activity’s life', () => {
  it('goes from its start to its completion, and its history tells it', async () => {
    const { id } = await givenActivity(app);
    expect((await act(id, 'start', { on: '2027-01-12' })).body).toMatchObject({ actualStart: '2027-01-12' });
    expect((await act(id, 'progress', { percent: 60 })).body).toMatchObject({ progress: 60, version: 3 });
    expect((await act(id, 'progress', { percent: 60 })).body.version).toBe(3);
    const done = await act(id, 'completion', { on: '2027-03-01' }, { ifMatch: 3 });
    expect(done.body).toMatchObject({ state: 'completed', actualFinish: '2027-03-01', progress: 100, version: 4 });
    const history = await app.get(`/activities/${id}/history`, { as: viewer });
    const actions = history.body.items.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(['completed', 'progressed', 'started', 'planned']);
  });

  it.each([
    ['start', { on: '2027-03-02' }, 400, 'activity-day-in-future'],
    ['completion', { on: '2027-02-01' }, 409, 'activity-planned'],
    ['progress', { percent: 10 }, 409, 'activity-planned'],
    ['progress', { percent: 100 }, 400, 'request-invalid'],
    ['progress', { percent: 1.5 }, 400, 'request-invalid'],
    ['cancellation', { reason: '' }, 400, 'request-invalid'],
  ])('%s with %j is refused before it has started, and changes nothing', async (what, sent, status, code) => {
    const { id } = await givenActivity(app);
    const before = await app.countRows(tables);
    const answer = await act(id, what, sent);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await app.countRows(tables)).toEqual(before);
    expect(await app.row('activity', id)).toMatchObject({ state: 'planned', version: 1 });
  });

  it('is not completed before its start', async () => {
    const { id } = await givenActivity(app);
    await act(id, 'start', { on: '2027-01-12' });
    const { status, body } = await act(id, 'completion', { on: '2027-01-11' });
    expect([status, body.code]).toEqual([400, 'activity-days-impossible']);
    expect(body.detail).toMatch(/2027-01-12.*2027-01-11/);
  });

  it('needs the version that was seen', async () => {
    const { id } = await givenActivity(app);
    expect((await act(id, 'start', { on: '2027-01-12' }, { ifMatch: undefined })).status).toBe(428);
    const { status, body } = await act(id, 'start', { on: '2027-01-12' }, { ifMatch: 7 });
    expect([status, body.code]).toEqual([412, 'activity-outdated']);
  });

  it('takes the milestones that close it with it when it is cancelled', async () => {
    const activity = await givenActivity(app);
    const milestone = await givenMilestone(app, { activityId: activity.id });
    expect((await act(activity.id, 'cancellation', { reason: 'Not needed' })).body.state).toBe('cancelled');
    expect(await app.row('milestone', milestone.id)).toMatchObject({ state: 'cancelled' });
    const again = await act(activity.id, 'start', { on: '2027-01-12' });
    expect([again.status, again.body.code]).toEqual([409, 'activity-cancelled']);
  });
});

describe('revising an activity', () => {
  it('is a merge patch, checked as a whole', async () => {
    const { id } = await givenActivity(app, { forecastStart: '2027-02-01', forecastFinish: '2027-03-05' });
    const refused = await app.patch(`/activities/${id}`, { forecastFinish: '2027-01-31' }, 1);
    expect([refused.status, refused.body.code]).toEqual([400, 'activity-days-impossible']);
    expect(refused.body.detail).toMatch(/2027-01-31.*2027-02-01/);
    const revised = await app.patch(`/activities/${id}`, { forecastStart: null, forecastFinish: '2027-01-31' }, 1);
    expect(revised.body).toMatchObject({ forecastStart: null, forecastFinish: '2027-01-31', version: 2 });
    const facts = await app.patch(`/activities/${id}`, { actualStart: '2027-02-01' }, 2);
    expect([facts.status, facts.body.errors[0].pointer]).toEqual([400, '/actualStart']);
  });
});

describe('reading activities', () => {
  it('filters by initiative, unit, state and code, page by page', async () => {
    const { id: initiativeId } = await givenInitiative(app);
    const given = [];
    for (const owningUnit of ['BDT', 'BDT', 'BR']) given.push(await givenActivity(app, { initiativeId, owningUnit }));
    const list = async (query: string) =>
      (await app.get(`/activities?initiative=${initiativeId}${query}`, { as: viewer })).body;
    expect((await list('')).items.map(({ id }: { id: string }) => id)).toEqual(given.map(({ id }) => id));
    expect((await list('&unit=BDT')).items).toHaveLength(2);
    expect((await list(`&code=${given[2]!.code}`)).items).toMatchObject([{ id: given[2]!.id }]);
    expect((await list('&state=completed')).items).toEqual([]);
    const first = await list('&unit=BDT&limit=1');
    expect(first.items).toMatchObject([{ id: given[0]!.id }]);
    const second = (await app.get(first.next, { as: viewer })).body;
    expect([second.items[0].id, second.next]).toEqual([given[1]!.id, null]);
  });
});
