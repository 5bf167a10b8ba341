import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jsonld from 'jsonld';
import { codeLists, countriesOf, officialLanguages, topics } from '@capdev/taxonomy';
import { type Answer, CatalogueApp } from './support/catalogue-app.js';

let catalogue: CatalogueApp;
beforeAll(async () => {
  catalogue = await CatalogueApp.boot();
  catalogue.setDay('2026-11-24');
});
afterAll(() => catalogue.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> => catalogue.get(path, { headers });
const refusalOf = ({ status, headers, body }: Answer) => ({
  status,
  code: body.code,
  type: headers['content-type']?.split(';')[0],
});
const notFound = (code: string) => ({ status: 404, code, type: 'application/problem+json' });

describe('the taxonomy', () => {
  it('names every list, with its source, edition and size, to everybody', async () => {
    const { status, body, headers } = await get('/taxonomy', { 'accept-language': 'fr-CH' });
    expect(status).toBe(200);
    expect(headers['content-language']).toBe('fr');
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(codeLists.map(({ name }) => name));
    for (const { source, edition, size } of body.items) {
      expect([source, edition, size > 0].every(Boolean)).toBe(true);
    }
    expect(body.items[0]).toMatchObject({
      ...{ name: 'regions', title: "Régions de l'UIT-D", size: 6, licence: null, validFrom: null, validUntil: null },
      iri: 'urn:capdev:taxonomy:regions',
    });
  });

  it.each([
    '/taxonomy',
    '/taxonomy/topics',
    '/taxonomy/topics?limit=3',
    '/taxonomy/topics/cybersecurity',
    '/taxonomy/topics/skos',
    '/taxonomy/skos',
  ])('%s has an ETag and is not sent again to who has it', async (path) => {
    const first = await get(path, { 'accept-language': 'en' });
    expect([first.status, first.headers['cache-control']]).toEqual([200, 'public, max-age=300']);
    const etag = String(first.headers.etag);
    expect(etag).toMatch(/^"[\w-]+"$/);
    const again = await get(path, { 'accept-language': 'en', 'if-none-match': etag });
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
    expect((await get(path, { 'accept-language': 'en', 'if-none-match': '"another"' })).status).toBe(200);
  });

  it('has another ETag in another language', async () => {
    const [french, spanish] = await Promise.all(
      ['fr', 'es'].map((language) => get('/taxonomy/levels', { 'accept-language': language })),
    );
    expect(french?.headers.vary).toBe('Accept-Language');
    expect(french?.headers.etag).not.toBe(spanish?.headers.etag);
  });
});

describe('a list', () => {
  it('is read page by page, each code once, in its order', async () => {
    const seen: string[] = [];
    let path: string | null = '/taxonomy/topics?limit=10';
    for (let pages = 0; path !== null && pages < 10; pages += 1) {
      const { body, headers }: Answer = await get(path);
      expect(body.items.length).toBeLessThanOrEqual(10);
      expect(headers.link).toBe(body.next === null ? undefined : `<${body.next}>; rel="next"`);
      seen.push(...body.items.map(({ code }: { code: string }) => code));
      path = body.next;
    }
    expect(seen).toEqual(topics.codes);
  });

  it('speaks the language asked for, or all six', async () => {
    const { body } = await get('/taxonomy/levels?lang=zh');
    expect(body).toMatchObject({ name: 'levels', title: '课程级别', items: [{ label: '入门' }, {}, {}], next: null });
    const all = (await get('/taxonomy/levels?lang=*')).body.items[0].label;
    expect(all.original).toBe('en');
    expect(Object.keys(all.text).sort()).toEqual([...officialLanguages].sort());
  });

  it('can be read as it was on a day', async () => {
    const codesOn = async (day: string): Promise<string[]> =>
      (await get(`/taxonomy/priority-areas?limit=100&on=${day}`)).body.items.map(({ code }: { code: string }) => code);
    expect(await codesOn('2018-12-31')).toHaveLength(11);
    expect(await codesOn('2019-01-01')).toEqual([]);
    expect(await codesOn('2023-01-01')).toHaveLength(6);
    const page = (await get('/taxonomy/priority-areas?on=2016-01-01&limit=1')).body;
    expect(page.items).toEqual([
      expect.objectContaining({ validFrom: '2015-01-01', validUntil: '2019-01-01', replacedBy: expect.any(Array) }),
    ]);
    expect((await get(page.next)).body.items).toHaveLength(1);
  });

  it('that does not exist is refused, with the names of those that do', async () => {
    for (const path of [
      '/taxonomy/colours',
      '/taxonomy/colours/red',
      '/taxonomy/colours/skos',
      '/taxonomy/__proto__',
    ]) {
      const answer = await get(path);
      expect(refusalOf(answer)).toEqual(notFound('taxonomy-list-not-found'));
      expect(answer.body.detail).toContain('regions, countries, country-groups');
      expect(answer.headers['cache-control']).toBeUndefined();
    }
  });

  it.each([
    ['on=yesterday', 'on'],
    ['on=2026-02-30', 'on'],
    ['on=2026-01-01T00:00:00Z', 'on'],
    ['on=', 'on'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['edition=2024', 'edition'],
    ['on=2026-01-01&on=2026-01-02', 'on'],
  ])('is refused for ?%s', async (query, pointer) => {
    const { status, body } = await get(`/taxonomy/levels?${query}`);
    expect({ status, code: body.code, errors: body.errors }).toMatchObject({
      ...{ status: 400, code: 'request-invalid', errors: [{ pointer }] },
    });
  });

  it('is refused for a cursor that is none, is of another list, or of other filters', async () => {
    const next = String((await get('/taxonomy/topics?limit=1')).body.next);
    const after = new URL(next, 'http://here').searchParams.get('after');
    for (const path of [
      '/taxonomy/topics?after=x',
      `/taxonomy/audiences?after=${after}`,
      `/taxonomy/topics?on=2026-01-01&after=${after}`,
    ]) {
      const { status, body } = await get(path);
      expect([path, status, body.code]).toEqual([path, 400, 'cursor-invalid']);
    }
  });
});

describe('a code', () => {
  it('that was replaced leads to its successors', async () => {
    const path = '/taxonomy/priority-areas/2015-broadband-access';
    const { body } = await get(path, { 'accept-language': 'es' });
    expect(body).toMatchObject({
      ...{ list: 'priority-areas', code: '2015-broadband-access', label: 'Acceso de banda ancha (2015–2018)' },
      ...{ validFrom: '2015-01-01', validUntil: '2019-01-01' },
      ...{ replacedBy: ['network-infrastructure'], successors: ['network-infrastructure'], replaces: [] },
      iri: 'urn:capdev:taxonomy:priority-areas:2015-broadband-access',
    });
    expect((await get(`${path}?on=2018-12-31`)).body.successors).toEqual(['2015-broadband-access']);
    expect((await get('/taxonomy/priority-areas/network-infrastructure')).body).toMatchObject({
      ...{ replaces: ['2015-broadband-access'], successors: ['network-infrastructure'] },
    });
    expect((await get('/taxonomy/priority-areas/2015-e-waste')).body).toMatchObject({
      ...{ replacedBy: [], successors: [] },
    });
    expect((await get('/taxonomy/units/BDT')).body).toMatchObject({ replacedBy: null, successors: ['BDT'] });
  });

  it('tells what is above, below and beside it', async () => {
    expect((await get('/taxonomy/topics/broadband-access')).body).toMatchObject({
      ...{ broader: 'network-infrastructure', narrower: ['wireless-and-fixed-broadband'] },
      mappings: [
        { scheme: 'priority-areas', code: 'network-infrastructure', relation: 'broad' },
        { scheme: 'priority-areas', code: '2015-broadband-access', relation: 'exact' },
      ],
    });
    expect((await get('/taxonomy/sdg-goals/4')).body.mappings).toEqual([
      {
        ...{ scheme: 'un-sdg', code: '4', relation: 'exact', iri: 'http://metadata.un.org/sdg/4' },
        ...{ validFrom: null, validUntil: null },
      },
    ]);
    expect((await get('/taxonomy/digcomp-competences/1.1')).body).toMatchObject({ broader: '1', edition: '3.0' });
  });

  it('of a region has its countries, of a group its members with the days on which they left', async () => {
    const { mappings, aliases } = (await get('/taxonomy/regions/AMS')).body;
    expect(mappings.map(({ code }: { code: string }) => code)).toEqual(countriesOf('AMS'));
    expect(aliases).toEqual([expect.objectContaining({ text: 'AMR', language: null })]);
    expect((await get('/taxonomy/country-groups/LDC')).body.mappings).toContainEqual(
      expect.objectContaining({ scheme: 'countries', code: 'ST', relation: 'narrow', validUntil: '2024-12-13' }),
    );
  });

  it('that does not exist is refused, with the code that is meant where the name is known', async () => {
    const unknown = await get('/taxonomy/levels/expert');
    expect(refusalOf(unknown)).toEqual(notFound('taxonomy-code-not-found'));
    expect(unknown.body.detail).toBe('The list levels has no code "expert". Its codes are at /taxonomy/levels.');
    const alias = await get('/taxonomy/regions/AMR');
    expect([alias.status, alias.body.detail]).toEqual([404, 'The list regions has no code "AMR". So is called: AMS.']);
    expect((await get('/taxonomy/countries/constructor')).status).toBe(404);
  });

  it.each(['on=soon', 'limit=3'])('is refused for ?%s', async (query) => {
    expect((await get(`/taxonomy/levels/advanced?${query}`)).body.code).toBe('request-invalid');
  });
});

describe('the taxonomy as SKOS', () => {
  it.each([
    ['/taxonomy/skos', codeLists],
    ['/taxonomy/topics/skos', [topics]],
  ] as const)('%s is JSON-LD that needs nothing else to be read', async (path, lists) => {
    const { headers, body } = await get(path);
    expect(headers['content-type']?.split(';')[0]).toBe('application/ld+json');
    const nodes = await jsonld.expand(body, { documentLoader: (url) => Promise.reject(new Error(`fetches ${url}`)) });
    const codes = lists.reduce((sum, list) => sum + list.codes.length, 0);
    expect(nodes).toHaveLength(lists.length + codes);
  });
});
