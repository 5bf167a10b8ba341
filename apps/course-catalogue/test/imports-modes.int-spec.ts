import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CatalogueApp, editor, otherEditor } from './support/catalogue-app.js';
import { Importing, type Line, lines } from './support/importing.js';

let catalogue: CatalogueApp;
let importing: Importing;

beforeAll(async () => {
  catalogue = await CatalogueApp.boot({ IMPORT_ROWS_PER_SECOND: 100_000 });
  importing = await new Importing(catalogue).prepare();
});
afterAll(() => catalogue.close());

const problem = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const decide = (id: string, row: number, decision: string, about: object = {}) =>
  catalogue.post(`/imports/${id}/rows/${row}/decision`, { decision, ...about });
const line = (giver: string, about: Partial<Line> = {}): Line => ({ ...lines(1, { giver, id: giver })[0]!, ...about });

/** A course that the source has brought, and that people have worked on since. */
async function edited(mode: string, giver: string) {
  const source = await importing.source({ mode: 'overwrite' });
  const { id } = await importing.run([line(giver)], { sourceId: source.id });
  const [{ courseId }] = await importing.rows(id);
  await catalogue.patch(`/courses/${courseId}`, { summary: { text: { en: 'Ours' } } }, 1);
  await catalogue.patch(`/import-sources/${source.id}`, { mode }, 1);
  return { sourceId: source.id as string, courseId: courseId as string };
}

describe('a source that overwrites', () => {
  it('writes what it says over what people have said', async () => {
    const { sourceId, courseId } = await edited('overwrite', 'Overwriting');
    const { counts } = await importing.run([line('Overwriting', { summary: 'Theirs', hours: '9' })], { sourceId });
    expect(counts).toEqual({ updated: 1 });
    expect(await importing.course(courseId)).toMatchObject({ summary: { text: { en: 'Theirs' } }, workloadHours: 9 });
  });
});

describe('a source with its hands off', () => {
  it('leaves the fields that people have changed since, says which, and writes the others', async () => {
    const { sourceId, courseId } = await edited('hands-off', 'Handing');
    const list = [line('Handing', { summary: 'Theirs', hours: '9' })];
    const { id, counts } = await importing.run(list, { sourceId });
    expect(counts).toEqual({ updated: 1 });
    expect((await importing.rows(id))[0]).toMatchObject({ kept: ['summary'], after: { workloadHours: 9 } });
    expect(await importing.course(courseId)).toMatchObject({ summary: { text: { en: 'Ours' } }, workloadHours: 9 });
    const again = await importing.run(list, { sourceId });
    expect(again.counts).toEqual({ unchanged: 1 });
    expect((await importing.rows(again.id))[0].kept).toEqual(['summary']);
  });

  it('brings new courses, and fills in what is empty', async () => {
    const { sourceId } = await edited('hands-off', 'Filling');
    const { counts } = await importing.run([line('Filling'), ...lines(2, { giver: 'Filling' }, 100)], { sourceId });
    expect(counts).toEqual({ created: 2, unchanged: 1 });
  });
});

describe('a source that proposes', () => {
  it('writes nothing, and shows what would change beside what is', async () => {
    const { sourceId, courseId } = await edited('propose', 'Proposing');
    const before = await catalogue.rowCounts();
    const list = [line('Proposing', { hours: '9' }), ...lines(2, { giver: 'Proposing' }, 200)];
    const { id, counts } = await importing.run(list, { sourceId });
    expect(counts).toEqual({ proposed: 3 });
    const after = await catalogue.rowCounts();
    expect([after.course, after.provider]).toEqual([before.course, before.provider]);
    const [row, fresh] = await importing.rows(id, '&undecided=true');
    expect(row).toMatchObject({ courseId, before: { workloadHours: 8 }, after: { workloadHours: 9 } });
    expect(fresh).toMatchObject({ courseId: null, before: null });

    expect((await decide(id, 2, 'accept')).body).toMatchObject({ outcome: 'updated', decision: 'accept' });
    expect((await importing.course(courseId)).workloadHours).toBe(9);
    expect((await decide(id, 3, 'refuse')).body).toMatchObject({ outcome: 'proposed', decision: 'refuse' });
    expect(problem(await decide(id, 3, 'accept'))).toEqual([409, 'import-row-decided']);
    expect(problem(await decide(id, 4, 'distinct'))).toEqual([400, 'import-decision-unsuitable']);
    expect(problem(await decide(id, 99, 'accept'))).toEqual([404, 'import-row-not-found']);
    expect(problem(await catalogue.get(`/imports/${id}/rows?outcome=wrong`, { as: editor }))).toEqual([
      400,
      'request-invalid',
    ]);

    await catalogue.post(`/imports/${id}/decisions`, { decision: 'accept' });
    const { counts: end } = await importing.atRest(id);
    expect(end).toEqual({ proposed: 1, updated: 1, created: 1 });
    expect(await importing.rows(id, '&undecided=true')).toEqual([]);

    // What was refused is not asked about again while the list says the same.
    const again = await importing.run(list, { sourceId });
    expect(again.counts).toEqual({ unchanged: 3 });
    expect((await importing.rows(again.id))[1].faults).toEqual([
      expect.objectContaining({ reason: expect.stringMatching(/has refused/) }),
    ]);
    const [first, refused, last] = list as [Line, Line, Line];
    const later = await importing.run([first, { ...refused, hours: '7' }, last], { sourceId });
    expect(later.counts).toEqual({ unchanged: 2, proposed: 1 });
  });

  it('names the person who accepted in the history, and nobody in the event', async () => {
    const { id } = await importing.run(lines(1, { giver: 'Accepting' }, 300), { mode: 'propose', publish: true });
    const { body } = await decide(id, 2, 'accept');
    const { body: history } = await catalogue.get(`/courses/${body.courseId}/history`, { as: editor });
    expect(history.items.map((entry: { action: string }) => entry.action)).toEqual(['published', 'drafted']);
    expect(history.items[0].actor).toEqual({ subject: editor.subject, unit: 'BDT' });
  });
});

describe('a row that looks like a course that is there', () => {
  it('is held with the candidate; said to be another, it is entered, and nobody is asked again', async () => {
    const { id: first } = await importing.run([line('Twins', { title: 'Spectrum management for regulators' })]);
    const [{ courseId }] = await importing.rows(first);
    const { id: sourceId } = await importing.source();
    const list = [line('Twins', { title: 'Spectrum managment for regulators', id: 'twin' })];
    const held = await importing.run(list, { sourceId });
    expect(held.counts).toEqual({ held: 1 });
    const [row] = await importing.rows(held.id);
    expect(row.candidates).toMatchObject([
      { id: courseId, why: [expect.stringContaining('The titles in English'), expect.any(String)] },
    ]);
    const { body } = await decide(held.id, 2, 'distinct');
    expect(body).toMatchObject({ outcome: 'created', decision: 'distinct' });
    expect((await importing.run(list, { sourceId })).counts).toEqual({ unchanged: 1 });
    // A change that would make it look like the other one is no question any more either.
    const renamed = [{ ...list[0]!, title: 'Spectrum management for regulators' }];
    expect((await importing.run(renamed, { sourceId })).counts).toEqual({ updated: 1 });
  });

  it('said to be the same, means that course from then on', async () => {
    const { id: first } = await importing.run([line('Sames', { title: 'Radio monitoring in practice' })]);
    const [{ courseId }] = await importing.rows(first);
    const { id: sourceId } = await importing.source();
    const list = [line('Sames', { title: 'Radio monitoring in practise', id: 'same', hours: '12' })];
    const { id } = await importing.run(list, { sourceId });
    expect(problem(await decide(id, 2, 'same', { courseId: sourceId }))).toEqual([400, 'import-decision-unsuitable']);
    expect((await decide(id, 2, 'same')).body).toMatchObject({ outcome: 'updated', courseId });
    expect(await importing.course(courseId)).toMatchObject({ workloadHours: 12 });
    expect((await importing.run(list, { sourceId })).counts).toEqual({ unchanged: 1 });
  });

  it('is found among the rows before it too, but a run of a course is no second course', async () => {
    const titles = ['Numbering plans for islands', 'Numbering plan for islands'];
    const list = titles.map((title, index) => line('Islands', { title, id: `island-${index}` }));
    expect((await importing.run(list)).counts).toEqual({ created: 1, held: 1 });
    const runs = ['2030-01-01', '2030-02-01'].map((from) =>
      line('Runs', { id: 'run', title: 'A course with runs', from, to: '2030-03-01' }),
    );
    const { id, counts } = await importing.run(runs, { mapping: 'list-with-runs', publish: true });
    expect(counts).toEqual({ created: 1, updated: 1, published: 1 });
    const [{ courseId }] = await importing.rows(id);
    const { body } = await catalogue.get(`/offerings?courseId=${courseId}`);
    expect(body.items.map((one: { startsOn: string }) => one.startsOn)).toEqual(['2030-01-01', '2030-02-01']);
  });
});

describe('a row whose made-up code another course has', () => {
  it('is that course where the titles agree, and held where they do not', async () => {
    const { id: first } = await importing.run([line('Codes', { title: 'Satellite coordination' })]);
    const [{ courseId }] = await importing.rows(first);
    expect((await importing.run([line('Codes', { title: 'Satellite co-ordination' })])).counts).toEqual({ updated: 1 });
    const { id, counts } = await importing.run([line('Codes', { title: 'Accounting for beginners' })]);
    expect(counts).toEqual({ held: 1 });
    expect((await importing.rows(id))[0].candidates).toMatchObject([{ id: courseId }]);
    expect((await decide(id, 2, 'distinct')).body).toMatchObject({ outcome: 'rejected', faults: [{ field: 'id' }] });
  });
});

describe('where a course comes from', () => {
  it('is told field by field, with what people have changed since', async () => {
    const { sourceId, courseId } = await edited('hands-off', 'Telling');
    const { body } = await catalogue.get(`/courses/${courseId}/origins`, { as: editor });
    expect(body.items).toMatchObject([{ sourceId, key: '["Telling"]' }]);
    const { fields } = body.items[0];
    expect(fields.summary).toMatchObject({ value: { text: { en: 'Part 1' } }, changedSince: true });
    expect(fields.workloadHours).toMatchObject({ value: 8, changedSince: false, importId: expect.any(String) });
    expect(problem(await catalogue.get(`/courses/${courseId}/origins`, { as: otherEditor }))).toEqual([
      404,
      'course-not-found',
    ]);
  });
});

describe('a dry run', () => {
  it('gives the account of the real one, and writes nothing', async () => {
    const { id: sourceId } = await importing.source({ mapping: 'list-with-runs' });
    const start = lines(205, { giver: 'Dry School' }, 500);
    await importing.run(start.slice(0, 5), { sourceId, publish: true });
    const late = { ...start[7]!, id: 'c-late', title: 'Late', to: '2030-12-01' };
    const list = [
      { ...start[0]!, hours: '9' },
      { ...late, from: '2030-02-01' },
      ...start.slice(1),
      { ...start[2]!, id: 'dry-twin', title: 'Radio basics 503' },
      // A course and a title of the batch before, which a dry run has not written.
      { ...start[20]!, id: 'dry-twin-2', title: 'Basics radio 520' },
      { ...late, from: '2030-03-01' },
      { ...start[8]!, id: 'broken', hours: 'x' },
    ];
    const before = await catalogue.rowCounts();
    const dry = await importing.run(list, { sourceId, publish: true, dryRun: true });
    expect(await catalogue.rowCounts()).toMatchObject({ course: before.course, outbox_message: before.outbox_message });
    expect(problem(await catalogue.post(`/imports/${dry.id}/undo`, {}))).toEqual([409, 'import-dry-run']);
    const wet = await importing.run(list, { sourceId, publish: true });
    expect(dry.counts).toEqual(wet.counts);
    expect(wet.counts).toMatchObject({ created: 201, held: 2, rejected: 1 });
    const plain = (rows: Record<string, unknown>[]) =>
      rows.map(({ row, key, code, outcome, published, faults, before: from, after }) => {
        return { row, key, code, outcome, published, faults, from, after };
      });
    const [dryRows, wetRows] = [await importing.rows(dry.id), await importing.rows(wet.id)];
    const withoutMoments = (rows: unknown) => JSON.stringify(rows).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then');
    expect(JSON.parse(withoutMoments(plain(dryRows)))).toEqual(JSON.parse(withoutMoments(plain(wetRows))));
  });
});
