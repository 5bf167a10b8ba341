import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogueSchema } from '../src/data-source.js';
import { reindex } from '../src/search/reindexing.js';
import { Given, inEnglish } from './support/builders.js';
import { CatalogueApp } from './support/catalogue-app.js';

const copies = 1_200;

describe('entering courses that the search does not know', () => {
  let catalogue: CatalogueApp;

  const tables = ['course_search', 'course_title_start', 'search_word'];
  const contents = async (): Promise<string[]> => {
    const texts = tables.map(
      (table) =>
        `(SELECT md5(string_agg((to_jsonb(one) - 'number')::text, ',' ORDER BY (to_jsonb(one) - 'number')::text)) FROM ${table} one) AS ${table}`,
    );
    const [row] = await catalogue.database.dataSource.query<Record<string, string>[]>(`SELECT ${texts.join(', ')}`);
    return Object.values(row!);
  };
  const known = async (): Promise<number> => {
    const text = 'SELECT count(*)::int AS count FROM course_search';
    return (await catalogue.database.dataSource.query<{ count: number }[]>(text))[0]!.count;
  };
  const run = (print: (line: string) => void = () => undefined): Promise<number> =>
    reindex({ ...catalogueSchema, url: catalogue.ownerUrl, applicationName: 'reindex test' }, print);

  beforeAll(async () => {
    catalogue = await CatalogueApp.boot();
    const given = new Given(catalogue);
    const course = await given.published({ title: inEnglish('Knots'), summary: inEnglish('Bends and hitches.') });
    await given.draft();
    // As if they had been published before there was a search.
    await catalogue.database.dataSource.query(
      `INSERT INTO course SELECT (jsonb_populate_record(course, jsonb_build_object(
           'id', uuidv7(), 'code', 'OLD-' || n, 'title', jsonb_build_object('original', 'en', 'text', jsonb_build_object('en', 'Knots ' || n))))).*
         FROM course, generate_series(1, $1) AS n WHERE id = $2`,
      [copies, course.id],
    );
  });
  afterAll(() => catalogue.close());

  it('goes on where it was killed, and ends with the same as if it had not been', async () => {
    expect(await known()).toBe(1);
    const killed = new Error('killed');
    const dying = run(() => {
      throw killed;
    });
    await expect(dying).rejects.toBe(killed);
    expect(await known()).toBe(501);
    const lines: string[] = [];
    expect(await run((line) => lines.push(line))).toBe(copies - 500);
    expect(lines.at(-1)).toBe('Search index: 700 of 700 courses.');
    const resumed = await contents();
    await catalogue.database.dataSource.query('DELETE FROM course_search');
    await catalogue.database.dataSource.query('DELETE FROM search_word');
    expect(await run()).toBe(copies + 1);
    expect(await contents()).toEqual(resumed);
  });

  it('does nothing when nothing is to be done', async () => {
    const before = await contents();
    expect(await run()).toBe(0);
    expect(await contents()).toEqual(before);
  });

  it('does again what was taken apart in an older way', async () => {
    await catalogue.database.dataSource.query(
      `UPDATE course_search SET analysis = 0, words = '' WHERE course_id IN (SELECT course_id FROM course_search LIMIT 3)`,
    );
    expect((await catalogue.get('/search?q=knots')).body.total).toBe(copies - 2);
    expect(await run()).toBe(3);
    expect((await catalogue.get('/search?q=knots')).body.total).toBe(copies + 1);
  });

  it('leaves out what is not published', async () => {
    const text = `SELECT count(*)::int AS count FROM course_search JOIN course ON id = course_id WHERE state <> 'published'`;
    expect(await catalogue.database.dataSource.query(text)).toEqual([{ count: 0 }]);
  });
});
