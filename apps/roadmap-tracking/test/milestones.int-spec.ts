import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  milestoneForecastChangedV1,
  milestoneMissedV1,
  milestonePlannedV1,
  milestoneReachedV1,
} from '@capdev/contracts/roadmap';
import { announcements, expectAnnounced } from '@capdev/messaging/testing';
import { newId } from '@capdev/persistence';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './support/builders.js';
import { confirm, givenConfirmedEvidence, givenEvidence } from './support/evidence.js';
import { aMilestone, givenActivity, givenInitiative, givenMilestone } from './support/plan.js';
import { bootRoadmap, editor, viewer } from './support/roadmap-app.js';

const tables = ['milestone', 'plan_code', 'history_entry', 'outbox_message', 'due_work'];
const bdt = { owningUnit: 'BDT' };
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
beforeEach(async () => {
  app.setDay('2027-02-01');
  await app.runDueWork();
});
afterAll(() => app.close());

const reach = (id: string, on = '2027-02-01') => app.post(`/milestones/${id}/reaching`, { on }, { ifMatch: '*' });
const typesOf = async (id: string) => (await announcements(app.database, id)).map(({ type }) => type.split('.')[4]);
const stateOf = async (id: string) => (await app.row('milestone', id))?.state;

describe('planning a milestone', () => {
  it('in an activity or an initiative is announced', async () => {
    const activity = await givenActivity(app);
    const { status, body } = await app.post('/milestones', aMilestone({ activityId: activity.id, ...bdt }));
    expect(status).toBe(201);
    const { initiativeId } = (await app.get(`/activities/${activity.id}`, { as: viewer })).body;
    expect(body).toMatchObject({ activityId: activity.id, initiativeId, state: 'planned', version: 1 });
    const { data } = await expectAnnounced(app.database, milestonePlannedV1, body.id);
    expect(data).toMatchObject({ milestoneId: body.id, activityId: activity.id, initiativeId, owningUnit: 'BDT' });
    const other = await givenMilestone(app, { initiativeId });
    const list = await app.get(`/milestones?initiative=${initiativeId}`, { as: viewer });
    expect(list.body.items).toMatchObject([{ id: body.id }, { id: other.id, activityId: null }]);
    const closing = await app.get(`/milestones?activity=${activity.id}`, { as: viewer });
    expect(closing.body.items).toMatchObject([{ id: body.id }]);
  });

  it.each([
    ['without what it belongs to', () => ({}), 'milestone-parent-unclear'],
    ['in both', () => ({ initiativeId: newId(), activityId: newId() }), 'milestone-parent-unclear'],
    ['in an initiative that is not there', () => ({ initiativeId: newId() }), 'milestone-parent-unknown'],
    ['in an activity that is not there', () => ({ activityId: newId() }), 'milestone-parent-unknown'],
    ['on a day that does not exist', () => ({ initiativeId: newId(), plannedOn: '2027-13-01' }), 'request-invalid'],
  ])('%s is refused, and changes nothing', async (_, about, code) => {
    const before = await app.countRows(tables);
    const { status, body } = await app.post('/milestones', aMilestone(about()));
    expect([status, body.code]).toEqual([400, code]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('in an activity that is over is refused', async () => {
    const { id: activityId } = await givenActivity(app);
    await app.post(`/activities/${activityId}/cancellation`, { reason: 'Not needed' }, { ifMatch: '*' });
    const { status, body } = await app.post('/milestones', aMilestone({ activityId }));
    expect([status, body.code]).toEqual([409, 'milestone-parent-over']);
  });
});

describe('a milestone’s day', () => {
  it('passes at midnight UTC without it, and is announced, by nobody', async () => {
    const { id } = await givenMilestone(app, { plannedOn: '2027-02-10' });
    app.setDay('2027-02-10');
    await app.runDueWork();
    expect(await stateOf(id)).toBe('planned');
    app.setDay('2027-02-11');
    await app.runDueWork();
    expect(await stateOf(id)).toBe('missed');
    const { data } = await expectAnnounced(app.database, milestoneMissedV1, id);
    expect(data).toMatchObject({ missedOn: '2027-02-10', state: 'missed', version: 2 });
    const [last] = (await app.get(`/milestones/${id}/history`, { as: viewer })).body.items;
    expect(last).toMatchObject({ action: 'missed', actor: { subject: 'clock' }, version: 2 });
  });

  it('is that of the forecast, and a later one is waited for', async () => {
    const { id } = await givenMilestone(app, { plannedOn: '2027-02-10' });
    await app.patch(`/milestones/${id}`, { forecastOn: '2027-02-20' }, 1);
    app.setDay('2027-02-20');
    await app.runDueWork();
    expect(await stateOf(id)).toBe('planned');
    app.setDay('2027-02-21');
    await app.runDueWork();
    expect(await typesOf(id)).toEqual(['planned', 'forecast-changed', 'missed']);
  });

  it('that is missed is planned again by a day that is still to come, and missed again', async () => {
    const { id } = await givenMilestone(app, { plannedOn: '2027-02-10' });
    app.setDay('2027-02-11');
    await app.runDueWork();
    const past = await app.patch(`/milestones/${id}`, { deadline: '2027-12-31' }, 2);
    expect(past.body.state).toBe('missed');
    const again = await app.patch(`/milestones/${id}`, { plannedOn: '2027-02-11' }, 3);
    expect(again.body).toMatchObject({ state: 'planned', version: 4 });
    app.setDay('2027-02-12');
    await app.runDueWork();
    expect(await typesOf(id)).toEqual(['planned', 'missed', 'planned', 'missed']);
  });

  it('in a plan of former years is missed as soon as somebody looks', async () => {
    const { id } = await givenMilestone(app, { plannedOn: '2023-09-29' });
    expect(await stateOf(id)).toBe('planned');
    await app.runDueWork();
    expect(await stateOf(id)).toBe('missed');
  });

  it('matters no more once it is reached or cancelled', async () => {
    const [reached, cancelled] = [await givenMilestone(app, bdt), await givenMilestone(app)];
    await givenConfirmedEvidence(app, reached.id);
    expect((await reach(reached.id)).status).toBe(200);
    await app.post(`/milestones/${cancelled.id}/cancellation`, { reason: 'Not needed' }, { ifMatch: '*' });
    app.setDay('2028-01-01');
    await app.runDueWork();
    expect([await stateOf(reached.id), await stateOf(cancelled.id)]).toEqual(['reached', 'cancelled']);
    const waiting = await app.database.dataSource.query('SELECT FROM due_work WHERE subject_id = ANY ($1)', [
      [reached.id, cancelled.id],
    ]);
    expect(waiting).toEqual([]);
  });
});

describe('reaching a milestone', () => {
  it('needs evidence that somebody has confirmed', async () => {
    const { id, code } = await givenMilestone(app, bdt);
    const evidence = await givenEvidence(app, id);
    const before = await app.countRows(tables);
    const { status, body } = await reach(id);
    expect([status, body.code]).toEqual([409, 'milestone-without-evidence']);
    expect(body.detail).toContain(`Milestone ${code} has no confirmed evidence`);
    expect(await app.countRows(tables)).toEqual(before);
    expect((await confirm(app, evidence.id, { as: editor })).status).toBe(200);
    expect((await reach(id)).body).toMatchObject({ state: 'reached', reachedOn: '2027-02-01' });
    const { data } = await expectAnnounced(app.database, milestoneReachedV1, id);
    expect(data).toMatchObject({ evidence: ['link'], reachedOn: '2027-02-01', state: 'reached' });
    const again = await reach(id);
    expect([again.status, again.body.code]).toEqual([409, 'milestone-reached']);
  });

  it('on a day that has not come is refused', async () => {
    const { id } = await givenMilestone(app, bdt);
    await givenConfirmedEvidence(app, id);
    const { status, body } = await reach(id, '2027-02-02');
    expect([status, body.code, await stateOf(id)]).toEqual([400, 'milestone-day-in-future', 'planned']);
  });
});

describe('revising a milestone', () => {
  it('is announced by what the public knew of it', async () => {
    const { id } = await givenMilestone(app, { plannedOn: '2027-03-01' });
    await app.patch(`/milestones/${id}`, { forecastOn: '2027-03-10' }, 1);
    const { data } = await expectAnnounced(app.database, milestoneForecastChangedV1, id);
    expect(data).toMatchObject({ forecastOn: '2027-03-10', previouslyExpectedOn: '2027-03-01', version: 2 });
    await app.patch(`/milestones/${id}`, { focalPoint: 'subject-7' }, 2);
    await app.patch(`/milestones/${id}`, { title: inEnglish('Another') }, 3);
    expect(await typesOf(id)).toEqual(['planned', 'forecast-changed', 'planned']);
  });

  it('does not move it to another parent', async () => {
    const { id } = await givenMilestone(app);
    const other = await givenInitiative(app);
    const { status, body } = await app.patch(`/milestones/${id}`, { initiativeId: other.id }, 1);
    expect([status, body.errors[0].pointer]).toEqual([400, '/initiativeId']);
  });
});
