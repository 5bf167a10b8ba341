import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOffering, Given, inEnglish } from './support/builders.js';
import { CatalogueApp } from './support/catalogue-app.js';
import { Importing } from './support/importing.js';
import { bodyOf, judgedCourses } from './relevance/suite.js';

const rows = 60;

describe('what was exported and imported elsewhere', () => {
  let one: CatalogueApp;
  let other: CatalogueApp;
  let sourceId: string;

  const exported = async (catalogue: CatalogueApp, format = 'jsonl'): Promise<string> => {
    const { statusCode, body } = await catalogue.app.inject({ method: 'GET', url: `/exports/courses.${format}` });
    expect(statusCode).toBe(200);
    return body;
  };

  /** A catalogue with something of everything. */
  const fill = async (catalogue: CatalogueApp): Promise<void> => {
    const given = new Given(catalogue);
    const giver = await given.provider({
      kind: 'centre',
      country: 'KE',
      centreId: 'C-1',
      name: { original: 'fr', text: { fr: 'Centre exemple, « sud »', ar: 'مركز المثال' } },
      description: inEnglish('Has "quotes", commas,\nand lines.'),
    });
    const closed = await given.provider({ name: inEnglish('Closed Academy') });
    for (const course of judgedCourses().slice(0, rows)) {
      const { id } = await given.draft(bodyOf(course, course.key.toUpperCase(), [giver.id, closed.id]));
      await catalogue.post(`/courses/${id}/publication`, undefined, { ifMatch: 1 });
    }
    await catalogue.post(`/providers/${closed.id}/deactivation`, undefined, { ifMatch: 1 });
    const kept = await given.published({ code: 'KEPT-1', title: inEnglish('Kept'), workloadHours: 12.25 });
    const gone = await given.published({ code: 'GONE-1', title: inEnglish('Gone') });
    const retirement = { successorId: kept.id, reason: '=1+1, and more' };
    await catalogue.post(`/courses/${gone.id}/retirement`, retirement, { ifMatch: gone.version });
    const offering = async (about: object): Promise<string> =>
      (await catalogue.post('/offerings', anOffering(kept.id, giver.id, about))).body.id;
    const opened = await offering({ fee: { amount: '150.00', currency: 'CHF' }, seats: 30 });
    await catalogue.post(`/offerings/${opened}/opening`, undefined, { ifMatch: 1 });
    const cancelled = await offering({ startsOn: '2027-06-01', endsOn: '2027-06-02' });
    await catalogue.post(`/offerings/${cancelled}/cancellation`, { reason: 'Too few.' }, { ifMatch: 1 });
    await offering({ startsOn: '2028-03-01', endsOn: '2028-03-19' });
  };

  beforeAll(async () => {
    [one, other] = await Promise.all([CatalogueApp.boot(), CatalogueApp.boot()]);
    await fill(one);
  });
  afterAll(() => Promise.all([one.close(), other.close()]));

  it('is the same catalogue, byte for byte in every export', async () => {
    const lines = await exported(one);
    expect(lines.split('\n').length).toBeGreaterThan(rows);
    expect(await exported(other)).not.toBe(lines);
    const importing = new Importing(other);
    sourceId = (await importing.source({ mapping: 'capdev' })).id;
    const finished = await importing.run(lines, { sourceId });
    expect(finished).toMatchObject({ state: 'finished' });
    expect(finished.counts).not.toHaveProperty('rejected');
    expect(await exported(other)).toBe(lines);
    expect(await exported(other, 'csv')).toBe(await exported(one, 'csv'));
  });

  it('changes nothing when it is imported once more', async () => {
    const counts = await other.rowCounts();
    const importing = new Importing(other);
    const finished = await importing.run(await exported(one), { sourceId });
    expect((await importing.rows(finished.id)).filter(({ outcome }) => outcome !== 'unchanged')).toEqual([]);
    expect(await other.rowCounts()).toEqual({
      ...counts,
      history_entry: counts.history_entry! + 1,
      outbox_message: counts.outbox_message! + 1,
    });
  });
});
