import { describe, expect, it } from '@jest/globals';
import { refusalOf, rowsIn, told } from '../../test/imports-reading/reading.js';
import { nbis } from './mapping-nbis.js';
import { schemaOrg } from './mapping-schema-org.js';

const read = (document: unknown, mapping = schemaOrg) =>
  rowsIn(typeof document === 'string' ? document : JSON.stringify(document), mapping);
const refused = (document: unknown) =>
  refusalOf(typeof document === 'string' ? document : JSON.stringify(document), schemaOrg);

const run = {
  '@type': 'CourseInstance',
  '@id': 'https://example.org/spectrum/2027',
  courseMode: 'onsite',
  startDate: '2027-03-01',
  endDate: '2027-03-05',
  location: {
    '@type': 'Place',
    name: 'Room 3',
    address: { addressLocality: 'Geneva', addressCountry: { '@type': 'Country', name: 'Switzerland' } },
  },
  offers: { '@type': 'Offer', price: 150, priceCurrency: 'chf' },
};
const course = {
  '@context': 'https://schema.org',
  '@type': 'Course',
  '@id': 'https://example.org/spectrum',
  name: 'Spectrum',
  courseCode: 'SP 1',
  description: 'What it is.',
  inLanguage: ['en', { '@type': 'Language', name: 'French', alternateName: 'fr' }],
  educationalLevel: 'Advanced',
  teaches: ['Plan', 'Do'],
  about: [{ '@type': 'DefinedTerm', termCode: 'spectrum-management' }, 'Something else'],
  timeRequired: 'PT40H',
  provider: { '@type': 'Organization', name: 'Example Centre' },
  url: 'https://example.org/spectrum/about',
  hasCourseInstance: run,
};
const sound = {
  code: expect.stringMatching(/^SCHEMA-SP-1-[0-9A-F]{8}$/) as unknown,
  title: { original: 'en', text: { en: 'Spectrum' } },
};

describe('a course of schema.org', () => {
  it('is a course with its runs', async () => {
    const [row] = await read(course);
    expect(row).toEqual({
      row: 1,
      key: '["https://example.org/spectrum"]',
      course: {
        ...sound,
        description: { original: 'en', text: { en: 'What it is.' } },
        languages: ['en', 'fr'],
        level: 'advanced',
        modality: 'face-to-face',
        learningOutcomes: ['Plan', 'Do'].map((text) => ({ original: 'en', text: { en: text } })),
        topics: ['spectrum-management'],
        workloadHours: 40,
        links: [{ rel: 'about', url: 'https://example.org/spectrum/about' }],
      },
      providers: [{ name: 'Example Centre', kind: 'external', language: 'en' }],
      offerings: [
        {
          key: '["https://example.org/spectrum/2027"]',
          offering: {
            startsOn: '2027-03-01',
            endsOn: '2027-03-05',
            place: { kind: 'on-site', country: 'CH', city: 'Geneva', venue: 'Room 3' },
            fee: { amount: '150', currency: 'CHF' },
          },
          organisers: [{ name: 'Example Centre', kind: 'external', language: 'en' }],
        },
      ],
      faults: [],
    });
  });

  it.each([
    ['with http and a slash', { ...course, '@context': 'http://schema.org/' }],
    ['in a list', [course]],
    ['in a graph', { '@context': 'https://schema.org', '@graph': [{ ...course, '@context': undefined }] }],
    ['with the vocabulary inline', { ...course, '@context': { '@vocab': 'https://schema.org/' } }],
    [
      'with contexts in a list',
      { ...course, '@context': ['https://schema.org', { own: 'https://example.org/own#' }], 'own:x': 1 },
    ],
    ['without a context at all', { ...course, '@context': undefined }],
    [
      'under other names',
      {
        '@context': {
          s: 'https://schema.org/',
          kind: '@type',
          id: '@id',
          title: 's:name',
          called: { '@id': 's:description' },
        },
        ...Object.fromEntries(
          Object.entries(course)
            .filter(
              ([name]) =>
                !name.startsWith('@') &&
                !['name', 'description', 'hasCourseInstance', 'about', 'provider', 'inLanguage'].includes(name),
            )
            .map(([name, value]) => [`s:${name}`, value]),
        ),
        kind: 's:Course',
        id: course['@id'],
        title: 'Spectrum',
        called: 'What it is.',
      },
    ],
  ])('is read %s', async (_, document) => {
    const [row] = await read(document);
    expect(row).toMatchObject({ key: '["https://example.org/spectrum"]', course: sound, faults: [] });
  });

  it('says each text in its languages, the first one being the original', async () => {
    const [row] = await read({
      ...course,
      '@context': [
        'https://schema.org',
        { '@language': 'fr', names: { '@id': 'https://schema.org/alternateName', '@container': '@language' } },
      ],
      name: [
        { '@value': 'Spektrum', '@language': 'de' },
        { '@value': 'Spectrum', '@language': 'en' },
      ],
      description: 'Ce que c’est.',
      names: { en: 'x' },
    });
    expect(row?.course).toMatchObject({
      title: { original: 'de', text: { de: 'Spektrum', en: 'Spectrum' } },
      description: { original: 'fr', text: { fr: 'Ce que c’est.' } },
    });
  });

  it('finds its runs and provider where the graph has them, and these are no rows', async () => {
    const rows = await read({
      '@context': 'https://schema.org',
      '@graph': [
        { ...course, '@context': undefined, provider: { '@id': '#us' }, hasCourseInstance: [{ '@id': run['@id'] }] },
        run,
        { '@type': 'Organization', '@id': '#us', name: 'Example Centre' },
        { '@type': 'WebPage', '@id': '#page', name: 'About us' },
      ],
    });
    expect(rows.map((row) => [row.row, row.offerings.length, ...told(row)])).toEqual([
      [1, 1],
      [4, 0, ': "About us" is of the type WebPage, which is neither Course nor CourseInstance'],
    ]);
    expect(rows[0]?.providers[0]?.name).toBe('Example Centre');
  });

  it('has no run where an instance has no days: it only says how the course is taught', async () => {
    const taught = async (instance: object) => {
      const [row] = await read({ ...course, hasCourseInstance: { '@type': 'CourseInstance', ...instance } });
      return [row?.course.modality, row?.offerings.length, row?.faults.length];
    };
    expect(await taught({ courseMode: 'Online', courseWorkload: 'PT22H' })).toEqual([undefined, 0, 0]);
    expect(await taught({ courseMode: ['online', 'instructor-led'] })).toEqual(['online-instructor-led', 0, 0]);
    expect(await taught({ courseMode: ['“online”', 'self-paced'] })).toEqual(['online-self-paced', 1, 0]);
    expect(await taught({ courseMode: 'blended' })).toEqual(['blended', 0, 0]);
  });

  it('is known by its name when its identifier is good for its document alone', async () => {
    const keys = await Promise.all(
      ['./', '#course', '', 7].map(async (id) => (await read({ ...course, '@id': id, url: undefined }))[0]?.key),
    );
    expect(new Set(keys)).toEqual(new Set(['["spectrum"]']));
  });

  it('is rejected with all that is wrong, each at its place', async () => {
    const [row] = await read({
      ...course,
      name: ' ',
      inLanguage: 'Klingonese',
      educationalLevel: 'Guru',
      timeRequired: 'P3M',
      url: 'ftp://example.org',
      hasCourseInstance: [
        {
          ...run,
          startDate: 'next week',
          maximumAttendeeCapacity: '٢5',
          location: { address: { addressCountry: 'Atlantis' } },
          offers: { price: '12', priceCurrency: 'gold' },
        },
        { courseMode: 'online' },
        { '@id': '#lost' },
        { ...run, '@id': '#b', courseMode: 'sometimes', location: undefined },
      ],
    });
    expect(
      told(row!)
        .map((fault) => fault.slice(0, 90))
        .sort(),
    ).toEqual(
      [
        'name: the course has no name',
        'inLanguage: "Klingonese" is no language that is known',
        'educationalLevel: "Guru" is not known',
        'timeRequired: "P3M" is not a duration in hours and minutes',
        'url: entry 0 must be a web address that begins with https:// or http://',
        'hasCourseInstance/1/startDate: "next week" is not a day that can be read without guessing',
        'hasCourseInstance/1/maximumAttendeeCapacity: "٢5" mixes the digits of two scripts',
        'hasCourseInstance/1/location/addressCountry: "Atlantis" is no country that is known',
        'hasCourseInstance/1/offers/priceCurrency: must be one of: the codes of the list ISO 4217',
        'hasCourseInstance/1/offers: an amount has no currency',
        'hasCourseInstance/2/@type: is not CourseInstance',
        'hasCourseInstance/3/@id: names a run that is not in the document',
        'hasCourseInstance/4/courseMode: does not say where the run takes place',
      ]
        .map((fault) => fault.slice(0, 90))
        .sort(),
    );
  });

  it('that is told twice, or whose run is, is rejected the second time', async () => {
    const rows = await read([
      course,
      { ...course, hasCourseInstance: [] },
      course,
      { ...course, hasCourseInstance: { ...run, '@id': '#2', startDate: '2027-03-02' } },
    ]);
    expect(rows.map((row) => told(row))).toEqual([
      [],
      ['key: names the same course as row 1'],
      ['offerings: names the run ["https://example.org/spectrum/2027"] as row 1 does'],
      [],
    ]);
  });
});

describe('course instances by themselves', () => {
  it('are cancelled where they say so, and keep a tag that the mapping does not simplify', async () => {
    const [row] = await read({
      ...run,
      name: 'Alone',
      inLanguage: 'en_gb',
      organizer: 'Us',
      eventStatus: 'https://schema.org/EventCancelled',
    });
    expect(row).toMatchObject({
      key: '["alone"]',
      course: { languages: ['en-GB'] },
      providers: [{ name: 'Us' }],
      offerings: [{ state: 'cancelled', organisers: [{ name: 'Us' }] }],
      faults: [],
    });
    expect((await read({ ...run, name: 'Alone', inLanguage: 'en-GB' }, nbis))[0]?.course.languages).toEqual(['en']);
  });
});

describe('a context that is not schema.org’s', () => {
  it.each([
    ['another address', 'https://evil.example/context.jsonld'],
    ['an address that only looks like it', 'https://schema.org.evil.example/'],
    ['an address below it', 'https://schema.org/docs/jsonldcontext.jsonld'],
    ['one of the machine itself', 'file:///etc/passwd'],
    ['one of the network inside', 'http://169.254.169.254/latest/meta-data'],
    ['one that is imported', { '@import': 'https://evil.example/' }],
    ['another vocabulary', { '@vocab': 'https://evil.example/' }],
    ['one behind a term', { name: { '@id': 'https://schema.org/name', '@context': 'https://evil.example/' } }],
    ['one in a list', ['https://schema.org', 'https://evil.example/']],
  ])('is refused and not fetched: %s', async (_, context) => {
    const fetched = globalThis.fetch;
    globalThis.fetch = () => {
      throw new Error('fetched');
    };
    try {
      expect(await refused({ ...course, '@context': context })).toMatch(/nothing is ever fetched: write "@context"/);
      expect(await refused([course, { ...course, hasCourseInstance: { ...run, '@context': context } }])).toMatch(
        /nothing is ever fetched/,
      );
    } finally {
      globalThis.fetch = fetched;
    }
  });

  it('is refused when it is too large or no context', async () => {
    const terms = Object.fromEntries(
      Array.from({ length: 1_001 }, (_, index) => [`t${index}`, `https://schema.org/t${index}`]),
    );
    expect(await refused({ ...course, '@context': terms })).toMatch(/more than 1000 terms/);
    expect(await refused({ ...course, '@context': Array.from({ length: 21 }, () => 'https://schema.org') })).toMatch(
      /more than 20 parts/,
    );
    expect(await refused({ ...course, '@context': 7 })).toMatch(/neither a text nor an object/);
  });

  it('cannot turn in a circle or reach into every object', async () => {
    const circular = { a: 'b:x', b: 'a:x', name: 'a:name', '@vocab': 'https://schema.org/' };
    expect(told((await read({ ...course, '@context': circular }))[0]!)).toEqual([
      'name: the course has no name',
      'hasCourseInstance/1/organizer: nobody organises the run',
    ]);
    const text = JSON.stringify({ ...course, '@context': 'CONTEXT' }).replace(
      '"CONTEXT"',
      '{"@vocab": "https://schema.org/", "__proto__": {"@id": "https://schema.org/name"}, "constructor": "https://schema.org/url"}',
    );
    expect((await read(text))[0]).toMatchObject({ course: sound, faults: [] });
    expect(({} as Record<string, unknown>)['@id']).toBeUndefined();
  });

  it('makes names mean nothing where it is none', async () => {
    expect(told((await read([{ ...course, '@context': null }]))[0]!)).toEqual([
      ': is of the type Course of another vocabulary, which is neither Course nor CourseInstance',
    ]);
  });
});

describe('a document that is too much', () => {
  it('is refused when it is deep, long, or nothing', async () => {
    expect(await refused('{"a":'.repeat(40) + '1' + '}'.repeat(40))).toMatch(/nested deeper than 32 levels/);
    expect(await refused(`{"@type":"Course","name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toMatch(
      /nested deeper than 32 levels/,
    );
    expect(await refused('['.repeat(100_000) + ']'.repeat(100_000))).toMatch(/lists within lists/);
    expect(await refused(`[${'{},'.repeat(200_001)}{}]`)).toMatch(/more than 200000 objects/);
    expect(await refused('[]')).toMatch(/holds nothing/);
    expect(await refused('{"@type": "Course"')).toMatch(/not sound JSON/);
    expect(told((await read('7'))[0]!)).toEqual([': is no object']);
  });
});
