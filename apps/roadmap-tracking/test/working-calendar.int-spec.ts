import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { planRevision } from '../src/plan/plan-revision.query.js';
import { bootRoadmap, coordinator, editor, viewer } from './support/roadmap-app.js';

const tables = ['working_calendar', 'history_entry'];
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
afterAll(() => app.close());

const read = async () => (await app.get('/working-calendar', { as: viewer })).body;
const revise = (patch: object, ifMatch: number | string = '*', as = coordinator) =>
  app.send('PATCH', '/working-calendar', { body: patch, ifMatch, as });

describe('the working calendar', () => {
  it('is Monday to Friday until somebody says otherwise', async () => {
    const { status, headers, body } = await app.get('/working-calendar', { as: viewer });
    expect([status, headers.etag]).toEqual([200, expect.stringMatching(/^"1/)]);
    expect(body).toMatchObject({ weekdays: [1, 2, 3, 4, 5], daysOff: [], version: 1 });
    expect((await app.get('/working-calendar')).status).toBe(401);
  });

  it('is revised by what differs, put in order, and its history tells it', async () => {
    const before = await planRevision(app.database);
    const christmas = { day: '2027-12-25', name: 'Christmas' };
    const newYear = { day: '2027-01-01', name: 'New Year' };
    const { version } = await read();
    const revised = await revise({ weekdays: [4, 1, 2, 3], daysOff: [christmas, newYear] }, version);
    expect(revised.body).toMatchObject({ weekdays: [1, 2, 3, 4], daysOff: [newYear, christmas], version: version + 1 });
    expect(await planRevision(app.database)).not.toBe(before);
    const late = await revise({ weekdays: [1] }, version);
    expect([late.status, late.body.code]).toEqual([412, 'working-calendar-outdated']);
    const same = await revise({ daysOff: [christmas, newYear] });
    expect(same.body.version).toBe(version + 1);
    const cleared = await revise({ daysOff: null });
    expect(cleared.body).toMatchObject({ daysOff: [], version: version + 2 });
    const history = await app.get('/working-calendar/history', { as: viewer });
    expect(history.body.items).toMatchObject([{ version: version + 2 }, { version: version + 1 }]);
  });

  it.each([
    ['no day of the week', { weekdays: [] }, '/weekdays'],
    ['an eighth day', { weekdays: [1, 8] }, '/weekdays'],
    ['one day of the week twice', { weekdays: [1, 1] }, '/weekdays'],
    ['a day off that does not exist', { daysOff: [{ day: '2027-02-30', name: 'None' }] }, '/daysOff/0/day'],
    ['a day off without a name', { daysOff: [{ day: '2027-01-01' }] }, '/daysOff/0/name'],
    ['one day off twice', { daysOff: ['A', 'B'].map((name) => ({ day: '2027-01-01', name })) }, '/daysOff'],
    [
      'more days off than three years have',
      { daysOff: Array.from({ length: 1_001 }, (_, index) => ({ day: dayAfter(index), name: 'Off' })) },
      '/daysOff',
    ],
  ])('with %s is refused, and stays as it is', async (_, patch, pointer) => {
    const [before, rows] = [await read(), await app.countRows(tables)];
    const { status, body } = await revise(patch);
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
    expect(await read()).toEqual(before);
    expect(await app.countRows(tables)).toEqual(rows);
  });

  it('takes a thousand days off', async () => {
    const daysOff = Array.from({ length: 1_000 }, (_, index) => ({ day: dayAfter(index), name: 'Off' }));
    expect((await revise({ daysOff })).body.daysOff).toHaveLength(1_000);
  });

  it('is kept by the secretariat, with the version that was seen', async () => {
    const { status, body } = await revise({ weekdays: [1] }, '*', editor);
    expect([status, body.code]).toEqual([403, 'access-permission-missing']);
    expect((await app.send('PATCH', '/working-calendar', { body: { weekdays: [1] } })).status).toBe(428);
  });
});

function dayAfter(days: number): string {
  return new Date(Date.parse('2027-01-01T00:00:00Z') + days * 86_400_000).toISOString().slice(0, 10);
}
