import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceApp } from '@capdev/service-frame/testing';
import ICAL from 'ical.js';
import { plannedInitiative, plannedMilestone } from './support/planned.js';
import { bootRoadmap, editor, operator, viewer } from './support/roadmap-app.js';

const tables = ['calendar_link', 'history_entry', 'idempotency_record'];
const title =
  'Sign; then, "publish"\\ <b>everything</b> in one very long line that goes on far beyond seventy-five octets — à la fin';
let app: ServiceApp;
let [opening, signing, dropped] = ['', '', ''];

beforeAll(async () => {
  app = await bootRoadmap();
  app.setDay('2027-01-04');
  const initiative = await plannedInitiative(app);
  opening = await plannedMilestone(app, initiative, '2027-02-01', { code: 'M-1' });
  signing = await plannedMilestone(app, initiative, '2027-03-01', {
    ...{ code: 'M-2', state: 'reached', reached_on: '2027-03-06', version: 4, owning_unit: 'TSB' },
    title: JSON.stringify({ original: 'en', text: { en: title, fr: 'Signer' } }),
    description: JSON.stringify({ original: 'en', text: { en: 'One\nTwo\r\nBEGIN:VEVENT' } }),
  });
  dropped = await plannedMilestone(app, initiative, '2027-04-01', { code: 'M-3', state: 'cancelled' });
});
afterAll(() => app.close());

async function givenLink(body: object = {}, as = viewer): Promise<{ id: string; path: string }> {
  const answer = await app.post('/calendar-links', body, { as });
  expect(answer.status).toBe(201);
  return answer.body;
}

/** The file as it comes over the wire; it is no JSON. */
async function fetched(path: string, headers: Record<string, string> = {}) {
  const { statusCode: status, headers: got, body } = await app.app.inject({ method: 'GET', url: path, headers });
  return { status, headers: got, body };
}

const eventsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));

describe('a calendar', () => {
  it('has every milestone as an event of its day, that a program knows again', async () => {
    const { path } = await givenLink();
    const { status, headers, body } = await fetched(path);
    expect([status, headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    const events = eventsIn(body);
    const told = events.map((event) => ({
      ...{
        uid: event.uid,
        sequence: event.sequence,
        start: event.startDate.toString(),
        isDate: event.startDate.isDate,
      },
      status: event.component.getFirstPropertyValue('status'),
    }));
    expect(told).toEqual([
      {
        uid: `milestone-${opening}@roadmap-tracking.capdev`,
        sequence: 0,
        start: '2027-02-01',
        isDate: true,
        status: 'TENTATIVE',
      },
      {
        uid: `milestone-${signing}@roadmap-tracking.capdev`,
        sequence: 3,
        start: '2027-03-06',
        isDate: true,
        status: 'CONFIRMED',
      },
      {
        uid: `milestone-${dropped}@roadmap-tracking.capdev`,
        sequence: 0,
        start: '2027-04-01',
        isDate: true,
        status: 'CANCELLED',
      },
    ]);
  });

  it('escapes what is written in it, and folds its lines', async () => {
    const { path } = await givenLink({ unit: 'TSB' });
    const { body } = await fetched(path);
    const [event, ...others] = eventsIn(body);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ summary: `M-2 ${title}` });
    expect(event!.description.replaceAll('\r', '')).toBe('One\nTwo\nBEGIN:VEVENT');
    for (const line of body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(body.match(/\n/g)).toHaveLength(body.match(/\r\n/g)!.length);
  });

  it('is in the language that is asked for', async () => {
    const { path } = await givenLink({ unit: 'TSB' });
    expect(eventsIn((await fetched(`${path}?lang=fr`)).body)[0]!.summary).toBe('M-2 Signer');
  });

  it('is sent again only when it is another one', async () => {
    const { path } = await givenLink();
    const etag = String((await fetched(path)).headers.etag);
    const again = await fetched(path, { 'if-none-match': etag });
    expect([again.status, again.body]).toEqual([304, '']);
    await app.database.dataSource.query(`UPDATE milestone SET forecast_on = '2027-02-03', version = 2 WHERE id = $1`, [
      opening,
    ]);
    const { status, body } = await fetched(path, { 'if-none-match': etag });
    expect(body.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect([status, eventsIn(body)[0]!.startDate.toString(), eventsIn(body)[0]!.sequence]).toEqual([
      200,
      '2027-02-03',
      1,
    ]);
  });
});

describe('a calendar link', () => {
  it('is secret: its key is told once, and kept nowhere', async () => {
    const { id, path } = await givenLink({ unit: 'BDT' });
    const key = /^\/calendars\/([\w-]{43})\.ics$/.exec(path)![1]!;
    const dump = JSON.stringify([
      await app.row('calendar_link', id),
      await app.database.dataSource.query('SELECT * FROM history_entry WHERE aggregate_id = $1', [id]),
    ]);
    expect(dump).not.toContain(key);
    const { body } = await app.get('/calendar-links', { as: viewer });
    expect(JSON.stringify(body)).not.toContain(key);
    expect(body.items[0]).toMatchObject({ id, unit: 'BDT', state: 'active' });
  });

  it('ends when it is revoked, as often as that is said', async () => {
    const { id, path } = await givenLink();
    expect((await app.send('DELETE', `/calendar-links/${id}`, { as: viewer })).status).toBe(204);
    const gone = await fetched(path);
    expect([gone.status, JSON.parse(gone.body).code]).toEqual([404, 'calendar-not-found']);
    const before = await app.countRows(tables);
    expect((await app.send('DELETE', `/calendar-links/${id}`, { as: viewer })).status).toBe(204);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('is nobody else’s to see or revoke', async () => {
    const { id, path } = await givenLink();
    const answer = await app.send('DELETE', `/calendar-links/${id}`, { as: editor });
    expect([answer.status, answer.body.code]).toEqual([404, 'calendar-link-not-found']);
    expect((await app.get('/calendar-links', { as: editor })).body.items).toEqual([]);
    expect((await fetched(path)).status).toBe(200);
  });

  it('is listed page by page', async () => {
    const [first, second] = [await givenLink({}, editor), await givenLink({}, editor)];
    const { body } = await app.get('/calendar-links?limit=1', { as: editor });
    expect(body.items).toMatchObject([{ id: second.id }]);
    expect((await app.get(body.next, { as: editor })).body).toMatchObject({ items: [{ id: first.id }], next: null });
  });

  it('is for those who may read the roadmap, for a unit that can be one', async () => {
    const before = await app.countRows(tables);
    expect((await app.post('/calendar-links', {}, { as: null })).status).toBe(401);
    expect((await app.post('/calendar-links', {}, { as: operator })).body.code).toBe('access-permission-missing');
    expect((await app.post('/calendar-links', { unit: 'a b' }, { as: viewer })).body.code).toBe('request-invalid');
    expect(await app.countRows(tables)).toEqual(before);
    expect((await fetched('/calendars/nothing.ics')).status).toBe(404);
  });
});
