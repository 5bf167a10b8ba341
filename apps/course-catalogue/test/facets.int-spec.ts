import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Given, inEnglish } from './support/builders.js';
import { type Answer, CatalogueApp, manager } from './support/catalogue-app.js';

type Counts = Readonly<Record<string, number>>;

const topics = [
  'network-infrastructure',
  'broadband-access',
  'wireless-and-fixed-broadband',
  'cybersecurity',
  'e-waste',
];
const levels = ['introductory', 'intermediate', 'advanced'];
const languages = ['ar', 'fr', 'en'];

describe('counting what is found', () => {
  let catalogue: CatalogueApp;

  const search = (query: string): Promise<Answer> => catalogue.get(`/search?limit=1&${query}`);
  const countsOf = ({ body }: Answer, facet: string): Counts =>
    Object.fromEntries(body.facets[facet].map(({ code, count }: { code: string; count: number }) => [code, count]));

  beforeAll(async () => {
    catalogue = await CatalogueApp.boot();
    const given = new Given(catalogue);
    const providers = [
      await given.provider({
        country: 'SN',
        name: { original: 'fr', text: { fr: 'Centre exemple', en: 'Example centre' } },
      }),
      await given.provider({ country: 'KE' }),
      await given.provider(),
    ];
    for (let n = 0; n < 24; n += 1) {
      await given.published(
        {
          code: `FAC-${n}`,
          owningUnit: n % 4 === 0 ? 'BR' : 'BDT',
          title: inEnglish(`${n % 2 === 0 ? 'Carpentry' : 'Joinery'}, part ${n}`),
          topics: n % 5 === 4 ? ['e-waste', 'cybersecurity'] : [topics[n % 5]],
          ...(n % 6 === 5 ? {} : { level: levels[n % 3] }),
          modality: n % 3 === 0 ? 'blended' : 'face-to-face',
          languages: n % 7 === 0 ? ['ar', 'fr'] : [languages[n % 3]],
          credential: n % 2 === 0 ? 'badge' : 'certificate',
          feeTerms: { kind: n % 4 === 1 ? 'paid' : 'free' },
          providerIds: [providers[n % 3]!.id],
        },
        { as: manager },
      );
    }
  });
  afterAll(() => catalogue.close());

  it('gives every value exactly the number of courses that narrowing down by it leaves', async () => {
    const names = 'topic,level,modality,language,credential,fee,unit,provider,country,region';
    for (const narrowed of [
      '',
      'q=carpentry',
      'level=advanced',
      'topic=network-infrastructure&language=fr,ar',
      'q=joinery&fee=free&region=AFR',
    ]) {
      const { body } = await search(`${narrowed}&facets=${names}`);
      for (const [facet, values] of Object.entries<{ code: string; count: number }[]>(body.facets)) {
        const others = narrowed.split('&').filter((part) => part !== '' && !part.startsWith(`${facet}=`));
        for (const { code, count } of values) {
          const { body: left } = await search([...others, `${facet}=${code}`, 'facets=none'].join('&'));
          expect([narrowed, facet, code, left.total]).toEqual([narrowed, facet, code, count]);
          expect(count).toBeGreaterThan(0);
        }
      }
    }
  });

  it('counts a course on a narrow topic for the wider ones too, and once', async () => {
    const counts = countsOf(await search(''), 'topic');
    const within = ['network-infrastructure', 'broadband-access', 'wireless-and-fixed-broadband'];
    expect(within.map((topic) => counts[topic])).toEqual([15, 10, 5]);
    expect((await search('topic=network-infrastructure')).body.total).toBe(15);
  });

  it('goes on counting the other values of what is narrowed down by, so that one can change one’s mind', async () => {
    const counts = countsOf(await search('level=advanced'), 'level');
    expect(Object.keys(counts).toSorted()).toEqual([...levels].toSorted());
  });

  it('takes any of several values of one filter, and all filters together', async () => {
    const one = (await search('level=advanced')).body.total;
    const other = (await search('level=introductory')).body.total;
    expect((await search('level=advanced,introductory')).body.total).toBe(one + other);
    expect((await search('level=advanced&modality=blended')).body.total).toBeLessThan(one);
  });

  it('labels values in the reader’s language, providers by their names', async () => {
    const answer = await catalogue.get('/search?facets=topic,provider,language,country', {
      headers: { 'accept-language': 'fr' },
    });
    const labels = (facet: string): string[] => answer.body.facets[facet].map(({ label }: { label: string }) => label);
    expect(labels('topic')).toContain('Cybersécurité');
    expect(labels('provider')).toContain('Centre exemple');
    expect(labels('language')).toContain('arabe');
    expect(labels('country')).toEqual(expect.arrayContaining(['Sénégal', 'Kenya']));
  });

  it('counts nothing when told so, and only what is asked for', async () => {
    expect((await search('facets=none')).body.facets).toEqual({});
    expect(Object.keys((await search('facets=fee,unit')).body.facets)).toEqual(['fee', 'unit']);
  });
});
