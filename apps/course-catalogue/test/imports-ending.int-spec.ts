import { importFinishedV1 } from '@capdev/contracts/catalogue';
import { announcements, expectAnnounced } from '@capdev/messaging/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CatalogueApp, editor } from './support/catalogue-app.js';
import { Importing, lines, listOf, smallList } from './support/importing.js';

let catalogue: CatalogueApp;
let importing: Importing;

beforeAll(async () => {
  catalogue = await CatalogueApp.boot({ IMPORT_ROWS_PER_SECOND: 100_000 });
  importing = await new Importing(catalogue).prepare();
});
afterAll(() => catalogue.close());

const problem = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const undo = (id: string) => catalogue.post(`/imports/${id}/undo`, {});

describe('a finished import', () => {
  it('is announced once, in numbers, and a dry run is not', async () => {
    const list = [...lines(2, { giver: 'Announcing' }), { ...lines(1)[0]!, id: 'wrong', hours: 'x' }];
    const { id, sourceId } = await importing.run(list, { publish: true });
    const { data } = await expectAnnounced(catalogue.database, importFinishedV1, id);
    expect(data).toEqual({
      ...{ importId: id, sourceId, owningUnit: 'BDT', rows: 3, created: 2, updated: 0, unchanged: 0, proposed: 0 },
      ...{ rejected: 1, published: 2 },
    });
    const dry = await importing.run(list, { dryRun: true });
    expect(await announcements(catalogue.database, dry.id)).toEqual([]);
  });

  it('gives its account as a CSV that runs no formula', async () => {
    // Even the name of a column may be one.
    const course = { ...smallList.course, workloadHours: { as: 'number', column: '=hours' } };
    await catalogue.post('/import-mappings', { ...smallList, name: 'formulas', course });
    const list = listOf([...lines(1, { giver: 'Accounting' }, 50), { id: '=1+1', title: '', hours: '=x' }]);
    const { id } = await importing.run(list.replace('hours', '=hours'), { mapping: 'formulas' });
    const answer = await catalogue.app.inject({
      url: `/imports/${id}/account.csv`,
      headers: { authorization: `Bearer ${await catalogue.issuer.token(editor)}` },
    });
    expect(answer.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8' });
    const [head, created, ...faults] = answer.body.trimEnd().split('\r\n');
    expect(head).toBe('row,key,code,outcome,published,changed,kept,field,reason,advice,candidates,decision,undone');
    expect(created).toMatch(/^2,"\[""c-50""\]",SL-C-50-\w+,created,no,/);
    expect(faults.length).toBe(2);
    expect(faults.join()).toContain(`,'=hours,`);
    expect(answer.body).not.toMatch(/(^|,)"?[=+@]/m);
  });
});

describe('undoing an import', () => {
  it('removes its drafts, retires what was public, cancels runs and puts values back', async () => {
    const { id: sourceId } = await importing.source({ mapping: 'list-with-runs' });
    const [kept, ...rest] = lines(3, { giver: 'Undoing' }, 100);
    const first = await importing.run([kept!], { sourceId, publish: true });
    const [{ courseId }] = await importing.rows(first.id);
    const before = await catalogue.rowCounts();
    const list = [
      { ...kept!, hours: '20', from: '2030-01-01', to: '2030-02-01' },
      { ...rest[0]!, from: '2030-01-01', to: '2030-02-01' },
      { ...rest[1]!, giver: '' },
    ];
    const { id, counts } = await importing.run(list, { sourceId, publish: true });
    expect(counts).toEqual({ updated: 1, created: 2, published: 1 });
    const made = await importing.rows(id);
    expect((await undo(id)).body).toMatchObject({ task: 'undo' });
    expect(await importing.atRest(id)).toMatchObject({ state: 'undone', counts: { undone: 3, left: 0 } });
    expect((await importing.rows(id)).map(({ undone }) => undone)).toEqual(['restored', 'retired', 'removed']);
    expect(await importing.course(courseId)).toMatchObject({ workloadHours: 8, state: 'published', version: 4 });
    expect(await importing.course(made[1].courseId)).toMatchObject({ state: 'retired' });
    expect(problem(await catalogue.get(`/courses/${made[2].courseId}`, { as: editor }))).toEqual([
      404,
      'course-not-found',
    ]);
    const runs = await catalogue.get(`/offerings?courseId=${courseId}`);
    expect(runs.body.items).toMatchObject([{ state: 'cancelled' }]);
    expect((await catalogue.rowCounts()).course).toBe(before.course! + 1);
    expect(problem(await undo(id))).toEqual([409, 'import-undone']);
    // The same list again finds what it had found before.
    const again = await importing.run([kept!], { sourceId });
    expect(again.counts).toEqual({ unchanged: 1 });
  });

  it('is refused when others have worked on its records, by their names, and then nothing is undone', async () => {
    const { id } = await importing.run(lines(3, { giver: 'Touched' }, 200));
    const [, { courseId, code }] = await importing.rows(id);
    await catalogue.patch(`/courses/${courseId}`, { workloadHours: 1 }, 1);
    const answer = await undo(id);
    expect(problem(answer)).toEqual([409, 'import-records-touched']);
    expect(answer.body.touched).toEqual([{ row: 3, code }]);
    expect(await catalogue.get(`/imports/${id}`, { as: editor })).toMatchObject({
      body: { state: 'finished', task: null },
    });
  });

  it('is refused when another source tells of one of its courses too', async () => {
    const list = lines(2, { giver: 'Shared' }, 250);
    const { id } = await importing.run(list);
    await importing.run(list.slice(0, 1));
    const answer = await undo(id);
    expect(problem(answer)).toEqual([409, 'import-records-touched']);
    expect(answer.body.touched).toMatchObject([{ row: 2 }]);
  });

  it('takes back an accepted proposal, and leaves what was only proposed', async () => {
    const { id } = await importing.run(lines(2, { giver: 'Proposal' }, 300), { mode: 'propose' });
    await catalogue.post(`/imports/${id}/rows/2/decision`, { decision: 'accept' });
    const [{ courseId }] = await importing.rows(id);
    await undo(id);
    expect(await importing.atRest(id)).toMatchObject({ state: 'undone', counts: { undone: 1 } });
    expect((await catalogue.get(`/courses/${courseId}`, { as: editor })).status).toBe(404);
  });
});

describe('what has gone from a source', () => {
  it('is told, and retired only when somebody names it', async () => {
    const { id: sourceId } = await importing.source();
    const list = lines(4, { giver: 'Missing' }, 400);
    await importing.run(list, { sourceId, publish: true });
    const broken = { ...list[3]!, hours: 'x' };
    const { id } = await importing.run([list[0]!, broken], { sourceId });
    const missing = () => catalogue.get(`/imports/${id}/missing?limit=1`, { as: editor });
    const page = await missing();
    expect(page.body).toMatchObject({ items: [{ key: '["c-401"]', state: 'published' }], next: expect.any(String) });
    const rest = await catalogue.get(page.body.next, { as: editor });
    expect(rest.body).toMatchObject({ items: [{ key: '["c-402"]' }], next: null });
    const [one] = page.body.items;
    const present = (await importing.rows(id))[0].courseId;
    const body = { courseIds: [one.courseId, present], reason: 'No longer given.' };
    const retired = await catalogue.post(`/imports/${id}/missing/retirement`, body);
    expect(retired.body).toMatchObject({ retired: [one.courseId], left: [{ courseId: present }] });
    expect(await importing.course(one.courseId)).toMatchObject({
      state: 'retired',
      retirementReason: 'No longer given.',
    });
    expect((await importing.course(present)).state).toBe('published');
    expect((await missing()).body).toMatchObject({ items: [{ key: '["c-402"]' }] });
  });
});
