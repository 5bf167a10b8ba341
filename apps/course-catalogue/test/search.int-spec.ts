import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MultilingualText } from '@capdev/taxonomy';
import { anOffering, Given, inEnglish } from './support/builders.js';
import { type Answer, CatalogueApp } from './support/catalogue-app.js';

const today = '2027-02-01';

describe('searching the published courses', () => {
  let catalogue: CatalogueApp;
  let given: Given;

  const search = (query: string, language = 'en'): Promise<Answer> =>
    catalogue.get(`/search?${query}`, { headers: { 'accept-language': language } });
  const asking = (q: string, more = ''): string => `q=${encodeURIComponent(q)}${more}`;
  const codes = async (query: string, language?: string): Promise<string[]> =>
    (await search(query, language)).body.items.map(({ code }: { code: string }) => code);
  const titled = (code: string, title: MultilingualText | string, about: object = {}): Promise<Answer['body']> =>
    given.published({ code, title: typeof title === 'string' ? inEnglish(title) : title, ...about });
  const everyPage = async (query: string): Promise<string[]> => {
    const found: string[] = [];
    for (let path: string | null = `/search?${query}`; path !== null;) {
      const { body }: Answer = await catalogue.get(path);
      found.push(...body.items.map(({ code }: { code: string }) => code));
      path = body.next;
    }
    return found;
  };

  beforeAll(async () => {
    catalogue = await CatalogueApp.boot();
    catalogue.setDay(today);
    given = new Given(catalogue);
  });
  afterAll(() => catalogue.close());

  describe('what is found', () => {
    it('are published courses only, from their publication to their retirement', async () => {
      const draft = await given.draft({
        code: 'LIFE-1',
        title: inEnglish('Lighthouse keeping'),
        providerIds: [(await given.provider()).id],
      });
      expect(await codes(asking('lighthouse'))).toEqual([]);
      const published = await catalogue.post(`/courses/${draft.id}/publication`, undefined, { ifMatch: 1 });
      expect(await codes(asking('lighthouse'))).toEqual(['LIFE-1']);
      await catalogue.post(`/courses/${draft.id}/retirement`, {}, { ifMatch: published.body.version });
      expect(await codes(asking('lighthouse'))).toEqual([]);
    });

    it('is by the words that a course has now', async () => {
      const course = await titled('NOW-1', 'Telegraphy');
      await catalogue.patch(`/courses/${course.id}`, { title: inEnglish('Semaphore') }, course.version);
      expect(await codes(asking('telegraphy'))).toEqual([]);
      expect(await codes(asking('semaphore'))).toEqual(['NOW-1']);
    });

    it('is also by the name of a provider, which may change', async () => {
      const provider = await given.provider({ name: inEnglish('Zanzibar Institute') });
      await titled('PRO-1', 'Tide tables', { providerIds: [provider.id] });
      expect(await codes(asking('zanzibar'))).toEqual(['PRO-1']);
      await catalogue.patch(`/providers/${provider.id}`, { name: inEnglish('Quelimane Institute'), country: 'MZ' }, 1);
      expect(await codes(asking('zanzibar'))).toEqual([]);
      expect(await codes(asking('quelimane', '&country=MZ'))).toEqual(['PRO-1']);
      expect(await codes(asking('quelimane', '&region=AFR'))).toEqual(['PRO-1']);
      expect(await codes(asking('quelimane', '&region=EUR'))).toEqual([]);
    });

    it('is also by the names of its topics, in the languages that it has no text in', async () => {
      await titled('TOP-1', 'Household rubbish that hums', { topics: ['e-waste'] });
      expect(await codes(asking('электронные отходы'), 'ru')).toContain('TOP-1');
    });

    it('is a whole even though it stands in a compound: e-waste and ewaste', async () => {
      await titled('COM-1', 'Sorting e-vehicles');
      expect(await codes(asking('evehicles'))).toEqual(['COM-1']);
      expect(await codes(asking('e-vehicles'))).toEqual(['COM-1']);
    });

    it('comes with titles before summaries before descriptions', async () => {
      await titled('WEI-3', 'One', { description: inEnglish('Of periscopes.') });
      await titled('WEI-2', 'Two', { summary: inEnglish('Of periscopes.') });
      await titled('WEI-1', 'Three periscopes');
      expect(await codes(asking('periscope'))).toEqual(['WEI-1', 'WEI-2', 'WEI-3']);
    });

    it('comes with the fuller record first when all else is the same', async () => {
      await titled('FUL-1', 'Heliography', { modality: 'blended' });
      await titled('FUL-2', 'Heliography', { modality: 'blended', level: 'advanced', credential: 'badge' });
      expect(await codes(asking('heliography'))).toEqual(['FUL-2', 'FUL-1']);
    });
  });

  describe('how a question is read', () => {
    beforeAll(async () => {
      await titled('REA-1', 'Submarine cables of the Pacific');
      await titled('REA-2', 'Cable television');
    });

    it('is as it was typed where that finds enough, and says so', async () => {
      for (let n = 1; n <= 5; n += 1) await titled(`ENO-${n}`, `Gyroscopes, volume ${n}`);
      const { body } = await search(asking('gyroscope'));
      expect(body).toMatchObject({ total: 5, understood: { reading: 'as-typed', didYouMean: null } });
    });

    it('takes a word that nobody wrote for the one it looks like', async () => {
      const { body } = await search(asking('submraine cabels'));
      expect(body).toMatchObject({
        total: 1,
        understood: { reading: 'widened', didYouMean: 'submarine cables' },
        items: [{ code: 'REA-1', highlights: { title: '<mark>Submarine</mark> <mark>cables</mark> of the Pacific' } }],
      });
    });

    it('takes a part of a word for the word', async () => {
      expect(await codes(asking('subma'))).toEqual(['REA-1']);
      expect(await codes(asking('marine'))).toEqual(['REA-1']);
    });

    it('gives up a word rather than find nothing, and says so', async () => {
      const { body } = await search(asking('submarine cables for gardeners'));
      expect(body.understood.reading).toBe('some-words');
      expect(body.items[0].code).toBe('REA-1');
    });

    it('finds nothing rather than anything when no word is known', async () => {
      const { body } = await search(asking('xqzvwk'));
      expect(body).toMatchObject({ total: 0, items: [], next: null });
    });
  });

  describe('the answer', () => {
    beforeAll(async () => {
      await titled('ANS-1', {
        original: 'ru',
        text: { ru: 'Основы метеорологии', en: 'Basics of meteorology', fr: 'Bases de la météorologie' },
      });
    });

    it('is in the reader’s language, and says whether that is the original', async () => {
      const french = (await search(asking('метеорологии'), 'fr-CH')).body.items[0];
      expect(french).toMatchObject({ title: 'Bases de la météorologie', shownIn: 'fr', isOriginal: false });
      const russian = (await search(asking('meteorology'), 'ru')).body.items[0];
      expect(russian).toMatchObject({ title: 'Основы метеорологии', shownIn: 'ru', isOriginal: true });
      const { headers, body } = await search(asking('meteorology'), 'es');
      expect(body.items[0]).toMatchObject({ title: 'Basics of meteorology', shownIn: 'en', isOriginal: false });
      expect(headers['content-language']).toBe('en');
    });

    it('has every language when asked for', async () => {
      const { body } = await search(asking('meteorology', '&lang=*'));
      expect(body.items[0]).toMatchObject({ title: { original: 'ru' }, highlights: null });
    });

    it('marks the words that match, and nothing that a title holds can become HTML', async () => {
      await titled('XSS-1', 'Astrolabes <img src=x onerror="alert(1)"> & sextants');
      const { body } = await search(asking('sextants'));
      expect(body.items[0].highlights.title).toBe(
        'Astrolabes &lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; <mark>sextants</mark>',
      );
    });

    it('prefers courses with a text in the reader’s language', async () => {
      await titled('PRE-1', { original: 'en', text: { en: 'Radar' } });
      await titled('PRE-2', { original: 'fr', text: { fr: 'Radar' } });
      expect(await codes(asking('radar'), 'fr')).toEqual(['PRE-2', 'PRE-1']);
      expect(await codes(asking('radar'), 'en')).toEqual(['PRE-1', 'PRE-2']);
    });
  });

  describe('orders', () => {
    it('titles as the reader’s language sorts them, page after page', async () => {
      for (const [n, word] of ['Zèbre', 'Écluse', 'Eau', 'étang', 'Öre', 'Oasis'].entries()) {
        await titled(`ORD-${n}`, { original: 'fr', text: { fr: `${word} et barrage` } });
      }
      const query = `${asking('barrage')}&order=title&limit=2&lang=fr`;
      const found = await everyPage(query);
      expect(found).toEqual(['ORD-2', 'ORD-1', 'ORD-3', 'ORD-5', 'ORD-4', 'ORD-0']);
    });

    it('what starts next first, and the newest first', async () => {
      const starts = ['2027-06-01', '2027-03-01', undefined];
      for (const [n, startsOn] of starts.entries()) {
        catalogue.setDay(`2027-01-0${n + 1}`);
        const course = await titled(`STA-${n}`, `Kites ${n}`);
        if (startsOn === undefined) continue;
        const days = { startsOn, endsOn: startsOn, registrationOpensOn: null, registrationClosesOn: null };
        await catalogue.post('/offerings', anOffering(course.id, course.providerIds[0], days));
      }
      catalogue.setDay(today);
      expect(await everyPage(`${asking('kites')}&order=start&limit=1`)).toEqual(['STA-1', 'STA-0', 'STA-2']);
      expect(await everyPage(`${asking('kites')}&order=newest&limit=1`)).toEqual(['STA-2', 'STA-1', 'STA-0']);
    });

    it('every course comes once, whatever the order and the size of the pages', async () => {
      const all = (await everyPage('limit=100')).toSorted();
      expect(all.length).toBe((await search('limit=1')).body.total);
      for (const order of ['relevance', 'start', 'newest', 'title'])
        expect((await everyPage(`order=${order}&limit=7`)).toSorted()).toEqual(all);
    });

    it('a question’s pages go on as the first one was read', async () => {
      const whole = await everyPage(asking('volum', '&limit=100'));
      expect(whole.length).toBeGreaterThan(3);
      expect(await everyPage(asking('volum', '&limit=2'))).toEqual(whole);
    });
  });

  it('knows from the offerings whether registration is open, and when and where a course runs', async () => {
    const course = await titled('REG-1', 'Barometry', { modality: 'face-to-face' });
    const organiser = course.providerIds[0];
    const filters = async (): Promise<string[]> => {
      const asked = {
        open: '&registration=open',
        march: '&from=2027-03-10&until=2027-03-12',
        april: '&from=2027-04-01',
        swiss: '&country=CH',
      };
      const found = await Promise.all(
        Object.entries(asked).map(async ([name, filter]) =>
          (await codes(asking('barometry', filter))).length > 0 ? [name] : [],
        ),
      );
      return found.flat();
    };
    expect(await filters()).toEqual([]);
    const offering = await catalogue.post('/offerings', anOffering(course.id, organiser));
    expect(await filters()).toEqual(['march', 'swiss']);
    const opened = await catalogue.post(`/offerings/${offering.body.id}/opening`, undefined, { ifMatch: 1 });
    expect(await filters()).toEqual(['open', 'march', 'swiss']);
    expect((await search(asking('barometry'))).body.items[0]).toMatchObject({
      registrationOpen: true,
      nextStart: '2027-03-01',
    });
    await catalogue.patch(`/offerings/${offering.body.id}`, { endsOn: '2027-04-02' }, opened.body.version);
    expect(await filters()).toEqual(['open', 'march', 'april', 'swiss']);
    await catalogue.post(`/offerings/${offering.body.id}/cancellation`, { reason: 'Too few.' }, { ifMatch: 3 });
    expect(await filters()).toEqual([]);
  });
});
