import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Given, inEnglish } from './support/builders.js';
import { type Answer, CatalogueApp } from './support/catalogue-app.js';

/** More than are ranked by all their words. */
const each = 60;

describe('a question that many courses match', () => {
  let catalogue: CatalogueApp;
  const question = `q=${encodeURIComponent('coral lagoons')}`;

  const everyPage = async (query: string): Promise<string[]> => {
    const found: string[] = [];
    for (let path: string | null = `/search?${query}`; path !== null;) {
      const { body }: Answer = await catalogue.get(path, { headers: { 'accept-language': 'en' } });
      expect(body.total).toBe((query.includes('level=') ? 2 : 3) * each);
      found.push(...body.items.map(({ code }: { code: string }) => code.slice(0, 4)));
      path = body.next;
    }
    return found;
  };
  const inFrench = (at: number): boolean => at % 3 === 0;
  const lagoon = (at: number) => {
    const text = { en: `Lagoon ${at}`, ...(inFrench(at) && { fr: `Lagune ${at}` }) };
    return { original: 'en', text };
  };
  const times = (kind: string): string[] => Array.from({ length: each }, () => kind);

  beforeAll(async () => {
    catalogue = await CatalogueApp.boot();
    const given = new Given(catalogue);
    const words = 'Coral and lagoons, measured.';
    for (let at = 100; at < 100 + each; at += 1) {
      const summary = inEnglish(words);
      await given.published({ code: `NONE-${at}`, title: inEnglish(`Waters ${at}`), summary, level: 'advanced' });
      await given.published({
        code: `SOME-${at}${inFrench(at) ? 'F' : ''}`,
        title: lagoon(at),
        summary,
        level: 'advanced',
      });
      await given.published({ code: `BOTH-${at}`, title: inEnglish(`Coral lagoon ${at}`) });
    }
  });
  afterAll(() => catalogue.close());

  it('comes with the titles first that have all words, then with those that have some, page after page', async () => {
    for (const limit of [20, each, 100])
      expect(await everyPage(`${question}&limit=${limit}`)).toEqual([
        ...times('BOTH'),
        ...times('SOME'),
        ...times('NONE'),
      ]);
  });

  it('comes in each part with the texts in the reader’s language first', async () => {
    const headers = { 'accept-language': 'fr' };
    const { body } = await catalogue.get(`/search?${question}&limit=100&level=advanced`, { headers });
    const codes: string[] = body.items
      .map(({ code }: { code: string }) => code)
      .filter((code: string) => code.startsWith('SOME'));
    const french = Array.from({ length: each }, (_, at) => 100 + at).filter(inFrench).length;
    expect(codes.map((code) => code.endsWith('F'))).toEqual([
      ...times('F')
        .slice(0, french)
        .map(() => true),
      ...times('')
        .slice(french)
        .map(() => false),
    ]);
  });

  it('is narrowed down in every part', async () => {
    expect(await everyPage(`${question}&limit=20&level=advanced`)).toEqual([...times('SOME'), ...times('NONE')]);
  });

  it('is counted although nothing of it is shown, by value and in all', async () => {
    const { body } = await catalogue.get(`/search?${question}&limit=1&facets=level,unit`);
    expect(body.facets.level).toContainEqual(expect.objectContaining({ code: 'advanced', count: 2 * each }));
    expect(body.facets.unit).toEqual([expect.objectContaining({ count: 3 * each })]);
    const narrowed = await catalogue.get(`/search?${question}&limit=1&facets=level&level=advanced`);
    expect(narrowed.body.total).toBe(2 * each);
    expect(narrowed.body.facets).toEqual({ level: body.facets.level });
  });
});
