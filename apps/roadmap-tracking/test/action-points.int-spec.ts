import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { bootRoadmap, coordinator, editor, otherEditor, viewer } from './support/roadmap-app.js';
import { anActionPoint, givenActionPoint, givenMeeting, givenTaskForce } from './support/task-force.js';

const tables = ['action_point', 'history_entry', 'outbox_message', 'due_work'];
const nobody = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01';
/** Named in action points: they need no role but reading. */
const verifier = { subject: 'verifier-1', unit: 'TSB', roles: ['viewer'] };
const owner = { subject: 'owner-1', unit: 'BDT', roles: ['editor'] };
let app: ServiceApp;
let taskForce: string;

beforeAll(async () => {
  app = await bootRoadmap();
  taskForce = (await givenTaskForce(app)).id;
});
beforeEach(() => app.setDay('2027-03-01'));
afterAll(() => app.close());

const read = async (id: string) => (await app.get(`/action-points/${id}`, { as: viewer })).body;
const done = (id: string, version = 1, as = owner) =>
  app.post(`/action-points/${id}/completion`, {}, { ifMatch: version, as });
const verified = (id: string, version = 2, as = verifier) =>
  app.post(`/action-points/${id}/verification`, {}, { ifMatch: version, as });

async function expectRefused(send: () => ReturnType<ServiceApp['post']>, status: number, code: string) {
  const before = await app.countRows(tables);
  const answer = await send();
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(await app.countRows(tables)).toEqual(before);
}

describe('an action point', () => {
  it('is agreed once, for a unit, with somebody who does it and somebody else who looks', async () => {
    const { id: meetingId } = await givenMeeting(app, taskForce);
    const [body, headers] = [anActionPoint(taskForce, { meetingId }), { 'idempotency-key': 'agree' }];
    const first = await app.post('/action-points', body, { headers, as: editor });
    const again = await app.post('/action-points', body, { headers, as: editor });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(first.body).toMatchObject({ ...body, state: 'open', decisionId: null, version: 1 });
    expect((await app.get(first.headers.location!, { as: viewer })).status).toBe(200);
  });

  it.each([
    ['whose verifier is its owner', { verifier: 'owner-1' }, 'action-point-verifier-is-owner'],
    ['that was due yesterday', { dueOn: '2027-02-28' }, 'action-point-due-in-past'],
    ['of a task force that is none', { taskForceId: nobody }, 'action-point-origin-unknown'],
    ['of a meeting that is none', { meetingId: nobody }, 'action-point-origin-unknown'],
    ['of a decision that is none', { decisionId: nobody }, 'action-point-origin-unknown'],
    ['of somebody with a name', { owner: 'A Person' }, 'request-invalid'],
  ])('%s is refused, and nothing is changed', async (_, about, code) => {
    await expectRefused(() => app.post('/action-points', anActionPoint(taskForce, about)), 400, code);
  });

  it('is done by its unit, then verified by the verifier, of whatever unit', async () => {
    const { id } = await givenActionPoint(app, taskForce);
    app.setDay('2027-03-05');
    expect((await done(id)).body).toMatchObject({ state: 'done', doneOn: '2027-03-05', version: 2 });
    app.setDay('2027-03-06');
    expect((await verified(id)).body).toMatchObject({ state: 'verified', verifiedOn: '2027-03-06', version: 3 });
    const { body } = await app.get(`/action-points/${id}/history`, { as: viewer });
    expect(body.items.map(({ action }: { action: string }) => action)).toEqual(['verified', 'done', 'agreed']);
  });

  it('is verified by nobody else, whatever their role, and only when it is done', async () => {
    const { id } = await givenActionPoint(app, taskForce);
    await expectRefused(() => verified(id, 1), 409, 'action-point-wrong-state');
    await done(id);
    for (const other of [owner, coordinator, { ...verifier, subject: 'verifier-2' }] as (typeof verifier)[])
      await expectRefused(() => verified(id, 2, other), 403, 'action-point-not-verifier');
    await expectRefused(() => verified(id, 1), 412, 'action-point-outdated');
  });

  it('is done by its own unit or the secretariat, not by another unit', async () => {
    const { id } = await givenActionPoint(app, taskForce);
    await expectRefused(() => done(id, 1, otherEditor as typeof owner), 403, 'access-other-unit');
    await expectRefused(() => done(id, 1, viewer as typeof owner), 403, 'access-permission-missing');
    const foreign = anActionPoint(taskForce, { owningUnit: 'TSB' });
    await expectRefused(() => app.post('/action-points', foreign, { as: editor }), 403, 'access-other-unit');
    await expectRefused(
      () => app.patch(`/action-points/${id}`, { owningUnit: 'TSB' }, 1, { as: editor }),
      403,
      'access-other-unit',
    );
    expect((await done(id, 1, coordinator as typeof owner)).status).toBe(200);
  });

  it('is reopened by the verifier, with a reason', async () => {
    const { id } = await givenActionPoint(app, taskForce);
    await done(id);
    const reopen = (body: object, version: number, as = verifier) =>
      app.post(`/action-points/${id}/reopening`, body, { ifMatch: version, as });
    await expectRefused(() => reopen({}, 2), 400, 'request-invalid');
    await expectRefused(() => reopen({ reason: 'Mine' }, 2, owner), 403, 'action-point-not-verifier');
    const reopened = await reopen({ reason: 'The list is not complete' }, 2);
    expect(reopened.body).toMatchObject({ state: 'open', doneOn: null, version: 3 });
    const { body } = await app.get(`/action-points/${id}/history`, { as: viewer });
    expect(body.items[0]).toMatchObject({
      action: 'reopened',
      changes: { reason: { to: 'The list is not complete' } },
    });
    await done(id, 3);
    await verified(id, 4);
    app.setDay('2027-03-11');
    expect((await reopen({ reason: 'It was undone' }, 5)).body).toMatchObject({ state: 'overdue', verifiedOn: null });
  });

  it('is overdue from the day after its last one, once, and by the clock', async () => {
    const { id } = await givenActionPoint(app, taskForce, { dueOn: '2027-03-10' });
    app.setDay('2027-03-10');
    await app.runDueWork();
    expect(await read(id)).toMatchObject({ state: 'open' });
    app.setDay('2027-03-11');
    await app.runDueWork();
    await app.runDueWork();
    expect(await read(id)).toMatchObject({ state: 'overdue', version: 2 });
    const { body } = await app.get(`/action-points/${id}/history`, { as: viewer });
    expect(body.items[0]).toMatchObject({ action: 'overdue', actor: { subject: 'clock' } });
    expect((await done(id, 2)).body).toMatchObject({ state: 'done' });
  });

  it('that is done in time, or cancelled, is never overdue', async () => {
    const [one, other] = [await givenActionPoint(app, taskForce), await givenActionPoint(app, taskForce)];
    await done(one.id);
    const cancelled = await app.post(
      `/action-points/${other.id}/cancellation`,
      { reason: 'Not needed' },
      { ifMatch: 1, as: owner },
    );
    expect(cancelled.body).toMatchObject({ state: 'cancelled', version: 2 });
    app.setDay('2027-06-01');
    await app.runDueWork();
    expect([(await read(one.id)).state, (await read(other.id)).state]).toEqual(['done', 'cancelled']);
    await expectRefused(() => done(other.id, 2), 409, 'action-point-wrong-state');
  });

  it('that is given more time is open again, and overdue after the new day', async () => {
    const { id } = await givenActionPoint(app, taskForce);
    app.setDay('2027-03-20');
    await app.runDueWork();
    const revise = (body: object, version: number) => app.patch(`/action-points/${id}`, body, version, { as: owner });
    await expectRefused(() => revise({ dueOn: '2027-03-19' }, 2), 400, 'action-point-due-in-past');
    await expectRefused(() => revise({ verifier: 'owner-1' }, 2), 400, 'action-point-verifier-is-owner');
    expect((await revise({ dueOn: '2027-03-25' }, 2)).body).toMatchObject({ state: 'open', version: 3 });
    const before = await app.countRows(tables);
    expect((await revise({ dueOn: '2027-03-25' }, 3)).body.version).toBe(3);
    expect(await app.countRows(tables)).toEqual(before);
    app.setDay('2027-03-26');
    await app.runDueWork();
    expect((await read(id)).state).toBe('overdue');
  });

  it('changes hands without saying in the history who it was', async () => {
    const { id } = await givenActionPoint(app, taskForce, { owner: 'first-owner' });
    const revised = await app.patch(`/action-points/${id}`, { owner: 'second-owner' }, 1, { as: owner });
    expect(revised.body).toMatchObject({ owner: 'second-owner', state: 'open', version: 2 });
    const { body } = await app.get(`/action-points/${id}/history`, { as: viewer });
    expect(body.items[0]).toMatchObject({ action: 'revised', changes: { owner: {} } });
    expect(JSON.stringify(body)).not.toMatch(/first-owner|second-owner/);
  });

  it('is listed page by page, by unit, state and task force', async () => {
    const { id: own } = await givenTaskForce(app);
    const ids = [];
    for (let n = 0; n < 3; n += 1) ids.push((await givenActionPoint(app, own, { owningUnit: 'BR' })).id);
    await givenActionPoint(app, own);
    const seen: string[] = [];
    const first = `/action-points?unit=BR&state=open&taskForce=${own}&limit=2`;
    for (let path: string | null = first; path !== null;) {
      const { body }: { body: { items: { id: string }[]; next: string | null } } = await app.get(path, { as: viewer });
      seen.push(...body.items.map((item) => item.id));
      path = body.next;
    }
    expect(seen).toEqual(ids);
    expect((await app.get('/action-points?state=lost', { as: viewer })).status).toBe(400);
    expect((await app.get('/action-points')).status).toBe(401);
    const unknown = await app.get(`/action-points/${nobody}`, { as: viewer });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'action-point-not-found']);
  });
});
