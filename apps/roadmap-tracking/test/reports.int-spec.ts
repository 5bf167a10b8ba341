import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportPublishedV1 } from '@capdev/contracts/roadmap';
import { announcements, expectAnnounced } from '@capdev/messaging/testing';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './support/builders.js';
import { aReport, freeze, givenApproved, givenFrozen, givenReport } from './support/reports.js';
import { approver, bootRoadmap, coordinator, editor, viewer } from './support/roadmap-app.js';

const tables = ['report', 'history_entry', 'outbox_message', 'idempotency_record'];
const nobody = '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a99';
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
  app.setDay('2026-11-24');
});
afterAll(() => app.close());

describe('drafting a report', () => {
  it('composes it for its day, leaves one row and one history entry, and tells nobody', async () => {
    const { status, headers, body } = await app.post('/reports', aReport());
    expect(status).toBe(201);
    expect(headers.location).toBe(`/reports/${body.id}`);
    expect(body).toMatchObject({
      ...{ state: 'draft', version: 1, edition: 1, seriesId: body.id, replacesId: null, contentHash: null },
      content: { contentVersion: 1, report: { asOf: '2026-10-31', composedOn: '2026-11-24' } },
    });
    expect(await app.row('report', body.id)).toMatchObject({ drafted_by: 'coordinator-1', announcements: 0 });
    expect(await announcements(app.database, body.id)).toEqual([]);
    const history = await app.get(`/reports/${body.id}/history`, { as: viewer });
    expect(history.body.items).toMatchObject([{ action: 'drafted', version: 1 }]);
  });

  it('happens once, however often the same request is sent', async () => {
    const [body, headers] = [aReport(), { 'idempotency-key': 'the-same-report' }];
    const first = await app.post('/reports', body, { headers });
    const before = await app.countRows(tables);
    const again = await app.post('/reports', body, { headers });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it.each([
    ['a day to come', { asOf: '2026-11-25' }, 'report-day-in-future'],
    ['a period that begins after its day', { periodStart: '2026-11-01' }, 'report-period-reversed'],
    ['a baseline that is not there', { baselineId: nobody }, 'report-baseline-unknown'],
    ['a day that does not exist', { asOf: '2026-02-30' }, 'request-invalid'],
    ['no body to go to', { body: '' }, 'request-invalid'],
    ['a field that nobody knows', { content: {} }, 'request-invalid'],
    ['a text of the next period that says nothing', { nextPeriod: [inEnglish('')] }, 'request-invalid'],
  ])('with %s is refused, and changes nothing', async (_, about, code) => {
    const before = await app.countRows(tables);
    const answer = await app.post('/reports', aReport(about));
    expect([answer.status, answer.body.code]).toEqual([400, code]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('is for those who draft', async () => {
    const { status, body } = await app.post('/reports', aReport(), { as: editor });
    expect([status, body.code]).toEqual([403, 'access-permission-missing']);
    expect((await app.post('/reports', aReport(), { as: null })).status).toBe(401);
  });
});

describe('changing a draft', () => {
  it('needs the version that was seen, and keeps title and content in step', async () => {
    const { id } = await givenReport(app);
    const change = { title: inEnglish('Progress'), nextPeriod: [inEnglish('Baselines for 2027')] };
    const revised = await app.patch(`/reports/${id}`, change, 1);
    expect(revised.body).toMatchObject({
      ...{ version: 2, title: change.title },
      content: { report: { title: change.title }, nextPeriod: change.nextPeriod },
    });
    const late = await app.patch(`/reports/${id}`, { body: 'TDAG' }, 1);
    expect([late.status, late.body.code]).toEqual([412, 'report-outdated']);
    expect((await app.send('PATCH', `/reports/${id}`, { body: { body: 'TDAG' } })).status).toBe(428);
    const history = await app.get(`/reports/${id}/history`, { as: viewer });
    const { content } = history.body.items[0].changes;
    expect(content.to).toMatch(/^[0-9a-f]{64}$/);
  });

  it('that says nothing new changes nothing', async () => {
    const { id } = await givenReport(app);
    const before = await app.countRows(tables);
    expect((await app.patch(`/reports/${id}`, { body: 'Council' }, 1)).body.version).toBe(1);
    const again = await app.post(`/reports/${id}/recomposition`, {}, { ifMatch: 1 });
    expect([again.status, again.body.version]).toEqual([200, 1]);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('to another day composes it for that day, which is not to come', async () => {
    const { id } = await givenReport(app);
    const moved = await app.patch(`/reports/${id}`, { asOf: '2026-11-24' }, 1);
    expect(moved.body).toMatchObject({ asOf: '2026-11-24', content: { report: { asOf: '2026-11-24' } } });
    const future = await app.patch(`/reports/${id}`, { asOf: '2026-12-31' }, 2);
    expect([future.status, future.body.code]).toEqual([400, 'report-day-in-future']);
  });
});

describe('approving a report', () => {
  it('is for somebody else than who drafted or changed it', async () => {
    const both = { ...coordinator, subject: 'both-1', roles: ['coordinator', 'approver'] };
    const { id } = await givenReport(app);
    await app.patch(`/reports/${id}`, { body: 'TDAG' }, 1, { as: both });
    const drafter = { ...coordinator, roles: ['coordinator', 'approver'] };
    for (const as of [both, drafter]) {
      const { status, body } = await app.post(`/reports/${id}/approval`, {}, { ifMatch: 2, as });
      expect([status, body.code]).toEqual([403, 'report-approved-by-drafter']);
    }
    const approved = await app.post(`/reports/${id}/approval`, {}, { ifMatch: 2, as: approver });
    expect([approved.status, approved.body.state, approved.body.version]).toEqual([200, 'approved', 3]);
    expect(await app.row('report', id)).toMatchObject({ approved_by: 'approver-1' });
  });

  it('is of what was seen', async () => {
    const { id } = await givenReport(app);
    await app.patch(`/reports/${id}`, { body: 'TDAG' }, 1);
    const late = await app.post(`/reports/${id}/approval`, {}, { ifMatch: 1, as: approver });
    expect([late.status, late.body.code]).toEqual([412, 'report-outdated']);
    expect((await app.post(`/reports/${id}/approval`, {}, { as: approver })).status).toBe(428);
  });

  it('needs a role that approves', async () => {
    const { id } = await givenReport(app);
    const { status, body } = await app.post(`/reports/${id}/approval`, {}, { ifMatch: 1 });
    expect([status, body.code]).toEqual([403, 'access-permission-missing']);
  });

  it('closes it for changes until it is sent back with a reason', async () => {
    const { id, version } = await givenApproved(app);
    const change = await app.patch(`/reports/${id}`, { body: 'TDAG' }, version);
    expect([change.status, change.body.code]).toEqual([409, 'report-already-approved']);
    const as = { ifMatch: version, as: approver };
    expect((await app.post(`/reports/${id}/return`, {}, as)).body.code).toBe('request-invalid');
    const reason = 'The figures of the second bureau are missing.';
    const back = await app.post(`/reports/${id}/return`, { reason }, as);
    expect([back.status, back.body.state, back.body.approvedAt]).toEqual([200, 'draft', null]);
    const history = await app.get(`/reports/${id}/history`, { as: viewer });
    expect(history.body.items[0]).toMatchObject({ action: 'sent-back', changes: { reason: { to: reason } } });
    const again = await app.post(`/reports/${id}/return`, { reason }, { ...as, ifMatch: version + 1 });
    expect([again.status, again.body.code]).toEqual([409, 'report-not-approved']);
  });
});

describe('freezing a report', () => {
  it('is announced once, with the hash of its content', async () => {
    const { id } = await givenFrozen(app);
    const { body } = await app.get(`/reports/${id}`);
    expect(body).toMatchObject({ state: 'frozen', version: 3 });
    const { data } = await expectAnnounced(app.database, reportPublishedV1, id);
    expect(data).toEqual({
      ...{ reportId: id, title: inEnglish('Harmonisation of capacity development'), body: 'Council' },
      ...{ asOf: '2026-10-31', edition: 1, contentHash: body.contentHash, publishedOn: '2026-11-24' },
    });
  });

  it('gives it a hash that an outsider works out from what was answered', async () => {
    const { id } = await givenFrozen(app, { title: { original: 'ar', text: { ar: 'تقرير "أول"', zh: '报告\n一' } } });
    const { body } = await app.get(`/reports/${id}`);
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([name, inner]) => [name, sorted(inner)]),
            )
          : value;
    const digest = createHash('sha256')
      .update(JSON.stringify(sorted(body.content)))
      .digest('hex');
    expect(body.contentHash).toBe(digest);
  });

  it('needs an approval before', async () => {
    const { id } = await givenReport(app);
    const { status, body } = await app.post(`/reports/${id}/freezing`, {}, { ifMatch: 1, as: approver });
    expect([status, body.code]).toEqual([409, 'report-not-approved']);
  });

  it('closes it for every change', async () => {
    const { id, version } = await givenFrozen(app);
    const [row, before] = [await app.row('report', id), await app.countRows(tables)];
    const refusals = [
      await app.patch(`/reports/${id}`, { body: 'TDAG' }, version),
      await app.post(`/reports/${id}/recomposition`, {}, { ifMatch: version }),
      await app.post(`/reports/${id}/approval`, {}, { ifMatch: version, as: approver }),
      await app.post(`/reports/${id}/return`, { reason: 'No' }, { ifMatch: version, as: approver }),
      await app.post(`/reports/${id}/freezing`, {}, { ifMatch: version, as: approver }),
    ];
    expect(refusals.map(({ status, body }) => [status, body.code])).toEqual(refusals.map(() => [409, 'report-frozen']));
    expect(await app.row('report', id)).toEqual(row);
    expect(await app.countRows(tables)).toEqual(before);
  });

  it('holds against whoever writes to the database as the service does', async () => {
    const { id } = await givenFrozen(app);
    const row = await app.row('report', id);
    const { dataSource } = app.database;
    for (const change of [
      `UPDATE report SET title = '{}' WHERE id = $1`,
      `UPDATE report SET state = 'draft', content_hash = NULL, frozen_at = NULL WHERE id = $1`,
      'DELETE FROM report WHERE id = $1',
    ]) {
      await expect(dataSource.query(change, [id])).rejects.toThrow(`report ${id} is frozen`);
    }
    await expect(dataSource.query('ALTER TABLE report DISABLE TRIGGER report_frozen')).rejects.toThrow('owner');
    expect(await app.row('report', id)).toEqual(row);
  });
});

describe('a later edition', () => {
  it('replaces a frozen one, of the same series', async () => {
    const first = await givenFrozen(app);
    const { status, body } = await app.post(`/reports/${first.id}/editions`, { asOf: '2026-11-24' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: 'draft',
      edition: 2,
      seriesId: first.id,
      replacesId: first.id,
      body: 'Council',
    });
    const second = await freeze(app, body);
    expect((await expectAnnounced(app.database, reportPublishedV1, second.id)).data).toMatchObject({
      ...{ edition: 2, replacesId: first.id },
    });
    expect((await app.row('report', first.id))?.state).toBe('frozen');
  });

  it('is refused for a report that is no frozen one, that is replaced, or for an earlier day', async () => {
    const draft = await givenReport(app);
    const frozen = await givenFrozen(app);
    const replaced = await givenFrozen(app);
    await app.post(`/reports/${replaced.id}/editions`, {});
    const before = await app.countRows(tables);
    const early = { asOf: '2026-10-30' };
    const refusals = [
      await app.post(`/reports/${draft.id}/editions`, {}),
      await app.post(`/reports/${replaced.id}/editions`, {}),
      await app.post(`/reports/${frozen.id}/editions`, early),
      await app.post(`/reports/${frozen.id}/editions`, { asOf: '2027-01-01' }),
      await app.post(`/reports/${nobody}/editions`, {}),
    ];
    expect(refusals.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'report-not-frozen'],
      [409, 'report-edition-exists'],
      [400, 'report-edition-earlier'],
      [400, 'report-day-in-future'],
      [404, 'report-not-found'],
    ]);
    expect(await app.countRows(tables)).toEqual(before);
  });
});

describe('reading reports', () => {
  it('shows drafts only to those who may read the roadmap', async () => {
    const { id } = await givenReport(app);
    expect((await app.get(`/reports/${id}`)).body.code).toBe('report-not-found');
    expect((await app.get(`/reports/${id}`, { as: viewer })).status).toBe(200);
    expect((await app.get('/reports/no-identifier')).body.code).toBe('identifier-malformed');
  });

  it('lists the frozen ones for everybody, all of them for readers of the roadmap, page by page', async () => {
    const [draft, frozen] = [await givenReport(app), await givenFrozen(app, { asOf: '2026-10-30' })];
    const seenBy = async (as: typeof viewer | null): Promise<string[]> => {
      const seen: string[] = [];
      for (let path: string | null = '/reports?limit=2'; path !== null;) {
        const { body }: { body: { items: { id: string }[]; next: string | null } } = await app.get(path, { as });
        seen.push(...body.items.map(({ id }) => id));
        path = body.next;
      }
      expect(new Set(seen).size).toBe(seen.length);
      return seen;
    };
    const [everybody, readers] = [await seenBy(null), await seenBy(viewer)];
    expect(everybody).toContain(frozen.id);
    expect(everybody).not.toContain(draft.id);
    expect(readers).toEqual(expect.arrayContaining([draft.id, ...everybody]));
  });
});
