import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOffering, Given, inEnglish } from './support/builders.js';
import { CatalogueApp, editor, manager } from './support/catalogue-app.js';
import { Importing } from './support/importing.js';

let here: CatalogueApp;
let there: CatalogueApp;

beforeAll(async () => {
  [here, there] = await Promise.all([
    CatalogueApp.boot({ IMPORT_ROWS_PER_SECOND: 100_000 }),
    CatalogueApp.boot({ IMPORT_ROWS_PER_SECOND: 100_000 }),
  ]);
});
afterAll(() => Promise.all([here.close(), there.close()]));

async function exported(from: CatalogueApp): Promise<string> {
  const answer = await from.app.inject({
    url: '/exports/courses.jsonl?state=draft,published,retired',
    headers: { authorization: `Bearer ${await from.issuer.token(manager)}` },
  });
  return answer.body;
}

/** A catalogue with one of everything. */
async function fill(): Promise<void> {
  const given = new Given(here);
  const course = await given.published({ code: 'A-SUCCESSOR', description: inEnglish('What it is about.') });
  const [organiser] = course.providerIds as [string];
  const open = (await here.post('/offerings', anOffering(course.id, organiser))).body;
  await here.post(`/offerings/${open.id}/opening`, {}, { ifMatch: 1 });
  const off = (await here.post('/offerings', anOffering(course.id, organiser, { startsOn: '2027-03-02' }))).body;
  await here.post(`/offerings/${off.id}/cancellation`, { reason: 'Too few.' }, { ifMatch: 1 });
  const old = await given.published({ code: 'B-OLD', feeTerms: { kind: 'paid', note: inEnglish('In instalments.') } });
  await here.post(`/courses/${old.id}/retirement`, { successorId: course.id, reason: 'Renewed.' }, { ifMatch: 2 });
  const { title } = course;
  await given.draft({ code: 'C-DRAFT', title, providerIds: [organiser], distinctFrom: [course.id], workloadHours: 4 });
  const gone = await given.published({ code: 'D-GONE' });
  await here.post(`/providers/${gone.providerIds[0]}/deactivation`, {}, { ifMatch: 1 });
}

describe('what one catalogue exports', () => {
  it('is the same in another one that imports it, and importing it again changes nothing', async () => {
    await fill();
    const file = await exported(here);
    const importing = new Importing(there);
    const { id: sourceId } = await importing.source({ mapping: 'capdev' });
    const first = await importing.run(file, { sourceId });
    expect(await importing.rows(first.id, '&outcome=rejected')).toEqual([]);
    expect(first.counts).toMatchObject({ created: 4 + 3, published: 3 });
    expect(await exported(there)).toBe(file);
    const second = await importing.run(file, { sourceId });
    expect(second.counts).toEqual({ unchanged: 7 });
    expect(await exported(there)).toBe(file);
  });

  it('comes with courses whose successors have gone too, the second time it is imported', async () => {
    const [from, to] = await Promise.all([CatalogueApp.boot(), CatalogueApp.boot({ IMPORT_ROWS_PER_SECOND: 100_000 })]);
    const given = new Given(from);
    const published = (code: string) => given.published({ code, title: inEnglish(`Course ${code}`) });
    const [first, second, third] = [
      await published('A-FIRST'),
      await published('B-SECOND'),
      await published('C-THIRD'),
    ];
    await from.post(`/courses/${first.id}/retirement`, { successorId: second.id }, { ifMatch: first.version });
    await from.post(`/courses/${second.id}/retirement`, { successorId: third.id }, { ifMatch: second.version });
    const file = await exported(from);
    const importing = new Importing(to);
    const { id: sourceId } = await importing.source({ mapping: 'capdev' });
    const { id } = await importing.run(file, { sourceId });
    const notes = (await importing.rows(id)).flatMap(({ faults }) => faults);
    expect(notes).toEqual([expect.objectContaining({ field: 'successor', advice: 'import the list once more' })]);
    expect((await importing.run(file, { sourceId })).counts).toMatchObject({ updated: 1 });
    expect(await exported(to)).toBe(file);
    await Promise.all([from.close(), to.close()]);
  });

  it('changes nothing in itself', async () => {
    const file = await exported(here);
    const before = await here.rowCounts();
    const { counts } = await new Importing(here).run(file, { mapping: 'capdev', as: editor });
    expect(counts).toEqual({ unchanged: 7 });
    expect(await exported(here)).toBe(file);
    expect((await here.rowCounts()).history_entry).toBe(before.history_entry! + 1);
  });
});
