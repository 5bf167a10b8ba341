import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { inEnglish } from './support/builders.js';
import { givenActivity, givenInitiative, givenMilestone } from './support/plan.js';
import {
  aMilestoneRow,
  anActivityRow,
  anInitiativeRow,
  type Cells,
  counts,
  importPlan,
  planFile,
} from './support/plan-file.js';
import { bootRoadmap, coordinator, editor, viewer } from './support/roadmap-app.js';

const tables = ['initiative', 'activity', 'milestone', 'dependency', 'plan_code', 'history_entry', 'outbox_message'];
const accounts = ['plan_import', 'plan_import_row'];
let app: ServiceApp;

beforeAll(async () => {
  app = await bootRoadmap();
});
afterAll(() => app.close());

const exported = async (from = app): Promise<string> => {
  const answer = await from.app.inject({
    url: '/plan/export.csv',
    headers: { authorization: `Bearer ${await from.issuer.token(coordinator)}` },
  });
  return answer.body;
};
const revision = async () => (await app.database.query({ name: '', text: 'SELECT revision FROM plan_state' }))[0];
const rowsOf = async (id: string, query = '') =>
  (await app.get(`/plan/imports/${id}/rows?limit=100${query}`, { as: viewer })).body.items;
const link = (predecessorId: string, successorId: string, kind: string, lagDays: number) =>
  app.post('/dependencies', { predecessorId, successorId, kind, lagDays });

/** A plan with every sort of item that needs no evidence. */
async function givenPlan(): Promise<void> {
  const title = { original: 'fr', text: { fr: 'Une "académie"; deux, trois', ar: 'أكاديمية', sw: 'Chuo' } };
  const { id: initiativeId, version } = await givenInitiative(app, { code: '1', title, owningUnit: 'TSB' });
  const first = await givenActivity(app, { code: '1.10', initiativeId, title: inEnglish('=1+1') });
  const about = { forecastFinish: '2027-03-31', deadline: '2027-04-30', focalPoint: 'subject-7' };
  const second = await givenActivity(app, {
    code: '1.2',
    initiativeId,
    title: inEnglish('<b>HTML</b> & more'),
    ...about,
  });
  const third = await givenActivity(app, { code: '1.3', initiativeId });
  const closing = await givenMilestone(app, { code: '1.2-M1', activityId: second.id });
  const dropped = await givenMilestone(app, { code: '1-M', initiativeId });
  await link(first.id, second.id, 'FS', 3);
  await link(third.id, second.id, 'SS', -2);
  await link(second.id, closing.id, 'FF', 0);
  await app.post(`/initiatives/${initiativeId}/start`, { on: '2026-01-12' }, { ifMatch: version });
  await app.post(`/activities/${first.id}/start`, { on: '2026-01-12' }, { ifMatch: 1 });
  await app.post(`/activities/${first.id}/completion`, { on: '2026-02-26' }, { ifMatch: 2 });
  await app.post(`/activities/${third.id}/start`, { on: '2026-01-12' }, { ifMatch: 1 });
  await app.post(`/activities/${third.id}/progress`, { percent: 40 }, { ifMatch: 2 });
  await app.post(`/milestones/${dropped.id}/cancellation`, { reason: 'Not needed' }, { ifMatch: 1 });
}

describe('a plan as a file', () => {
  it('comes back into an empty plan, and is the same file then', async () => {
    await givenPlan();
    const file = await exported();
    expect(file).toMatch(/^\uFEFFcode,kind,parent,title_original,/);
    expect(file).toContain("'=1+1");
    expect(file).toContain('1.10 FS+3d; 1.3 SS-2d');
    expect(file).toContain(',completed,');
    expect(file).toContain(',40,in-progress,');
    expect(file).toContain(',cancelled,');
    const other = await bootRoadmap();
    try {
      const taken = await importPlan(other, file);
      expect([taken.status, ...counts(taken)]).toEqual([201, 6, 0, 0, 0]);
      expect(await exported(other)).toBe(file);
      const again = await importPlan(other, file);
      expect(counts(again)).toEqual([0, 0, 6, 0]);
    } finally {
      await other.close();
    }
  });

  it('that says what is in the plan changes nothing, not even its revision', async () => {
    const file = await exported();
    const before = [await app.countRows(tables), await revision()];
    const answer = await importPlan(app, file);
    expect(answer.body).toMatchObject({ created: 0, updated: 0, rejected: 0, dryRun: false });
    expect([await app.countRows(tables), await revision()]).toEqual(before);
  });

  it('is for those who read the roadmap, and taken in from those who may', async () => {
    expect((await app.get('/plan/export.csv')).status).toBe(401);
    expect((await importPlan(app, planFile([]), '', { as: editor })).body.code).toBe('access-permission-missing');
    const answer = await app.post('/plan/imports', {});
    expect([answer.status, answer.body.code]).toEqual([415, 'plan-import-not-csv']);
    const elsewhere = await app.send('POST', '/initiatives', { raw: 'a,b', headers: { 'content-type': 'text/csv' } });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([415, 'media-type-unsupported']);
  });
});

describe('importing a plan', () => {
  it('leaves the traces of every item, as if it had been planned by hand', async () => {
    const html = '<img src=x onerror=alert(1)>';
    const rows = [anInitiativeRow('T1', { title_en: html }), aMilestoneRow('T1-M', 'T1'), anActivityRow('T1.1', 'T1')];
    const answer = await importPlan(app, planFile(rows));
    expect(counts(answer)).toEqual([3, 0, 0, 0]);
    const { body } = await app.get('/initiatives?limit=100&lang=*', { as: viewer });
    const initiative = body.items.find(({ code }: { code: string }) => code === 'T1');
    expect(initiative).toMatchObject({ title: inEnglish(html), owningUnit: 'BDT' });
    const history = await app.get(`/initiatives/${initiative.id}/history`, { as: viewer });
    expect(history.body.items).toMatchObject([{ action: 'planned', actor: { subject: coordinator.subject } }]);
    const told = `SELECT count(*)::int AS count FROM outbox_message JOIN milestone ON milestone.id::text = outbox_message.key
      WHERE code = 'T1-M'`;
    expect(await app.database.dataSource.query(told)).toEqual([{ count: 1 }]);
  });

  it('renews what is there by what differs, and leaves what the file does not hold', async () => {
    const { id } = await givenInitiative(app, { code: 'U1', description: inEnglish('Kept'), owningUnit: 'BDT' });
    await importPlan(
      app,
      planFile([anActivityRow('U1.1', 'U1'), anActivityRow('U1.2', 'U1', { predecessors: 'U1.1' })]),
    );
    const rows = [
      anInitiativeRow('U1', { title_en: 'New', title_fr: 'Nouveau' }),
      anActivityRow('U1.1', 'U1', { state: 'in-progress', actual_start: '2026-01-12', progress: '5' }),
      anActivityRow('U1.2', 'U1', { predecessors: 'U1.1 SS+1d' }),
    ];
    const answer = await importPlan(app, planFile(rows));
    expect(counts(answer)).toEqual([0, 3, 0, 0]);
    expect((await app.get(`/initiatives/${id}?lang=*`, { as: viewer })).body).toMatchObject({
      title: { original: 'en', text: { en: 'New', fr: 'Nouveau' } },
      description: inEnglish('Kept'),
      version: 2,
    });
    const file = await exported();
    expect(file).toMatch(/U1\.2,activity,U1,.*,U1\.1 SS\+1d\r\n/);
    expect(file).toMatch(/U1\.1,activity,U1,.*,2026-01-12,,,5,in-progress,\r\n/);
    expect(counts(await importPlan(app, planFile(rows)))).toEqual([0, 0, 3, 0]);
  });

  it('as a trial says what would become of each row, and leaves the plan as it was', async () => {
    const before = [await app.countRows(tables), await revision()];
    const rows = [anInitiativeRow('D1'), anActivityRow('D1.1', 'D1'), anActivityRow('D1.2', 'nowhere')];
    const answer = await importPlan(app, planFile(rows), '?dryRun=true');
    expect([answer.body.dryRun, ...counts(answer)]).toEqual([true, 2, 0, 0, 1]);
    expect([await app.countRows(tables), await revision()]).toEqual(before);
    expect(await rowsOf(answer.body.id)).toMatchObject([{ action: 'created' }, { action: 'created' }, { row: 4 }]);
    expect((await importPlan(app, planFile(rows), '?dryRun=perhaps')).status).toBe(400);
  });

  it('takes effect once, however often the same request is sent', async () => {
    const sent = { headers: { 'idempotency-key': 'import-once' } };
    const file = planFile([anInitiativeRow('O1')]);
    const first = await importPlan(app, file, '', sent);
    const again = await importPlan(app, file, '', sent);
    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  it('that is killed half-way has changed nothing', async () => {
    const before = await app.countRows([...tables, ...accounts]);
    // The items are in by the time the account of their rows waits for this lock.
    const other = await app.database.pool.connect();
    await other.query('BEGIN');
    await other.query('LOCK TABLE plan_import_row IN SHARE MODE');
    const answer = importPlan(app, planFile([anInitiativeRow('B1'), anActivityRow('B1.1', 'B1')]));
    const waiting = `SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%plan_import_row%'`;
    let pid: number | undefined;
    for (let look = 0; look < 5_000 && pid === undefined; look += 1) {
      pid = (await app.database.dataSource.query<{ pid: number }[]>(waiting))[0]?.pid;
    }
    await app.database.dataSource.query('SELECT pg_terminate_backend($1)', [pid]);
    const { status, body } = await answer;
    await other.query('ROLLBACK');
    other.release();
    expect([status, body.code]).toEqual([503, 'database-unavailable']);
    expect(await app.countRows([...tables, ...accounts])).toEqual(before);
  });

  it('is told of page by page, the latest first', async () => {
    const first = await app.get('/plan/imports?limit=1', { as: viewer });
    const second = await app.get(first.body.next, { as: viewer });
    expect(first.body.items[0].createdAt >= second.body.items[0].createdAt).toBe(true);
    const { id } = second.body.items[0];
    expect((await app.get(`/plan/imports/${id}`, { as: viewer })).body).toEqual(second.body.items[0]);
    const missing = await app.get('/plan/imports/00000000-0000-7000-8000-000000000000', { as: viewer });
    expect([missing.status, missing.body.code]).toEqual([404, 'plan-import-not-found']);
    expect((await app.get(`/plan/imports/${id}`)).status).toBe(401);
  });
});

describe('a row that cannot be taken over', () => {
  it.each<[string, Cells, string, string | null]>([
    ['of no kind', anInitiativeRow('X1', { kind: 'project' }), 'plan-import-kind-unknown', 'kind'],
    ['without a title', anInitiativeRow('X1', { title_en: '' }), 'request-invalid', 'title_original'],
    ['with a code of blanks', anInitiativeRow('X 1'), 'request-invalid', 'code'],
    [
      'with a name for a focal point',
      anInitiativeRow('X1', { focal_point: 'a@b.org' }),
      'request-invalid',
      'focal_point',
    ],
    ['of an unknown parent', anActivityRow('X1', 'nowhere'), 'plan-import-code-unknown', 'parent'],
    ['of no parent', anActivityRow('X1', ''), 'plan-import-code-unknown', 'parent'],
    ['of a parent that cannot be one', anActivityRow('X1', 'R1.1'), 'plan-import-parent-of-wrong-kind', 'parent'],
    [
      'of an initiative in another',
      anInitiativeRow('X1', { parent: 'R1' }),
      'plan-import-parent-of-wrong-kind',
      'parent',
    ],
    [
      'that ends before its start',
      anActivityRow('X1', 'R1', { planned_start: '2027-02-27' }),
      'activity-days-impossible',
      'planned_finish',
    ],
    [
      'with a day that there is not',
      anActivityRow('X1', 'R1', { planned_start: '2027-02-30', planned_finish: '2027-03-30' }),
      'request-invalid',
      'planned_start',
    ],
    [
      'that finished before it began',
      anActivityRow('X1', 'R1', {
        state: 'completed',
        actual_start: '2026-03-02',
        actual_finish: '2026-03-01',
        progress: '100',
      }),
      'activity-days-impossible',
      'actual_finish',
    ],
    [
      'that began in the future',
      anActivityRow('X1', 'R1', { state: 'in-progress', actual_start: '2190-01-01' }),
      'activity-day-in-future',
      'actual_start',
    ],
    [
      'of a milestone that took time',
      aMilestoneRow('X1', 'R1', { planned_start: '2027-02-01' }),
      'plan-import-cell-meaningless',
      'planned_start',
    ],
    [
      'of a milestone that nothing shows',
      aMilestoneRow('X1', 'R1', { state: 'reached', actual_start: '2026-03-02', actual_finish: '2026-03-02' }),
      'milestone-without-evidence',
      null,
    ],
    [
      'of an initiative with days',
      anInitiativeRow('X1', { deadline: '2027-01-01' }),
      'plan-import-cell-meaningless',
      'deadline',
    ],
    ['in a state that there is not', anInitiativeRow('X1', { state: 'done' }), 'plan-import-state-impossible', 'state'],
    [
      'with predecessors that cannot be read',
      anActivityRow('X1', 'R1', { predecessors: 'R1.1 after 3 days' }),
      'plan-import-predecessors-unreadable',
      'predecessors',
    ],
    [
      'with an unknown predecessor',
      anActivityRow('X1', 'R1', { predecessors: 'nowhere' }),
      'plan-import-code-unknown',
      'predecessors',
    ],
    [
      'that waits for itself',
      anActivityRow('X1', 'R1', { predecessors: 'X1' }),
      'dependency-on-itself',
      'predecessors',
    ],
    [
      'that waits for an initiative',
      anActivityRow('X1', 'R1', { predecessors: 'R1' }),
      'dependency-of-initiative',
      'predecessors',
    ],
    ['of another kind than in the plan', anActivityRow('R1', 'R1'), 'plan-import-item-is-another', 'kind'],
    ['of another parent than in the plan', anActivityRow('R1.1', '1'), 'plan-import-item-is-another', 'parent'],
  ])('%s is rejected alone, with its reason and column', async (_, row, reason, field) => {
    await importPlan(app, planFile([anInitiativeRow('R1'), anActivityRow('R1.1', 'R1')]));
    const before = await app.countRows(tables);
    const answer = await importPlan(app, planFile([row]));
    expect([answer.status, ...counts(answer)]).toEqual([201, 0, 0, 0, 1]);
    expect(await app.countRows(tables)).toEqual(before);
    const [account] = await rowsOf(answer.body.id, '&action=rejected');
    expect(account).toMatchObject({ row: 2, code: row.code, action: 'rejected', reason });
    expect(account.detail).toMatch(/\.$/);
    if (field !== null) expect(account.faults[0].field).toBe(field);
  });

  it('leaves the others to be taken over, but for those that need it', async () => {
    const rows = [
      anInitiativeRow('N1'),
      anActivityRow('N1.1', 'N1', { planned_start: 'soon' }),
      anActivityRow('N1.2', 'N1', { predecessors: 'N1.1' }),
      aMilestoneRow('N1.1-M', 'N1.1'),
      anActivityRow('N1.3', 'N1'),
    ];
    const answer = await importPlan(app, planFile(rows));
    expect(counts(answer)).toEqual([2, 0, 0, 3]);
    const rejected = await rowsOf(answer.body.id, '&action=rejected');
    expect(rejected).toMatchObject([
      { row: 3, reason: 'request-invalid', faults: [{ field: 'planned_start' }] },
      { row: 4, reason: 'plan-import-code-unknown', faults: [{ field: 'predecessors' }] },
      { row: 5, reason: 'plan-import-code-unknown', faults: [{ field: 'parent' }] },
    ]);
    expect(rejected[1].detail).toContain('row 3');
  });

  it('closes a cycle: it is named, and the others stay', async () => {
    const before = [anInitiativeRow('C1'), ...['C1.1', 'C1.2', 'C1.3'].map((code) => anActivityRow(code, 'C1'))];
    await importPlan(app, planFile(before));
    const rows = [
      anActivityRow('C1.1', 'C1', { predecessors: 'C1.3' }),
      anActivityRow('C1.2', 'C1', { predecessors: 'C1.1' }),
      anActivityRow('C1.3', 'C1', { predecessors: 'C1.2', title_en: 'Not taken over' }),
    ];
    const answer = await importPlan(app, planFile(rows));
    expect(counts(answer)).toEqual([0, 2, 0, 1]);
    const [account] = await rowsOf(answer.body.id, '&action=rejected');
    expect(account).toMatchObject({ code: 'C1.3', reason: 'dependency-cycle' });
    for (const code of ['C1.1', 'C1.2', 'C1.3']) expect(account.detail).toContain(code);
    expect(await exported()).not.toContain('Not taken over');
  });

  it('has a code that stands in the file twice, with the other one', async () => {
    const answer = await importPlan(
      app,
      planFile([anInitiativeRow('W1'), anInitiativeRow('W1'), anInitiativeRow('W2')]),
    );
    expect(counts(answer)).toEqual([1, 0, 0, 2]);
    const reasons = (await rowsOf(answer.body.id)).map(({ reason }: { reason: string | null }) => reason);
    expect(reasons).toEqual(['plan-import-code-twice', 'plan-import-code-twice', null]);
  });
});

describe('a file that is at fault as a whole', () => {
  const whole = planFile([anInitiativeRow('F1')]);
  it.each<[string, string | Buffer, number, string]>([
    [
      'in another encoding',
      Buffer.from(planFile([anInitiativeRow('F1', { title_en: 'é' })]), 'latin1'),
      400,
      'import-unreadable',
    ],
    ['that is a spreadsheet', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), 400, 'import-unreadable'],
    ['that is empty', Buffer.alloc(0), 400, 'import-unreadable'],
    ['without rows', planFile([]), 400, 'import-unreadable'],
    ['without a column', whole.replace('owner_unit', 'title_de'), 400, 'import-unreadable'],
    ['with semicolons', whole.replaceAll(',', ';'), 400, 'import-unreadable'],
    ['with a quotation mark that is never closed', `${whole}"F2`, 400, 'import-unreadable'],
    [
      'with a column that nobody knows',
      planFile([anInitiativeRow('F1')], [...whole.split('\r\n')[0]!.split(','), 'colour']),
      400,
      'plan-import-columns-unknown',
    ],
    [
      'with titles in a language that there is not',
      whole.replace('title_ru', 'title_xx-nonsense-'),
      400,
      'plan-import-columns-unknown',
    ],
    [
      'of more than 1 MiB',
      Buffer.concat([Buffer.from(whole), Buffer.alloc(1_048_576, 0x20)]),
      413,
      'plan-import-too-large',
    ],
    [
      'of more than 5,000 rows',
      `${whole}${whole.split('\r\n')[1]}\r\n`.repeat(1) + 'x,initiative,,,,,,,,,,,,,,,,,,,,\r\n'.repeat(5_000),
      413,
      'plan-import-rows-too-many',
    ],
  ])('%s is refused, and leaves nothing', async (_, file, status, code) => {
    const before = await app.countRows([...tables, ...accounts]);
    const answer = await importPlan(app, file);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await app.countRows([...tables, ...accounts])).toEqual(before);
  });

  it('in the encoding of older spreadsheet programs is read when that is asked for', async () => {
    const file = Buffer.from(planFile([anInitiativeRow('L1', { title_en: 'Café' })]), 'latin1');
    expect(counts(await importPlan(app, file, '?encoding=latin1&dryRun=true'))).toEqual([1, 0, 0, 0]);
  });
});
