import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@capdev/persistence';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { aDocument, aLink, confirm, givenConfirmedEvidence, givenEvidence } from './support/evidence.js';
import { plannedInitiative, plannedMilestone } from './support/planned.js';
import { givenAdopted, givenConstituted, givenDecision, givenMeeting } from './support/task-force.js';
import { bootRoadmap, coordinator, editor, otherEditor, viewer } from './support/roadmap-app.js';

const tables = ['evidence', 'history_entry', 'idempotency_record'];

let app: ServiceApp;
let initiative: string;
beforeAll(async () => {
  app = await bootRoadmap();
  app.setDay('2027-04-15');
  initiative = await plannedInitiative(app);
});
afterAll(() => app?.close());

const milestone = (about: object = {}): Promise<string> =>
  plannedMilestone(app, initiative, '2027-03-01', about as Record<string, unknown>);
const reached = () => milestone({ state: 'reached', reached_on: '2027-02-26' });
const revision = async () => (await app.database.dataSource.query('SELECT revision FROM plan_state'))[0].revision;
const withdraw = (id: string, sent: object = {}) =>
  app.post(`/evidence/${id}/withdrawal`, { reason: 'Superseded by the minutes.' }, { ifMatch: '*', ...sent });

describe('proposing evidence', () => {
  it('says what shows that a milestone is reached, and counts as a change of the plan', async () => {
    const id = await milestone();
    const before = await revision();
    const { status, body, headers } = await app.post(`/milestones/${id}/evidence`, aDocument());
    expect([status, headers.etag?.slice(0, 2)]).toEqual([201, '"1']);
    expect(body).toMatchObject({
      ...{ milestoneId: id, owningUnit: 'BDT', kind: 'document', state: 'proposed', version: 1 },
      ...{ symbol: expect.stringMatching(/^C23/), sha256: expect.stringMatching(/^0+/), url: null, event: null },
      ...{ proposedBy: 'coordinator-1', proposedByUnit: 'GS', reason: null },
    });
    expect(Number(await revision())).toBe(Number(before) + 1);
    expect((await app.get(`/evidence/${body.id}`, { as: viewer })).body).toEqual(body);
  });

  it('is done once by a request that is sent twice', async () => {
    const id = await milestone();
    const sent = { headers: { 'idempotency-key': newId() } };
    const body = aLink();
    const first = await app.post(`/milestones/${id}/evidence`, body, sent);
    const again = await app.post(`/milestones/${id}/evidence`, body, sent);
    expect(again.body).toEqual(first.body);
    expect((await app.get(`/milestones/${id}/evidence`, { as: viewer })).body.items).toHaveLength(1);
  });

  it('is for the unit of the milestone, or a role of every unit', async () => {
    const id = await milestone();
    const before = await app.countRows(tables);
    const { status, body } = await app.post(`/milestones/${id}/evidence`, aLink(), { as: otherEditor });
    expect([status, body.code]).toEqual([403, 'access-other-unit']);
    const reader = await app.post(`/milestones/${id}/evidence`, aLink(), { as: viewer });
    expect([reader.status, reader.body.code]).toEqual([403, 'access-permission-missing']);
    expect(await app.countRows(tables)).toEqual(before);
    expect((await app.post(`/milestones/${id}/evidence`, aLink(), { as: editor })).status).toBe(201);
  });

  it.each<[string, object, string]>([
    ['an event that nobody heard', aLink({ kind: 'event' }), '/kind'],
    ['a link that no browser follows', aLink({ url: 'javascript:alert(1)' }), '/url'],
    ['a link with a password', aLink({ url: 'https://me:secret@example.org/' }), '/url'],
    ['a hash that is too short', aDocument({ sha256: 'abc' }), '/sha256'],
    ['no title', aLink({ title: undefined }), '/title'],
    ['a control character', aLink({ title: 'a\u0000b' }), '/title'],
    ['a decision that is no identifier', { kind: 'decision', title: 'D', decisionId: '7' }, '/decisionId'],
    ['a document that nobody can find', aDocument({ symbol: null }), '/url'],
    ['a field that nobody knows', aLink({ state: 'confirmed' }), '/state'],
  ])('with %s is refused, and changes nothing', async (_, sent, pointer) => {
    const id = await milestone();
    const before = await app.countRows(tables);
    const { status, body } = await app.post(`/milestones/${id}/evidence`, sent);
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ pointer })]]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('of a milestone that is cancelled, or that nobody knows, is refused', async () => {
    const id = await milestone({ state: 'cancelled' });
    const before = await app.countRows(tables);
    const cancelled = await app.post(`/milestones/${id}/evidence`, aLink());
    expect([cancelled.status, cancelled.body.code]).toEqual([409, 'evidence-milestone-cancelled']);
    const unknown = await app.post(`/milestones/${newId()}/evidence`, aLink());
    expect([unknown.status, unknown.body.code]).toEqual([404, 'milestone-not-found']);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('twice for one milestone is refused, until it is rejected', async () => {
    const id = await milestone();
    const body = aDocument();
    const first = await app.post(`/milestones/${id}/evidence`, body);
    const second = await app.post(`/milestones/${id}/evidence`, body);
    expect([second.status, second.body.code]).toEqual([409, 'evidence-already-given']);
    expect(second.body.detail).toContain(first.body.id);
    expect((await app.post(`/milestones/${await milestone()}/evidence`, body)).status).toBe(201);
    await app.post(`/evidence/${first.body.id}/rejection`, { reason: 'A draft.' }, { ifMatch: 1 });
    expect((await app.post(`/milestones/${id}/evidence`, body)).status).toBe(201);
  });

  it('may be a decision once it is adopted', async () => {
    const taskForce = await givenConstituted(app);
    const meeting = await givenMeeting(app, taskForce.id);
    const proposed = await givenDecision(app, taskForce.id, meeting.id);
    const adopted = await givenAdopted(app, taskForce.id, meeting.id);
    const path = `/milestones/${await milestone()}/evidence`;
    const propose = (decisionId: string) => app.post(path, { kind: 'decision', title: 'It was decided', decisionId });
    const before = await app.countRows(tables);
    for (const decisionId of [proposed.id, newId()]) {
      const { status, body } = await propose(decisionId);
      expect([status, body.code]).toEqual([409, 'evidence-decision-not-adopted']);
    }
    expect(await app.countRows(tables)).toEqual(before);
    const { status, body } = await propose(adopted.id);
    expect([status, body.decisionId, body.state]).toEqual([201, adopted.id, 'proposed']);
  });

  it('of a reached milestone adds to what there is', async () => {
    const id = await reached();
    expect((await app.post(`/milestones/${id}/evidence`, aLink())).status).toBe(201);
  });
});

describe('confirming evidence', () => {
  it('is done by the unit that answers for the milestone', async () => {
    const { id } = await givenEvidence(app, await milestone());
    const refused = await confirm(app, id, { as: otherEditor });
    expect([refused.status, refused.body.code]).toEqual([403, 'access-other-unit']);
    const { status, body } = await confirm(app, id, { ifMatch: 1 });
    expect([status, body.state, body.version]).toEqual([200, 'confirmed', 2]);
    const history = await app.get(`/evidence/${id}/history`, { as: editor });
    expect(history.body.items).toMatchObject([
      {
        action: 'confirmed',
        version: 2,
        actor: { subject: 'editor-1', unit: 'BDT' },
        changes: { state: { to: 'confirmed' } },
      },
      { action: 'proposed', version: 1, actor: { subject: 'coordinator-1', unit: 'GS' } },
    ]);
  });

  it('needs another pair of eyes than the proposer’s', async () => {
    const { id } = await givenEvidence(app, await milestone());
    const before = await app.countRows(tables);
    const { status, body } = await confirm(app, id, { as: coordinator });
    expect([status, body.code]).toEqual([403, 'evidence-own-proposal']);
    expect((await app.get(`/evidence/${id}`, { as: viewer })).body.state).toBe('proposed');
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('needs the version that was seen, and a milestone that stands', async () => {
    const id = await milestone();
    const evidence = await givenEvidence(app, id);
    const old = await confirm(app, evidence.id, { ifMatch: 7 });
    expect([old.status, old.body.code]).toEqual([412, 'evidence-outdated']);
    await app.database.dataSource.query(`UPDATE milestone SET state = 'cancelled' WHERE id = $1`, [id]);
    const late = await confirm(app, evidence.id);
    expect([late.status, late.body.code]).toEqual([409, 'evidence-milestone-cancelled']);
    expect((await withdraw(evidence.id)).status).toBe(200);
  });
});

describe('rejecting and withdrawing evidence', () => {
  it('say why, and are the end of it', async () => {
    const { id } = await givenEvidence(app, await milestone());
    const silent = await app.post(`/evidence/${id}/rejection`, {}, { as: editor, ifMatch: 1 });
    expect([silent.status, silent.body.errors]).toEqual([400, [expect.objectContaining({ pointer: '/reason' })]]);
    const rejected = await app.post(`/evidence/${id}/rejection`, { reason: 'A draft.' }, { as: editor, ifMatch: 1 });
    expect(rejected.body).toMatchObject({ state: 'rejected', reason: 'A draft.', version: 2 });
    const again = await confirm(app, id);
    expect([again.status, again.body.code]).toEqual([409, 'evidence-rejected']);
  });

  it('take the last confirmed evidence away from a milestone only while it is not reached', async () => {
    const id = await milestone();
    const first = await givenConfirmedEvidence(app, id);
    await app.database.dataSource.query(
      `UPDATE milestone SET state = 'reached', reached_on = '2027-02-26' WHERE id = $1`,
      [id],
    );
    await givenEvidence(app, id);
    const before = await app.countRows(tables);
    const refused = await withdraw(first.id);
    expect([refused.status, refused.body.code]).toEqual([409, 'evidence-last-of-reached']);
    expect(await app.countRows(tables)).toEqual(before);
    const second = await givenConfirmedEvidence(app, id);
    expect((await withdraw(first.id)).body.state).toBe('withdrawn');
    expect((await withdraw(second.id)).body.code).toBe('evidence-last-of-reached');
    const unreached = await givenConfirmedEvidence(app, await milestone());
    expect((await withdraw(unreached.id)).body).toMatchObject({ state: 'withdrawn', version: 3 });
  });

  it('at the same time leave one of two to a milestone that is reached', async () => {
    const id = await milestone();
    const both = [await givenConfirmedEvidence(app, id), await givenConfirmedEvidence(app, id)];
    await app.database.dataSource.query(
      `UPDATE milestone SET state = 'reached', reached_on = '2027-02-26' WHERE id = $1`,
      [id],
    );
    const answers = await Promise.all(both.map((evidence) => withdraw(evidence.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('are for the unit of the milestone', async () => {
    const { id } = await givenEvidence(app, await milestone());
    expect((await withdraw(id, { as: otherEditor })).body.code).toBe('access-other-unit');
    expect((await withdraw(id, { as: editor })).body.state).toBe('withdrawn');
  });
});

describe('reading evidence', () => {
  it('lists what waits for a unit, page by page', async () => {
    const unit = 'TSB';
    const own = await milestone({ owning_unit: unit });
    const waiting = [await givenEvidence(app, own), await givenEvidence(app, own), await givenEvidence(app, own)];
    const done = await givenConfirmedEvidence(app, own, { ...editor, unit });
    const seen: string[] = [];
    for (let path: string | null = `/evidence?state=proposed&unit=${unit}&limit=2`; path !== null;) {
      const { body }: { body: { items: { id: string; owningUnit: string }[]; next: string | null } } = await app.get(
        path,
        { as: otherEditor },
      );
      seen.push(...body.items.map(({ id }) => id));
      path = body.next;
    }
    expect(seen).toEqual(waiting.map(({ id }) => id));
    const ofMilestone = await app.get(`/milestones/${own}/evidence?state=confirmed,rejected`, { as: viewer });
    expect(ofMilestone.body.items.map(({ id }: { id: string }) => id)).toEqual([done.id]);
  });

  it('needs a role, a milestone that is there, and a question that makes sense', async () => {
    expect((await app.get('/evidence')).status).toBe(401);
    expect((await app.get(`/milestones/${newId()}/evidence`, { as: viewer })).body.code).toBe('milestone-not-found');
    expect((await app.get(`/evidence/${newId()}`, { as: viewer })).body.code).toBe('evidence-not-found');
    expect((await app.get('/evidence?state=lost', { as: viewer })).status).toBe(400);
    const page = await app.get('/evidence?limit=1', { as: viewer });
    const elsewhere = new URL(page.body.next as string, 'http://here').searchParams.get('after')!;
    const moved = await app.get(`/evidence?state=proposed&limit=1&after=${encodeURIComponent(elsewhere)}`, {
      as: viewer,
    });
    expect([moved.status, moved.body.code]).toEqual([400, 'cursor-invalid']);
  });
});
