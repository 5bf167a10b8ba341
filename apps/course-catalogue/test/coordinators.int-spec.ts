import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { announcements } from '@capdev/messaging/testing';
import { aCoordinator, aCourse, Given } from './support/builders.js';
import { CatalogueApp, editor, manager, operator, otherEditor, viewer } from './support/catalogue-app.js';

let catalogue: CatalogueApp;
let given: Given;

beforeAll(async () => {
  catalogue = await CatalogueApp.boot();
  given = new Given(catalogue);
});
afterAll(() => catalogue.close());

const everything = async (): Promise<string> => {
  const tables = ['history_entry', 'outbox_message', 'idempotency_record', 'course'];
  const rows = await Promise.all(
    tables.map((table) => catalogue.database.dataSource.query<object[]>(`SELECT * FROM ${table}`)),
  );
  return JSON.stringify(rows);
};

describe('a coordinator', () => {
  it('is registered for a unit, and nothing is announced', async () => {
    const { status, body } = await catalogue.post('/coordinators', aCoordinator());
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...aCoordinator(), version: 1, erasedAt: null });
    expect(await announcements(catalogue.database, body.id)).toEqual([]);
  });

  it('can be read with a token of the unit or of every unit, and by nobody else', async () => {
    const { id } = await given.coordinator();
    const status = async (as: typeof editor | null): Promise<number> =>
      (await catalogue.get(`/coordinators/${id}`, { as })).status;
    expect(await status(null)).toBe(401);
    expect(await status(otherEditor)).toBe(403);
    expect(await status(operator)).toBe(403);
    expect(await status(viewer)).toBe(200);
    expect(await status(manager)).toBe(200);
  });

  it('is listed for the own unit only, and for a manager wherever it belongs', async () => {
    const { id } = await given.coordinator();
    const theirs = await catalogue.post('/coordinators', aCoordinator({ unit: 'BR' }), { as: otherEditor });
    const listed = async (as: typeof editor): Promise<string[]> => {
      const { body } = await catalogue.get('/coordinators?limit=100', { as });
      return body.items.map((item: { id: string }) => item.id);
    };
    expect(await listed(viewer)).toContain(id);
    expect(await listed(viewer)).not.toContain(theirs.body.id);
    expect(await listed(manager)).toEqual(expect.arrayContaining([id, theirs.body.id]));
    expect((await catalogue.get('/coordinators?unit=BR', { as: viewer })).status).toBe(403);
  });

  it('appears in courses and events as an identifier alone', async () => {
    const { id } = await given.coordinator({ name: 'Never in an event', email: 'never.in.an.event@example.org' });
    const course = await given.published({ coordinatorIds: [id] });
    expect((await catalogue.get(`/courses/${course.id}`)).body.coordinatorIds).toEqual([id]);
    expect(JSON.stringify(await announcements(catalogue.database, course.id))).toContain(id);
    expect(await everything()).not.toMatch(/never.in.an.event/i);
  });
});

describe('erasing a coordinator', () => {
  it('forgets name and address for good, everywhere, and is itself recorded', async () => {
    const name = 'To be forgotten';
    const email = 'to.be.forgotten@example.org';
    const headers = { 'idempotency-key': 'coordinator-once' };
    const { body: coordinator } = await catalogue.post('/coordinators', aCoordinator({ name, email }), { headers });
    await catalogue.patch(`/coordinators/${coordinator.id}`, { name: `${name} soon` }, 1);
    const { status, body } = await catalogue.post(`/coordinators/${coordinator.id}/erasure`, {}, { ifMatch: 2 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: coordinator.id, name: null, email: null, version: 3 });
    expect(body.erasedAt).not.toBeNull();
    expect(await catalogue.row('coordinator', coordinator.id)).toMatchObject({ name: null, email: null });
    expect(await everything()).not.toMatch(/to.be.forgotten/i);
    const history = await catalogue.get(`/coordinators/${coordinator.id}/history`, { as: operator });
    expect(history.body.items).toMatchObject([
      { action: 'erased', version: 3, changes: { name: {}, email: {} } },
      { action: 'revised', version: 2, changes: { name: {} } },
      { action: 'registered', version: 1, changes: {} },
    ]);
  });

  it('cannot be undone, and courses can no longer begin to name it', async () => {
    const { id } = await given.coordinator();
    await catalogue.post(`/coordinators/${id}/erasure`, {}, { ifMatch: 1 });
    for (const answer of [
      await catalogue.patch(`/coordinators/${id}`, { name: 'Back' }, 2),
      await catalogue.post(`/coordinators/${id}/erasure`, {}, { ifMatch: 2 }),
    ]) {
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 409, code: 'coordinator-erased' });
    }
    const course = await catalogue.post('/courses', aCourse({ coordinatorIds: [id] }));
    expect(course.body).toMatchObject({ status: 400, code: 'coordinators-unknown' });
  });

  it('leaves the courses that name it as they are, open to other changes', async () => {
    const { id } = await given.coordinator();
    const course = await given.published({ coordinatorIds: [id] });
    await catalogue.post(`/coordinators/${id}/erasure`, {}, { ifMatch: 1 });
    const { status, body } = await catalogue.patch(`/courses/${course.id}`, { workloadHours: 4 }, 2);
    expect(status).toBe(200);
    expect(body.coordinatorIds).toEqual([id]);
  });
});
