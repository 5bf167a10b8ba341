import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOffering, Given } from './support/builders.js';
import { CatalogueApp } from './support/catalogue-app.js';
import { exported, givenRichCourse, inSix } from './support/exported.js';
import { bodyOf, judgedCourses } from './relevance/suite.js';

type Document = Readonly<Record<string, unknown>>;

let catalogue: CatalogueApp;
let given: Given;

beforeAll(async () => {
  catalogue = await CatalogueApp.boot();
  catalogue.setDay('2026-11-24');
  given = new Given(catalogue);
});
afterAll(() => catalogue.close());

const documentOf = async (id: string): Promise<Document> => {
  const { status, headers, text } = await exported(catalogue, `/courses/${id}/json-ld`);
  expect([status, headers['content-type']?.split(';')[0]]).toEqual([200, 'application/ld+json']);
  return JSON.parse(text) as Document;
};
const graph = async (query = ''): Promise<Document[]> => {
  const { text, headers } = await exported(catalogue, `/exports/courses.jsonld${query}`);
  expect(headers).toMatchObject({
    'content-type': 'application/ld+json',
    'content-disposition': 'attachment; filename="courses-2026-11-24.jsonld"',
    'cache-control': 'no-store',
  });
  const document = JSON.parse(text) as { '@graph': Document[] };
  expect(document).toEqual({ '@context': 'https://schema.org/', '@graph': expect.any(Array) });
  return document['@graph'];
};
const said = (...texts: [string, string | undefined][]): object[] =>
  texts.map(([language, value]) => ({ '@language': language, '@value': value }));

describe('a course in the terms of schema.org', () => {
  let document: Document;
  let course: { readonly id: string; readonly providerIds: readonly string[] };
  const runs = (): Document[] => document.hasCourseInstance as Document[];

  beforeAll(async () => {
    course = (await givenRichCourse(catalogue, given)) as typeof course;
    document = await documentOf(course.id);
  });

  it('is a course of schema.org, named by its identifier', () => {
    expect(document).toMatchObject({
      '@context': 'https://schema.org/',
      '@type': 'Course',
      '@id': `urn:uuid:${course.id}`,
    });
  });

  it('says its texts in every language, the original first', () => {
    const { fr, ar, zh, en, ru, es, pt } = inSix.text;
    expect(document.name).toEqual(
      said(['fr', fr], ['ar', ar], ['zh', zh], ['en', en], ['ru', ru], ['es', es], ['pt', pt]),
    );
    expect(document.abstract).toEqual(said(['en', '-1 is not a summary'], ['fr', 'Un résumé, bref']));
    expect(document.description).toHaveLength(2);
    expect(document.coursePrerequisites).toEqual(said(['en', '@home: a computer'], ['fr', 'Un ordinateur']));
    expect(document.teaches).toEqual(
      said(['en', 'Measure; compare'], ['fr', 'Mesurer ; comparer'], ['en', 'Back\\slash']),
    );
  });

  it('says what it is, how long it takes and what it costs', () => {
    expect(document).toMatchObject({
      ...{ courseCode: 'QOS-101', creativeWorkStatus: 'Published', inLanguage: ['en', 'fr', 'ar'] },
      ...{ timeRequired: 'PT7H15M', isAccessibleForFree: false, datePublished: '2026-11-24' },
      offers: { '@type': 'Offer', category: 'Paid', url: ['https://example.org/register'] },
      url: ['https://example.org/qos;jsessionid=1?a=b,c'],
      subjectOf: [{ '@type': 'WebPage', name: 'syllabus', url: 'https://example.org/syllabus.pdf' }],
    });
  });

  it('names topics, level and credential by the codes of the taxonomy, in the languages of the title', () => {
    expect(document.about).toEqual([
      expect.objectContaining({
        ...{ '@type': 'DefinedTerm', '@id': 'urn:capdev:taxonomy:topics:quality-of-service' },
        termCode: 'quality-of-service',
        inDefinedTermSet: { '@type': 'DefinedTermSet', '@id': 'urn:capdev:taxonomy:topics', name: 'Training topics' },
      }),
      expect.objectContaining({ termCode: 'cybersecurity' }),
    ]);
    const [level] = document.educationalLevel as Document[];
    expect((level?.name as { '@language': string }[]).map((name) => name['@language'])).toEqual([
      'ar',
      'zh',
      'en',
      'fr',
      'ru',
      'es',
    ]);
    expect(document.educationalCredentialAwarded).toEqual([
      {
        '@type': 'EducationalOccupationalCredential',
        credentialCategory: expect.objectContaining({ termCode: 'badge' }),
      },
    ]);
  });

  it('names who gives it, with the country, and no person', () => {
    const [centre, bureau] = course.providerIds;
    expect(document.provider).toEqual([
      {
        ...{ '@type': 'Organization', '@id': `urn:uuid:${centre}` },
        name: said(['es', '=Centro; de excelencia'], ['en', 'Centre; of excellence']),
        address: { '@type': 'PostalAddress', addressCountry: 'AR' },
      },
      expect.objectContaining({ '@id': `urn:uuid:${bureau}` }),
    ]);
    expect(JSON.stringify(document)).not.toMatch(/Coordinator|Person/);
  });

  it('tells its runs: when, where, in which languages, for how many and at what fee', () => {
    const cancelled = runs().find(({ eventStatus }) => eventStatus === 'https://schema.org/EventCancelled');
    expect(cancelled).toMatchObject({
      ...{ '@type': 'CourseInstance', startDate: '2027-03-01', endDate: '2027-03-19', inLanguage: ['es'] },
      ...{ courseMode: ['blended', 'self-paced'], courseWorkload: 'PT7H15M', maximumAttendeeCapacity: 30 },
      eventAttendanceMode: 'https://schema.org/MixedEventAttendanceMode',
      location: [
        {
          ...{ '@type': 'Place', name: 'Sala «A», 2' },
          address: { '@type': 'PostalAddress', addressCountry: 'AR', addressLocality: 'Córdoba' },
        },
        { '@type': 'VirtualLocation' },
      ],
      isAccessibleForFree: false,
      offers: {
        ...{ '@type': 'Offer', category: 'Paid', price: '150.00', priceCurrency: 'CHF' },
        ...{ validFrom: '2027-01-11', validThrough: '2027-02-19' },
      },
      organizer: [expect.objectContaining({ '@type': 'Organization' })],
    });
    const openEnded = runs().find(({ startDate }) => startDate === undefined);
    expect(openEnded).toMatchObject({ location: [{ '@type': 'VirtualLocation' }], isAccessibleForFree: true });
    expect(openEnded).not.toHaveProperty('maximumAttendeeCapacity');
  });

  it('says nothing of what is not known', async () => {
    const bare = await documentOf((await given.published({ code: 'BARE-1' })).id);
    expect(Object.keys(bare).sort()).toEqual(
      [
        ...['@context', '@id', '@type', 'courseCode', 'creativeWorkStatus', 'dateModified', 'datePublished'],
        ...['inLanguage', 'name', 'provider'],
      ].sort(),
    );
  });

  it('describes itself by its summary where it has no description', async () => {
    const summary = { original: 'en', text: { en: 'In short' } };
    const document = await documentOf((await given.published({ code: 'BARE-2', summary })).id);
    expect(document.description).toEqual(said(['en', 'In short']));
    expect(document).not.toHaveProperty('abstract');
  });

  it.each([
    [0.25, 'PT15M'],
    [1, 'PT1H'],
    [120.5, 'PT120H30M'],
  ])('writes %s hours as %s', async (workloadHours, timeRequired) => {
    const course = await given.published({ workloadHours });
    expect(await documentOf(course.id)).toMatchObject({ timeRequired });
  });

  it('is obsolete when it is retired', async () => {
    const document = await documentOf((await given.retired()).id);
    expect(document.creativeWorkStatus).toBe('Obsolete');
  });
});

describe('the whole catalogue in the terms of schema.org', () => {
  const codes = new Set<string>();

  beforeAll(async () => {
    const providers = new Map<string, string>();
    for (const [place, judged] of judgedCourses().entries()) {
      const providerId = providers.get(judged.original) ?? ((await given.provider({ country: 'KE' })).id as string);
      providers.set(judged.original, providerId);
      const { id, code } = await given.draft(bodyOf(judged, `J-${judged.key.toUpperCase()}`, [providerId]));
      const { status, text } = await catalogue.post(`/courses/${id}/publication`, undefined, { ifMatch: 1 });
      if (status !== 200) throw new Error(text);
      if (place % 3 === 0) await catalogue.post('/offerings', anOffering(id, providerId, { seats: 20 + place }));
      codes.add(code);
    }
  });

  it('says of each course exactly what its own document says, once, in the order of the codes, retired ones last', async () => {
    const nodes = await graph();
    const seen = nodes.map(({ courseCode }) => String(courseCode));
    const retired = seen.slice(seen.findIndex((code, at) => at > 0 && code < seen[at - 1]!));
    const others = seen.filter((code) => !retired.includes(code));
    expect(seen).toEqual([...[...new Set(others)].sort(), ...[...new Set(retired)].sort()]);
    expect(retired).toHaveLength(1);
    expect([...codes].filter((code) => !seen.includes(code))).toEqual([]);
    const { '@id': id, ...node } = nodes.find(({ courseCode }) => courseCode === 'QOS-101')!;
    const { '@context': context, ...document } = await documentOf(String(id).slice('urn:uuid:'.length));
    expect(context).toBe('https://schema.org/');
    expect({ '@id': id, ...node }).toEqual(document);
  });

  describe('checked by the validator', () => {
    const folder = mkdtempSync(join(tmpdir(), 'capdev-json-ld-'));
    afterAll(() => rmSync(folder, { recursive: true }));

    /** What `npm run validate-json-ld` says of documents, and how it ends. */
    const validated = async (documents: Readonly<Record<string, unknown>>): Promise<{ code: number; said: string }> => {
      const files = Object.entries(documents).map(([name, document]) => {
        writeFileSync(join(folder, name), JSON.stringify(document));
        return join(folder, name);
      });
      const validator = [join(import.meta.dirname, '../../../tools/run.mjs'), 'validate-json-ld', ...files];
      return promisify(execFile)(process.execPath, validator).then(
        ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
        (error: { code: number; stdout: string; stderr: string }) => ({
          code: error.code,
          said: error.stdout + error.stderr,
        }),
      );
    };
    const whole = async (): Promise<Document> => ({ '@context': 'https://schema.org/', '@graph': await graph() });

    it('has nothing that schema.org does not allow, in any of 324 courses in six languages and their runs', async () => {
      const document = await whole();
      expect(codes.size).toBe(324);
      const one = await documentOf(String((document['@graph'] as Document[])[0]?.['@id']).slice('urn:uuid:'.length));
      const { code, said } = await validated({ 'all.jsonld': document, 'one.jsonld': one });
      expect(said).toContain(`${(document['@graph'] as Document[]).length} records checked.`);
      expect(said).toContain('Everything is as schema.org wants.');
      expect(code).toBe(0);
    });

    it('would have told of a single value that schema.org does not allow', async () => {
      const document = await whole();
      const nodes = (document['@graph'] as Document[]).slice(0, 60);
      const spoilt = nodes.map((node, place) => (place === 55 ? { ...node, timeRequired: 'two days' } : node));
      const { code, said } = await validated({ 'spoilt.jsonld': { ...document, '@graph': spoilt } });
      expect(said).toContain(`${String(nodes[55]?.['@id'])}  timeRequired  must be Duration`);
      expect(said).toContain('1 thing is not as schema.org wants.');
      expect(code).toBe(1);
    });
  });
});
