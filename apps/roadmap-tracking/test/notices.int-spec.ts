import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { noticePublishedV1 } from '@capdev/contracts/roadmap';
import { announcements, expectAnnounced } from '@capdev/messaging/testing';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { aNotice, givenDraft, givenPublished, inEnglish } from './support/builders.js';
import { bootRoadmap, manager, otherEditor, viewer } from './support/roadmap-app.js';

const tables = ['notice', 'history_entry', 'outbox_message', 'idempotency_record'];
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
afterAll(() => app.close());

describe('drafting a notice', () => {
  it('leaves one row and one history entry, and tells nobody', async () => {
    const { status, headers, body } = await app.post('/notices', aNotice());
    expect(status).toBe(201);
    expect(headers.location).toBe(`/notices/${body.id}`);
    expect(body).toMatchObject({ state: 'draft', version: 1, owningUnit: 'BDT', text: null });
    expect(await app.row('notice', body.id)).toMatchObject({ state: 'draft', announcements: 0 });
    expect(await announcements(app.database, body.id)).toEqual([]);
    const history = await app.get(`/notices/${body.id}/history`, { as: viewer });
    expect(history.body.items).toMatchObject([{ action: 'drafted', version: 1, actor: { subject: 'editor-1' } }]);
  });

  it('happens once, however often the same request is sent', async () => {
    const [body, headers] = [aNotice(), { 'idempotency-key': 'the-same' }];
    const first = await app.post('/notices', body, { headers });
    const again = await app.post('/notices', body, { headers });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  });

  it.each([
    ['a title without text', { title: { original: 'en', text: {} } }, '/title'],
    ['a control character', { title: inEnglish('a\u0000b') }, '/title'],
    ['a field that nobody knows', aNotice({ state: 'published' }), '/state'],
  ])('with %s is refused, and changes nothing', async (_, body, pointer) => {
    const before = await app.countRows(tables);
    const answer = await app.post('/notices', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ pointer }]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('needs a role that may write', async () => {
    const { status, body } = await app.post('/notices', aNotice(), { as: viewer });
    expect([status, body.code]).toEqual([403, 'access-permission-missing']);
    expect((await app.post('/notices', aNotice(), { as: null })).status).toBe(401);
  });
});

describe('changing a draft', () => {
  it('needs the version that was seen', async () => {
    const { id } = await givenDraft(app);
    const revised = await app.patch(`/notices/${id}`, { text: inEnglish('More') }, 1);
    expect(revised.body).toMatchObject({ version: 2, text: inEnglish('More') });
    const late = await app.patch(`/notices/${id}`, { text: null }, 1);
    expect([late.status, late.body.code]).toEqual([412, 'notice-outdated']);
    expect((await app.send('PATCH', `/notices/${id}`, { body: { text: null } })).status).toBe(428);
  });

  it('that says nothing new changes nothing', async () => {
    const { id, title } = await givenDraft(app);
    const before = await app.countRows(tables);
    expect((await app.patch(`/notices/${id}`, { title }, 1)).body.version).toBe(1);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('is for its unit, or a role of every unit; to others it is not there', async () => {
    const { id } = await givenDraft(app);
    const change = { text: inEnglish('More') };
    const { status, body } = await app.patch(`/notices/${id}`, change, 1, { as: otherEditor });
    expect([status, body.code]).toEqual([404, 'notice-not-found']);
    expect((await app.patch(`/notices/${id}`, change, 1, { as: manager })).status).toBe(200);
  });
});

describe('publishing a notice', () => {
  it('is announced once, whole, and final', async () => {
    const { id, title } = await givenDraft(app);
    const published = await app.post(`/notices/${id}/publication`, {}, { ifMatch: 1 });
    expect([published.status, published.body.state, published.body.version]).toEqual([200, 'published', 2]);
    const { data } = await expectAnnounced(app.database, noticePublishedV1, id);
    expect(data).toEqual({ noticeId: id, title, owningUnit: 'BDT', version: 2 });
    const again = await app.post(`/notices/${id}/publication`, {}, { ifMatch: 2 });
    expect([again.status, again.body.code]).toEqual([409, 'notice-already-published']);
    expect(await announcements(app.database, id)).toHaveLength(1);
  });
});

describe('reading notices', () => {
  it('is open to everybody once they are published, in the language of the reader', async () => {
    const { id } = await givenPublished(app, { title: { original: 'en', text: { en: 'Two', fr: 'Deux' } } });
    const { body, headers } = await app.get(`/notices/${id}`, { headers: { 'accept-language': 'fr' } });
    expect([body.title, headers['content-language']]).toEqual(['Deux', 'fr']);
  });

  it('shows drafts to their unit alone', async () => {
    const { id } = await givenDraft(app);
    expect((await app.get(`/notices/${id}`)).status).toBe(404);
    expect((await app.get(`/notices/${id}`, { as: otherEditor })).status).toBe(404);
    expect((await app.get(`/notices/${id}`, { as: viewer })).status).toBe(200);
  });

  it('lists the published ones, page by page', async () => {
    const draft = await givenDraft(app);
    const published = [await givenPublished(app), await givenPublished(app)];
    const seen: string[] = [];
    for (let path: string | null = '/notices?limit=1'; path !== null;) {
      const { body }: { body: { items: { id: string }[]; next: string | null } } = await app.get(path);
      seen.push(...body.items.map(({ id }) => id));
      path = body.next;
    }
    expect(seen).toEqual(expect.arrayContaining(published.map(({ id }) => id)));
    expect(seen).not.toContain(draft.id);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
