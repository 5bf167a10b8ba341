import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  recommendationAcceptedV1,
  recommendationImplementedV1,
  recommendationRejectedV1,
} from '@capdev/contracts/roadmap';
import { announcements, expectAnnounced } from '@capdev/messaging/testing';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './support/builders.js';
import {
  accepted,
  aRecommendation,
  givenAccepted,
  givenRecommendation,
  givenSource,
} from './support/recommendations.js';
import { bootRoadmap, editor, otherEditor, viewer } from './support/roadmap-app.js';

const tables = [
  ...['recommendation', 'recommendation_step', 'concern', 'history_entry', 'outbox_message', 'idempotency_record'],
];
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
afterAll(() => app.close());

const decide = (id: string, about: object, ifMatch: number) =>
  app.post(`/recommendations/${id}/acceptance`, accepted(about), { ifMatch });
const follow = (id: string, about: object, ifMatch: number, as = editor) =>
  app.post(`/recommendations/${id}/implementation`, about, { ifMatch, as });

describe('entering a recommendation', () => {
  it('leaves a row and a history entry, and tells nobody', async () => {
    const { id: sourceId } = await givenSource(app);
    const title = inEnglish('<b>One</b> framework & "more"');
    const { status, headers, body } = await app.post('/recommendations', aRecommendation(sourceId, { title }));
    expect([status, headers.location]).toEqual([201, `/recommendations/${body.id}`]);
    const begins = { acceptance: 'under-consideration', acceptanceSince: null, implementation: 'not-started' };
    expect((await app.get(`/recommendations/${body.id}?lang=*`)).body).toMatchObject({ ...begins, title, version: 1 });
    expect(await announcements(app.database, body.id)).toEqual([]);
    const history = await app.get(`/recommendations/${body.id}/history`, { as: viewer });
    expect(history.body.items).toMatchObject([{ action: 'entered', version: 1, actor: { unit: 'GS' } }]);
  });

  it('happens once, however often the same request is sent', async () => {
    const { id: sourceId } = await givenSource(app);
    const [body, headers] = [aRecommendation(sourceId), { 'idempotency-key': 'the-same' }];
    const first = await app.post('/recommendations', body, { headers });
    const again = await app.post('/recommendations', body, { headers });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  });

  it('needs a reference that no other has', async () => {
    const { reference, sourceId } = await givenRecommendation(app);
    const { id } = await givenRecommendation(app);
    const before = await app.countRows(tables);
    const second = await app.post('/recommendations', aRecommendation(sourceId, { reference }));
    expect([second.status, second.body.code]).toEqual([409, 'recommendation-reference-taken']);
    const revised = await app.patch(`/recommendations/${id}`, { reference }, 1);
    expect([revised.status, revised.body.code]).toEqual([409, 'recommendation-reference-taken']);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it.each([
    ['without a source', { sourceId: undefined }, 'request-invalid', '/sourceId'],
    [
      'of a source that is not there',
      { sourceId: '00000000-0000-7000-8000-000000000000' },
      'recommendation-source-unknown',
      '/sourceId',
    ],
    ['with a reference of blanks', { reference: 'R A' }, 'request-invalid', '/reference'],
    ['of a unit that is none', { owningUnit: 'somebody@example.org' }, 'request-invalid', '/owningUnit'],
    ['with a state', { acceptance: 'accepted' }, 'request-invalid', '/acceptance'],
  ])('%s is refused, and changes nothing', async (_, about, code, pointer) => {
    const { id } = await givenSource(app);
    const before = await app.countRows(tables);
    const { status, body } = await app.post('/recommendations', { ...aRecommendation(id), ...about });
    expect([status, body.code]).toEqual([400, code]);
    expect(body.errors).toMatchObject([{ pointer }]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('and deciding on it are for the secretariat; units follow up their own', async () => {
    const { id } = await givenAccepted(app);
    const entered = await app.post('/recommendations', aRecommendation(id), { as: editor });
    expect([entered.status, entered.body.code]).toEqual([403, 'access-permission-missing']);
    const path = `/recommendations/${id}/acceptance`;
    expect((await app.post(path, accepted(), { as: editor, ifMatch: 2 })).status).toBe(403);
    const begun = { state: 'in-progress', since: '2022-05-01' };
    expect((await follow(id, begun, 2, otherEditor)).body.code).toBe('access-other-unit');
    expect((await follow(id, begun, 2)).body).toMatchObject({ implementation: 'in-progress', version: 3 });
  });
});

describe('deciding on a recommendation', () => {
  it('is announced, with the day from which it holds', async () => {
    const { id, sourceId } = await givenRecommendation(app, {
      sourceId: (await givenSource(app, { symbol: 'C21/99' })).id,
    });
    const { status, body } = await decide(id, {}, 1);
    expect([status, body.acceptance, body.acceptanceSince]).toEqual([200, 'accepted', '2022-03-21']);
    const { data } = await expectAnnounced(app.database, recommendationAcceptedV1, id);
    expect(data).toMatchObject({ sourceId, sourceSymbol: 'C21/99', acceptance: 'accepted', since: '2022-03-21' });
    await decide(id, { state: 'rejected', since: '2022-03-30', reason: 'It would cost too much' }, 2);
    await expectAnnounced(app.database, recommendationRejectedV1, id);
    expect(await announcements(app.database, id)).toHaveLength(2);
  });

  it.each([
    ['that says nothing new', { state: 'under-consideration', reason: 'Again' }, 409, 'recommendation-state-same'],
    ['that rejects without a reason', { state: 'rejected' }, 400, 'recommendation-reason-missing'],
    ['that accepts a part without a reason', { state: 'partially-accepted' }, 400, 'recommendation-reason-missing'],
    ['of a day before the source', { since: '2021-06-17' }, 400, 'recommendation-step-too-early'],
    ['of a day that is still to come', { since: '2190-01-01' }, 400, 'recommendation-step-too-late'],
    ['of a day that does not exist', { since: '2022-02-29' }, 400, 'request-invalid'],
    ['by a person', { decidedBy: 'Somebody With A Name' }, 400, 'request-invalid'],
    ['that nobody knows', { state: 'adopted' }, 400, 'request-invalid'],
  ])('in a step %s is refused, and changes nothing', async (_, about, status, code) => {
    const { id } = await givenRecommendation(app);
    const before = await app.countRows(tables);
    const answer = await decide(id, about, 1);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('needs the version that was seen', async () => {
    const { id } = await givenRecommendation(app);
    await decide(id, {}, 1);
    const late = await decide(id, { state: 'rejected', reason: 'No' }, 1);
    expect([late.status, late.body.code]).toEqual([412, 'recommendation-outdated']);
    expect((await app.post(`/recommendations/${id}/acceptance`, accepted())).status).toBe(428);
  });

  it('against it waits until it is known what became of the work', async () => {
    const { id } = await givenAccepted(app);
    await follow(id, { state: 'in-progress', since: '2022-05-01' }, 2);
    const rejection = { state: 'rejected', since: '2022-06-01', reason: 'It costs too much' };
    const refused = await decide(id, rejection, 3);
    expect([refused.status, refused.body.code]).toEqual([409, 'recommendation-being-implemented']);
    await follow(id, { state: 'overtaken-by-events', since: '2022-06-01', reason: 'Stopped after the pilot' }, 3);
    expect((await decide(id, rejection, 4)).body).toMatchObject({
      acceptance: 'rejected',
      implementation: 'overtaken-by-events',
    });
  });
});

describe('following up a recommendation', () => {
  it('is announced when it is done, and may be taken up again with a reason', async () => {
    const { id } = await givenAccepted(app);
    const done = await follow(id, { state: 'implemented', since: '2025-06-30' }, 2);
    expect(done.body).toMatchObject({ implementation: 'implemented', implementationSince: '2025-06-30' });
    await expectAnnounced(app.database, recommendationImplementedV1, id);
    const again = { state: 'in-progress', since: '2025-09-01' };
    expect((await follow(id, again, 3)).body.code).toBe('recommendation-reason-missing');
    expect((await follow(id, { ...again, reason: 'A part was forgotten' }, 3)).status).toBe(200);
    expect((await follow(id, { state: 'not-started', since: '2025-10-01' }, 4)).body.code).toBe(
      'recommendation-step-impossible',
    );
  });

  it('needs one that is accepted', async () => {
    const { id } = await givenRecommendation(app);
    const before = await app.countRows(tables);
    const answer = await follow(id, { state: 'in-progress', since: '2022-05-01' }, 1);
    expect([answer.status, answer.body.code]).toEqual([409, 'recommendation-not-accepted']);
    expect(await app.countRows(tables)).toEqual(before);
    expect((await follow(id, { state: 'overtaken-by-events', since: '2022-05-01' }, 1)).status).toBe(200);
  });
});

describe('reading recommendations', () => {
  it('shows both states as they were on a day', async () => {
    const { id } = await givenAccepted(app);
    await follow(id, { state: 'in-progress', since: '2022-05-01' }, 2);
    await follow(id, { state: 'implemented', since: '2025-06-30' }, 3);
    const on = async (day: string) => {
      const { body } = await app.get(`/recommendations/${id}?on=${day}`);
      return [body.acceptance, body.acceptanceSince, body.implementation, body.implementationSince];
    };
    expect(await on('2021-06-18')).toEqual(['under-consideration', null, 'not-started', null]);
    expect(await on('2022-03-20')).toEqual(['under-consideration', null, 'not-started', null]);
    expect(await on('2022-03-21')).toEqual(['accepted', '2022-03-21', 'not-started', null]);
    expect(await on('2025-06-29')).toEqual(['accepted', '2022-03-21', 'in-progress', '2022-05-01']);
    expect(await on('2025-06-30')).toEqual(['accepted', '2022-03-21', 'implemented', '2025-06-30']);
  });

  it.each([
    ['before its source', '2021-06-17', 'recommendation-not-yet'],
    ['that is still to come', '2190-01-01', 'recommendation-day-ahead'],
    ['that does not exist', '2021-13-01', 'request-invalid'],
  ])('on a day %s is refused', async (_, day, code) => {
    const { id } = await givenRecommendation(app);
    const { status, body } = await app.get(`/recommendations/${id}?on=${day}`);
    expect([status, body.code]).toEqual([400, code]);
  });

  it('shows the last of the steps of one day, as they were recorded', async () => {
    const { id } = await givenAccepted(app);
    await decide(id, { state: 'rejected', reason: 'No' }, 2);
    await decide(id, { state: 'partially-accepted', reason: 'In part' }, 3);
    expect((await app.get(`/recommendations/${id}?on=2022-03-21`)).body.acceptance).toBe('partially-accepted');
  });

  it('tells each history apart, in the order of its days, page by page', async () => {
    const { id } = await givenAccepted(app);
    await follow(id, { state: 'in-progress', since: '2022-05-01' }, 2);
    await follow(id, { state: 'overtaken-by-events', since: '2022-07-01', reason: 'The study was repeated' }, 3);
    await decide(id, { state: 'rejected', since: '2022-08-01', reason: 'Not any more' }, 4);
    const first = await app.get(`/recommendations/${id}/acceptance?limit=1`, { as: viewer });
    expect(first.body.items).toMatchObject([{ state: 'accepted', decidedBy: 'Council', reason: null }]);
    const second = await app.get(first.body.next, { as: viewer });
    expect(second.body).toMatchObject({
      items: [{ state: 'rejected', since: '2022-08-01', reason: 'Not any more' }],
      next: null,
    });
    const other = await app.get(`/recommendations/${id}/implementation`, { as: viewer });
    expect(other.body.items).toMatchObject([
      { state: 'in-progress', decidedBy: 'BDT' },
      { state: 'overtaken-by-events' },
    ]);
    const mixed = await app.get(first.body.next.replace('acceptance', 'implementation'), { as: viewer });
    expect(mixed.body.code).toBe('cursor-invalid');
    expect((await app.get(`/recommendations/${id}/acceptance`)).status).toBe(401);
  });

  it('lists them by source, states and unit', async () => {
    const { id: sourceId } = await givenSource(app);
    const open = await givenRecommendation(app, { sourceId, owningUnit: 'TSB' });
    const done = await givenAccepted(app, { sourceId });
    await follow(done.id, { state: 'implemented', since: '2025-06-30' }, 2);
    const ids = async (query: string) =>
      (await app.get(`/recommendations?sourceId=${sourceId}${query}`)).body.items.map(({ id }: { id: string }) => id);
    expect(new Set(await ids(''))).toEqual(new Set([open.id, done.id]));
    expect(await ids('&acceptance=accepted')).toEqual([done.id]);
    expect(await ids('&implementation=not-started')).toEqual([open.id]);
    expect(await ids('&owningUnit=TSB')).toEqual([open.id]);
    expect((await app.get('/recommendations?acceptance=perhaps')).status).toBe(400);
    const first = await app.get(`/recommendations?sourceId=${sourceId}&limit=1`);
    const second = await app.get(first.body.next);
    expect([...first.body.items, ...second.body.items]).toHaveLength(2);
    expect(second.body.next).toBeNull();
  });

  it('finds none that is not there', async () => {
    const nowhere = '/recommendations/00000000-0000-7000-8000-000000000000';
    expect((await app.get(nowhere)).body.code).toBe('recommendation-not-found');
    expect((await app.get(`${nowhere}/acceptance`, { as: viewer })).body.code).toBe('recommendation-not-found');
    expect((await app.get(`${nowhere}/concerns`, { as: viewer })).body.code).toBe('recommendation-not-found');
    expect((await app.get('/recommendations/R-A')).body.code).toBe('identifier-malformed');
  });
});

describe('a concern', () => {
  const aConcern = (about: object = {}): object => ({
    kind: 'cost',
    raisedBy: 'Council',
    raisedOn: '2021-07-01',
    text: inEnglish('Who pays?'),
    ...about,
  });
  const answer = (id: string, about: object = {}, ifMatch = 1, as = editor) =>
    app.post(
      `/concerns/${id}/answer`,
      { answeredOn: '2021-07-02', text: inEnglish('Nobody'), ...about },
      { ifMatch, as },
    );

  it('is raised, and answered once by the unit that follows the recommendation up', async () => {
    const { id: recommendation } = await givenRecommendation(app);
    const { status, body, headers } = await app.post(`/recommendations/${recommendation}/concerns`, aConcern());
    const { id, version } = body;
    expect((await app.get(String(headers['location']), { as: viewer })).body).toMatchObject({ id, version });
    expect([status, body.state, body.answer]).toEqual([201, 'open', null]);
    expect((await answer(body.id, {}, 1, otherEditor)).body.code).toBe('access-other-unit');
    const early = await answer(body.id, { answeredOn: '2021-06-30' });
    expect([early.status, early.body.code]).toEqual([400, 'concern-day-too-early']);
    expect((await answer(body.id, { answeredOn: '2190-01-01' })).body.code).toBe('concern-day-ahead');
    expect((await answer(body.id, { answeredOn: '2021-07-01' })).body).toMatchObject({ state: 'answered', version: 2 });
    const before = await app.countRows(tables);
    const twice = await answer(body.id, {}, 2);
    expect([twice.status, twice.body.code]).toEqual([409, 'concern-answered']);
    expect(await app.countRows(tables)).toEqual(before);
    const list = await app.get(`/recommendations/${recommendation}/concerns`, { as: viewer });
    expect(list.body.items).toMatchObject([{ id: body.id, answer: 'Nobody', answeredOn: '2021-07-01' }]);
    const history = await app.get(`/concerns/${body.id}/history`, { as: viewer });
    expect(history.body.items).toMatchObject([{ action: 'answered' }, { action: 'raised' }]);
  });

  it.each([
    ['about nothing that is known', { kind: 'weather' }, 'request-invalid'],
    ['before the source was written', { raisedOn: '2021-06-17' }, 'concern-day-too-early'],
    ['on a day that is still to come', { raisedOn: '2190-01-01' }, 'concern-day-ahead'],
    ['by a person', { raisedBy: 'somebody@example.org' }, 'request-invalid'],
  ])('%s is refused, and changes nothing', async (_, about, code) => {
    const { id } = await givenRecommendation(app);
    const before = await app.countRows(tables);
    const { status, body } = await app.post(`/recommendations/${id}/concerns`, aConcern(about));
    expect([status, body.code]).toEqual([400, code]);
    expect(await app.countRows(tables)).toEqual(before);
  });
});
