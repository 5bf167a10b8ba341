import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decisionAdoptedV1, decisionSupersededV1 } from '@capdev/contracts/roadmap';
import { announcements, expectAnnounced } from '@capdev/messaging/testing';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './support/builders.js';
import { bootRoadmap, editor, viewer } from './support/roadmap-app.js';
import {
  aDecision,
  aMeeting,
  givenAdopted,
  givenConstituted,
  givenDecision,
  givenMeeting,
  givenTaskForce,
} from './support/task-force.js';

const tables = ['meeting', 'decision', 'history_entry', 'outbox_message', 'idempotency_record'];
const nobody = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01';
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
beforeEach(() => app.setDay('2027-03-01'));
afterAll(() => app.close());

const adopt = (id: string, version = 1) => app.post(`/decisions/${id}/adoption`, {}, { ifMatch: version });

/** A task force that can act, with a meeting that was held. */
async function given(about: object = {}): Promise<{ taskForce: string; meeting: string }> {
  const { id: taskForce } = await givenConstituted(app);
  return { taskForce, meeting: (await givenMeeting(app, taskForce, about)).id };
}

/** The change is refused with this code, and leaves no trace. */
async function expectRefused(send: () => ReturnType<ServiceApp['post']>, status: number, code: string) {
  const before = await app.countRows(tables);
  const answer = await send();
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(await app.countRows(tables)).toEqual(before);
  return answer.body;
}

describe('a meeting', () => {
  it('is recorded with its day, its minutes and who took part', async () => {
    const { id } = await givenTaskForce(app);
    const about = aMeeting({ minutes: 'https://example.org/minutes/1', units: ['BDT', 'GS'] });
    const { status, body, headers } = await app.post(`/task-forces/${id}/meetings`, about);
    expect([status, body]).toMatchObject([201, { ...about, taskForceId: id, version: 1 }]);
    expect((await app.get(headers.location!, { as: viewer })).body.id).toBe(body.id);
    expect((await app.get(`/meetings/${body.id}/history`, { as: viewer })).body.items).toMatchObject([
      { action: 'held' },
    ]);
  });

  it.each([
    ['was held tomorrow', { heldOn: '2027-03-02' }, 'meeting-day-ahead'],
    ['is planned for yesterday', { state: 'planned', heldOn: '2027-02-28' }, 'meeting-day-past'],
    ['has minutes nowhere', { minutes: 'javascript:alert(1)' }, 'request-invalid'],
  ])('that %s is refused', async (_, about, code) => {
    const { id } = await givenTaskForce(app);
    await expectRefused(() => app.post(`/task-forces/${id}/meetings`, aMeeting(about)), 400, code);
  });

  it('is planned, moved and held, by those who have seen it', async () => {
    const { id } = await givenTaskForce(app);
    const meeting = await givenMeeting(app, id, { state: 'planned', heldOn: '2027-03-20' });
    const change = (body: object, version: number) => app.patch(`/meetings/${meeting.id}`, body, version);
    expect((await change({ heldOn: '2027-03-10' }, 1)).body).toMatchObject({ heldOn: '2027-03-10', version: 2 });
    await expectRefused(() => change({ state: 'held' }, 1), 412, 'meeting-outdated');
    await expectRefused(() => change({ state: 'held' }, 2), 400, 'meeting-day-ahead');
    app.setDay('2027-03-10');
    expect((await change({ state: 'held', units: ['BR'] }, 2)).body).toMatchObject({ state: 'held', units: ['BR'] });
  });

  it('is listed by its day, page by page', async () => {
    const { id } = await givenTaskForce(app);
    for (const heldOn of ['2027-02-02', '2027-01-01', '2027-02-02']) await givenMeeting(app, id, { heldOn });
    const days: string[] = [];
    for (let path: string | null = `/task-forces/${id}/meetings?limit=1`; path !== null;) {
      const { body }: { body: { items: { heldOn: string }[]; next: string | null } } = await app.get(path, {
        as: viewer,
      });
      days.push(...body.items.map(({ heldOn }) => heldOn));
      path = body.next;
    }
    expect(days).toEqual(['2027-01-01', '2027-02-02', '2027-02-02']);
  });

  it('in which something was adopted keeps its day', async () => {
    const { taskForce, meeting } = await given();
    await givenAdopted(app, taskForce, meeting);
    await expectRefused(
      () => app.patch(`/meetings/${meeting}`, { heldOn: '2027-02-01' }, 1),
      409,
      'meeting-has-decisions',
    );
    expect((await app.patch(`/meetings/${meeting}`, { units: ['BDT'] }, 1)).status).toBe(200);
  });
});

describe('a decision', () => {
  it('is proposed once, without a number, and tells nobody', async () => {
    const { taskForce, meeting } = await given();
    const [body, headers] = [aDecision(meeting), { 'idempotency-key': 'propose' }];
    const first = await app.post(`/task-forces/${taskForce}/decisions`, body, { headers });
    const again = await app.post(`/task-forces/${taskForce}/decisions`, body, { headers });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(first.body).toMatchObject({ state: 'proposed', number: null, adoptedOn: null });
    expect(await announcements(app.database, first.body.id)).toEqual([]);
    expect((await app.get(first.headers.location!, { as: viewer })).body.id).toBe(first.body.id);
  });

  it('is adopted on the day of the meeting, with the next number, and announced without any person', async () => {
    const { taskForce, meeting } = await given({ heldOn: '2027-02-20' });
    const { id } = await givenDecision(app, taskForce, meeting);
    const { status, body } = await adopt(id);
    expect([status, body]).toMatchObject([200, { state: 'adopted', number: 1, adoptedOn: '2027-02-20', version: 2 }]);
    expect(await announcements(app.database, id)).toHaveLength(1);
    const { data } = await expectAnnounced(app.database, decisionAdoptedV1, id);
    const { title, text } = (await app.get(`/decisions/${id}?lang=*`, { as: viewer })).body;
    expect(data).toEqual({
      ...{ decisionId: id, taskForceId: taskForce, number: 1, title, text },
      ...{ adoptedOn: '2027-02-20', state: 'adopted', version: 2 },
    });
  });

  it('gets a number without gaps, also when many are adopted at once and some are refused', async () => {
    const { taskForce, meeting } = await given();
    const { id: planned } = await givenMeeting(app, taskForce, { state: 'planned', heldOn: '2027-04-01' });
    const proposed = [];
    for (let n = 0; n < 12; n += 1) proposed.push(await givenDecision(app, taskForce, n % 3 ? meeting : planned));
    const answers = await Promise.all(proposed.map(({ id }) => adopt(id)));
    const numbers = answers.flatMap(({ body }) => (typeof body.number === 'number' ? [body.number] : []));
    expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(answers.filter(({ body }) => body.code === 'decision-meeting-planned')).toHaveLength(4);
  });

  it('never changes once it is adopted', async () => {
    const { taskForce, meeting } = await given();
    const { id } = await givenAdopted(app, taskForce, meeting);
    for (const send of [
      () => app.patch(`/decisions/${id}`, { text: inEnglish('Something else') }, 2),
      () => app.patch(`/decisions/${id}`, {}, 2),
      () => adopt(id, 2),
    ])
      await expectRefused(send, 409, 'decision-already-adopted');
  });

  it('changes before that, by those who have seen it', async () => {
    const { taskForce, meeting } = await given();
    const { id } = await givenDecision(app, taskForce, meeting);
    const change = (body: object, version: number) => app.patch(`/decisions/${id}`, body, version);
    expect((await change({ text: inEnglish('Better') }, 1)).body).toMatchObject({ version: 2, state: 'proposed' });
    await expectRefused(() => change({ text: inEnglish('Late') }, 1), 412, 'decision-outdated');
    await expectRefused(() => adopt(id, 1), 412, 'decision-outdated');
    const before = await app.countRows(tables);
    expect((await change({ text: inEnglish('Better') }, 2)).body.version).toBe(2);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('is not adopted by a task force that was not constituted on the day of the meeting', async () => {
    const { taskForce, meeting } = await given({ heldOn: '2026-12-31' });
    const { id } = await givenDecision(app, taskForce, meeting);
    const refused = await expectRefused(() => adopt(id), 409, 'task-force-not-constituted');
    expect(refused.detail).toContain('nobody represented BDT, BR, TSB');
    expect((await app.row('decision', id))!.state).toBe('proposed');
  });

  it('is adopted in arrears for a day on which it was constituted, though it has lapsed since', async () => {
    const { taskForce, meeting } = await given({ heldOn: '2027-02-01' });
    const { body } = await app.get(`/task-forces/${taskForce}/members?unit=BR`, { as: viewer });
    await app.patch(`/task-forces/${taskForce}/members/${body.items[0].id}`, { endsOn: '2027-02-15' }, 1);
    const { id } = await givenDecision(app, taskForce, meeting);
    expect((await adopt(id)).status).toBe(200);
    const later = await givenMeeting(app, taskForce, { heldOn: '2027-02-16' });
    const { id: other } = await givenDecision(app, taskForce, later.id);
    const refused = await expectRefused(() => adopt(other), 409, 'task-force-not-constituted');
    expect(refused.detail).toContain('nobody represented BR');
  });

  it('takes the place of an earlier one, which is announced too', async () => {
    const { taskForce, meeting } = await given();
    const { id: earlier } = await givenAdopted(app, taskForce, meeting);
    const { id: later } = await givenAdopted(app, taskForce, meeting, { supersedesId: earlier });
    expect((await app.get(`/decisions/${earlier}`, { as: viewer })).body).toMatchObject({
      ...{ state: 'superseded', supersededById: later, supersededOn: '2027-03-01', number: 1, version: 3 },
    });
    const { data } = await expectAnnounced(app.database, decisionSupersededV1, earlier);
    expect(data).toMatchObject({ supersededById: later, supersededOn: '2027-03-01', state: 'superseded' });
    const propose = () =>
      app.post(`/task-forces/${taskForce}/decisions`, aDecision(meeting, { supersedesId: earlier }));
    const refused = await expectRefused(propose, 409, 'decision-not-in-force');
    expect(refused.detail).toContain(later);
  });

  it('takes the place of one that is in force when it is adopted, and no other', async () => {
    const { taskForce, meeting } = await given();
    const { id: earlier } = await givenAdopted(app, taskForce, meeting);
    const rivals = [
      await givenDecision(app, taskForce, meeting, { supersedesId: earlier }),
      await givenDecision(app, taskForce, meeting, { supersedesId: earlier }),
    ];
    const answers = await Promise.all(rivals.map(({ id }) => adopt(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('decision-not-in-force');
    const loser = rivals[answers.findIndex(({ status }) => status === 409)]!;
    expect((await app.row('decision', loser.id))!).toMatchObject({ state: 'proposed', number: null });
  });

  it('names only what can be superseded, and a meeting of the own task force', async () => {
    const [own, other] = [await given(), await given()];
    const foreign = await givenAdopted(app, other.taskForce, other.meeting);
    const proposed = await givenDecision(app, own.taskForce, own.meeting);
    const propose = (about: object) => () =>
      app.post(`/task-forces/${own.taskForce}/decisions`, aDecision(own.meeting, about));
    await expectRefused(propose({ supersedesId: nobody }), 400, 'decision-superseded-unknown');
    await expectRefused(propose({ supersedesId: foreign.id }), 400, 'decision-of-another-task-force');
    await expectRefused(propose({ supersedesId: proposed.id }), 409, 'decision-not-in-force');
    await expectRefused(propose({ meetingId: other.meeting }), 400, 'decision-meeting-unknown');
    const itself = () => app.patch(`/decisions/${proposed.id}`, { supersedesId: proposed.id }, 1);
    await expectRefused(itself, 400, 'decision-supersedes-itself');
    const early = await givenMeeting(app, own.taskForce, { heldOn: '2027-02-01' });
    const { id } = await givenAdopted(app, own.taskForce, own.meeting);
    const backwards = await givenDecision(app, own.taskForce, early.id, { supersedesId: id });
    await expectRefused(() => adopt(backwards.id), 409, 'decision-supersedes-later');
  });

  it('is never larger than its events can carry', async () => {
    const { taskForce, meeting } = await given();
    const languages = ['en', 'fr', 'es', 'ru', 'ar', 'zh', 'de', 'pt', 'it', 'nl', 'pl', 'sv'];
    const text = { original: 'en', text: Object.fromEntries(languages.map((code) => [code, '\u6f22'.repeat(5_000)])) };
    const propose = () => app.post(`/task-forces/${taskForce}/decisions`, aDecision(meeting, { text }));
    await expectRefused(propose, 400, 'decision-too-large');
  });

  it('is for coordinators to write, and for readers of the roadmap to find', async () => {
    const { taskForce, meeting } = await given();
    const { id } = await givenAdopted(app, taskForce, meeting);
    await givenDecision(app, taskForce, meeting);
    const { body } = await app.get(`/task-forces/${taskForce}/decisions?state=adopted`, { as: viewer });
    expect(body.items.map((item: { id: string }) => item.id)).toEqual([id]);
    const propose = () => app.post(`/task-forces/${taskForce}/decisions`, aDecision(meeting), { as: editor });
    await expectRefused(propose, 403, 'access-permission-missing');
    expect((await app.get(`/decisions/${id}`)).status).toBe(401);
    const { body: history } = await app.get(`/decisions/${id}/history`, { as: viewer });
    expect(history.items.map(({ action }: { action: string }) => action)).toEqual(['adopted', 'proposed']);
    const foreign = await app.get(`/task-forces/${nobody}/decisions/${id}`, { as: viewer });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'decision-not-found']);
  });
});
