import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './support/builders.js';
import { aSource, givenRecommendation, givenSource } from './support/recommendations.js';
import { bootRoadmap, editor, viewer } from './support/roadmap-app.js';

const tables = ['source', 'source_comment', 'history_entry', 'idempotency_record'];
const invited = { commentDeadline: '2021-09-01' };
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
afterAll(() => app.close());

const comment = (about: object = {}): object => ({
  memberState: 'KEN',
  receivedOn: '2021-08-30',
  text: inEnglish('We agree'),
  ...about,
});
const receive = (id: string, about: object = {}) => app.post(`/sources/${id}/comments`, comment(about));
const confirm = (id: string, ifMatch = 1) => app.post(`/sources/${id}/no-comment-received`, {}, { ifMatch });
const present = async (id: string) => (await app.get(`/sources/${id}`)).body;

describe('a source', () => {
  it('is registered, read by everybody, and its title is what was written', async () => {
    const title = inEnglish('<script>alert("&amp;")</script> & more');
    const about = { title, symbol: 'C21/32', body: 'Council', url: 'https://www.itu.int/md/S21-CL-C-0032', ...invited };
    const { status, headers, body } = await app.post('/sources', aSource(about));
    expect([status, headers.location]).toEqual([201, `/sources/${body.id}`]);
    const read = await app.get(`/sources/${body.id}?lang=*`);
    expect(read.body).toEqual({ ...body, ...about, kind: 'study', datedOn: '2021-06-18', comments: 'awaited' });
    expect(await app.row('source', body.id)).toMatchObject({ title, owning_unit: 'GS', version: 1 });
  });

  it('is registered once, however often the same request is sent', async () => {
    const [body, headers] = [aSource({ symbol: 'ONCE/1' }), { 'idempotency-key': 'source-once' }];
    const first = await app.post('/sources', body, { headers });
    const again = await app.post('/sources', body, { headers });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  });

  it('has a symbol that no other has', async () => {
    await givenSource(app, { symbol: 'C22/1' });
    const { id } = await givenSource(app);
    const before = await app.countRows(tables);
    const second = await app.post('/sources', aSource({ symbol: 'C22/1' }));
    expect([second.status, second.body.code]).toEqual([409, 'source-symbol-taken']);
    const revised = await app.patch(`/sources/${id}`, { symbol: 'C22/1' }, 1);
    expect([revised.status, revised.body.code]).toEqual([409, 'source-symbol-taken']);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it.each([
    ['a kind that nobody knows', { kind: 'rumour' }, '/kind'],
    ['a day that does not exist', { datedOn: '2021-02-30' }, '/datedOn'],
    ['an address that is none', { url: 'javascript:alert(1)' }, '/url'],
    ['a control character', { title: inEnglish('a\u0000b') }, '/title'],
    ['a field that nobody knows', { comments: 'received' }, '/comments'],
    ['a date that is still to come', { datedOn: '2190-01-01' }, '/datedOn'],
    ['a deadline before its date', { commentDeadline: '2021-06-17' }, '/commentDeadline'],
  ])('with %s is refused, and changes nothing', async (_, about, pointer) => {
    const before = await app.countRows(tables);
    const answer = await app.post('/sources', aSource(about));
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ pointer }]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('is kept by the secretariat, which has seen its present version', async () => {
    const { id } = await givenSource(app);
    const others = await app.post('/sources', aSource(), { as: editor });
    expect([others.status, others.body.code]).toEqual([403, 'access-permission-missing']);
    expect((await app.post('/sources', aSource(), { as: null })).status).toBe(401);
    expect((await app.patch(`/sources/${id}`, { body: 'Council' }, 1)).body).toMatchObject({ version: 2 });
    expect((await app.patch(`/sources/${id}`, { body: 'Council' }, 2)).body).toMatchObject({ version: 2 });
    expect((await app.patch(`/sources/${id}`, { body: null }, 1)).body.code).toBe('source-outdated');
    const history = await app.get(`/sources/${id}/history`, { as: viewer });
    expect(history.body.items.map(({ action }: { action: string }) => action)).toEqual(['revised', 'registered']);
    expect((await app.get('/sources/00000000-0000-7000-8000-000000000000')).body.code).toBe('source-not-found');
  });

  it('is not dated after what followed it', async () => {
    const { id } = await givenSource(app, invited);
    await receive(id, { receivedOn: '2021-07-01' });
    const late = await app.patch(`/sources/${id}`, { datedOn: '2021-07-02' }, 2);
    expect([late.status, late.body.code]).toEqual([409, 'source-date-too-late']);
    expect((await app.patch(`/sources/${id}`, { datedOn: '2021-07-01' }, 2)).status).toBe(200);

    const { id: other, sourceId } = await givenRecommendation(app);
    await app.post(
      `/recommendations/${other}/implementation`,
      { state: 'overtaken-by-events', since: '2021-08-01' },
      { ifMatch: 1 },
    );
    expect((await app.patch(`/sources/${sourceId}`, { datedOn: '2021-08-02' }, 1)).body.code).toBe(
      'source-date-too-late',
    );
  });

  it('is listed by kind, page by page', async () => {
    const kept = [await givenSource(app, { kind: 'review' }), await givenSource(app, { kind: 'review' })];
    const first = await app.get('/sources?kind=review&limit=1');
    const second = await app.get(first.body.next);
    expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual(kept.map(({ id }) => id));
    expect(second.body.next).toBeNull();
    const elsewhere = await app.get(first.body.next.replace('review', 'study'));
    expect([elsewhere.status, elsewhere.body.code]).toEqual([400, 'cursor-invalid']);
  });
});

describe('comments of Member States', () => {
  it('answer the invitation when they come in time, the last day included', async () => {
    const { id } = await givenSource(app, invited);
    const { status, body } = await receive(id, { receivedOn: '2021-09-01' });
    expect([status, body.late, body.memberState]).toEqual([201, false, 'KEN']);
    expect(await present(id)).toMatchObject({ comments: 'received', version: 2 });
  });

  it('that come late are kept and marked, and the invitation stays unanswered', async () => {
    const { id } = await givenSource(app, invited);
    expect((await receive(id, { receivedOn: '2021-09-02' })).body.late).toBe(true);
    expect(await present(id)).toMatchObject({ comments: 'awaited' });
    expect((await confirm(id, 2)).body).toMatchObject({ comments: 'none-received' });
    await receive(id, { receivedOn: '2021-10-01', memberState: 'FRA' });
    expect(await present(id)).toMatchObject({ comments: 'none-received' });
  });

  it('that had come in time after all undo that none was received', async () => {
    const { id } = await givenSource(app, invited);
    await confirm(id);
    await receive(id, { receivedOn: '2021-08-31' });
    expect(await present(id)).toMatchObject({ comments: 'received', version: 3 });
    const { body } = await app.get(`/sources/${id}/history`, { as: viewer });
    expect(body.items[0].changes.comments).toEqual({ from: 'none-received', to: 'received' });
  });

  it('are judged anew when the deadline is moved', async () => {
    const { id } = await givenSource(app, invited);
    await receive(id, { receivedOn: '2021-09-15' });
    await confirm(id, 2);
    expect((await app.patch(`/sources/${id}`, { commentDeadline: '2021-09-10' }, 3)).body.comments).toBe('awaited');
    expect((await app.patch(`/sources/${id}`, { commentDeadline: '2021-09-15' }, 4)).body.comments).toBe('received');
    const list = await app.get(`/sources/${id}/comments`, { as: viewer });
    expect(list.body.items).toMatchObject([{ receivedOn: '2021-09-15', late: false }]);
    const withdrawn = await app.patch(`/sources/${id}`, { commentDeadline: null }, 5);
    expect([withdrawn.status, withdrawn.body.code]).toEqual([409, 'source-invitation-answered']);
  });

  it.each([
    ['of no country', { memberState: 'XXX' }, 'request-invalid'],
    ['of a country by its two letters', { memberState: 'KE' }, 'request-invalid'],
    ['received before the document was written', { receivedOn: '2021-06-17' }, 'source-comment-too-early'],
    ['received on a day that is still to come', { receivedOn: '2190-01-01' }, 'source-day-ahead'],
    ['without a text', { text: { original: 'en', text: {} } }, 'request-invalid'],
  ])('%s are refused, and change nothing', async (_, about, code) => {
    const { id } = await givenSource(app, invited);
    const before = await app.countRows(tables);
    const answer = await receive(id, about);
    expect([answer.status, answer.body.code]).toEqual([400, code]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('need an invitation', async () => {
    const { id } = await givenSource(app);
    const before = await app.countRows(tables);
    expect((await receive(id)).body.code).toBe('source-comments-not-invited');
    expect((await confirm(id)).body.code).toBe('source-comments-not-invited');
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('are read in the order in which they came, page by page, by those who read the roadmap', async () => {
    const { id } = await givenSource(app, invited);
    for (const receivedOn of ['2021-08-03', '2021-08-01', '2021-08-02']) {
      const { status, headers } = await receive(id, { receivedOn });
      expect([status, headers['location']]).toEqual([201, undefined]);
    }
    const days: string[] = [];
    for (let path: string | null = `/sources/${id}/comments?limit=2`; path !== null;) {
      const { body }: { body: { items: { receivedOn: string }[]; next: string | null } } = await app.get(path, {
        as: viewer,
      });
      days.push(...body.items.map(({ receivedOn }) => receivedOn));
      path = body.next;
    }
    expect(days).toEqual(['2021-08-01', '2021-08-02', '2021-08-03']);
    expect((await app.get(`/sources/${id}/comments`)).status).toBe(401);
  });
});

describe('that no comment was received', () => {
  it('is not known before the deadline is over', async () => {
    const { id } = await givenSource(app, invited);
    app.setDay('2021-09-01');
    const early = await confirm(id);
    expect([early.status, early.body.code]).toEqual([409, 'source-deadline-not-over']);
    app.setDay('2021-09-02');
    expect((await confirm(id)).body).toMatchObject({ comments: 'none-received', version: 2 });
    app.setDay('2026-11-24');
    expect((await confirm(id, 2)).body.code).toBe('source-none-received-already');
  });

  it('is refused when one was received in time', async () => {
    const { id } = await givenSource(app, invited);
    await receive(id);
    const answer = await confirm(id, 2);
    expect([answer.status, answer.body.code]).toEqual([409, 'source-comment-was-received']);
    expect((await app.post(`/sources/${id}/no-comment-received`, {})).status).toBe(428);
  });
});
