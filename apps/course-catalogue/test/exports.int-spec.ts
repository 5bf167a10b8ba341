import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { ExchangedCourse } from '../src/exports/exchange-format.js';
import { Given, inEnglish } from './support/builders.js';
import { CatalogueApp, editor, manager, operator, otherEditor, viewer } from './support/catalogue-app.js';
import { exported, type Exported, givenRichCourse, inSix, linesOf, richCourse } from './support/exported.js';

let catalogue: CatalogueApp;
let given: Given;
let rich: { readonly id: string; readonly version: number };

beforeAll(async () => {
  catalogue = await CatalogueApp.boot();
  catalogue.setDay('2026-11-24');
  given = new Given(catalogue);
  rich = await givenRichCourse(catalogue, given);
});
afterAll(() => catalogue.close());

const coursesIn = (answer: Exported): ExchangedCourse[] =>
  linesOf(answer).flatMap((line) => ('course' in line ? [line.course as ExchangedCourse] : []));
const codesIn = (answer: Exported): string[] => coursesIn(answer).map(({ code }) => code);
const jsonl = (query = '', as: Parameters<typeof exported>[2] = null): Promise<Exported> =>
  exported(catalogue, `/exports/courses.jsonl${query}`, as);

describe('the export as lines of JSON', () => {
  it('says the whole record of a course, in the words of the API, without anything that a database made', async () => {
    const [course] = coursesIn(await jsonl('?unit=BDT'));
    const { title, ...others } = richCourse;
    const { offerings, ...said } = course!;
    expect(said).toEqual({
      ...others,
      title: { original: title.original, text: title.text },
      state: 'published',
      providers: [
        { kind: 'centre', name: '=Centro; de excelencia' },
        { kind: 'bureau', name: 'Bureau' },
      ],
      distinctFrom: [],
      successor: null,
      retirementReason: null,
    });
    expect(Object.keys(course!.title.text)).toEqual(['ar', 'zh', 'en', 'fr', 'ru', 'es', 'pt']);
    expect(offerings.map(({ state, startsOn }) => [startsOn, state])).toEqual([
      ['2027-02-01', 'open'],
      ['2027-03-01', 'cancelled'],
      [null, 'planned'],
    ]);
    expect(offerings[1]).toEqual({
      ...{ state: 'cancelled', startsOn: '2027-03-01', endsOn: '2027-03-19' },
      ...{ registrationOpensOn: '2027-01-11', registrationClosesOn: '2027-02-19' },
      place: { kind: 'hybrid', country: 'AR', city: 'Córdoba', venue: 'Sala «A», 2' },
      ...{ languages: ['es'], seats: 30, fee: { amount: '150.00', currency: 'CHF' } },
      organisers: [{ kind: 'centre', name: '=Centro; de excelencia' }],
      cancellationReason: 'Too few, alas',
    });
  });

  it('begins with its version, then the providers, and ends with how many there are', async () => {
    const lines = linesOf(await jsonl());
    expect(lines[0]).toEqual({ format: 'capdev-catalogue', version: 1 });
    expect(lines[1]).toEqual({
      provider: {
        ...{ kind: 'bureau', name: { original: 'en', text: { en: 'Bureau', fr: 'Bureau fr' } }, description: null },
        ...{ country: 'CH', centreId: null, partnerId: null, active: true, registeredBy: 'BDT' },
      },
    });
    const providers = lines.filter((line) => 'provider' in line).length;
    const courses = lines.filter((line) => 'course' in line).length;
    expect(lines.at(-1)).toEqual({ end: { providers, courses } });
  });

  it('names no person and no identifier', async () => {
    const { text } = await jsonl('?state=draft,published,retired', manager);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(text).not.toMatch(/coordinator|createdAt|updatedAt|"id"|editor-1/i);
  });

  it('names the successor by its code', async () => {
    const next = await given.published({ code: 'SUC-2' });
    const old = await given.published({ code: 'SUC-1' });
    await catalogue.post(
      `/courses/${old.id}/retirement`,
      { successorId: next.id, reason: 'Renewed' },
      { ifMatch: old.version },
    );
    const course = coursesIn(await jsonl('?state=retired')).find(({ code }) => code === 'SUC-1');
    expect(course).toMatchObject({ state: 'retired', successor: 'SUC-2', retirementReason: 'Renewed' });
  });

  it('says of which earlier course a course was said to differ, and never of a draft that the reader may not see', async () => {
    const providerIds = [(await given.provider()).id];
    const alike = { title: inEnglish('Emergency telecommunications'), providerIds };
    const first = await given.draft({ code: 'TWI-1', ...alike });
    const second = await given.draft({ code: 'TWI-2', ...alike, distinctFrom: [first.id] });
    await catalogue.post(`/courses/${second.id}/publication`, undefined, { ifMatch: 1 });
    const distinctIn = (answer: Exported) =>
      coursesIn(answer).flatMap(({ code, distinctFrom }) => (code.startsWith('TWI') ? [[code, distinctFrom]] : []));
    expect(distinctIn(await jsonl('?state=draft,published', editor))).toEqual([
      ['TWI-1', []],
      ['TWI-2', ['TWI-1']],
    ]);
    expect(distinctIn(await jsonl())).toEqual([['TWI-2', []]]);
  });

  it('is the same to the byte when nothing has changed, whatever the languages of the reader', async () => {
    const [one, other] = [await jsonl(), await jsonl()];
    expect(one.text).toBe(other.text);
    expect(Buffer.byteLength(one.text)).toBeGreaterThan(1_000);
  });

  it('is a file to be kept by nobody but its reader', async () => {
    const { headers } = await jsonl();
    expect(headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      'content-disposition': 'attachment; filename="courses-2026-11-24.jsonl"',
      'cache-control': 'no-store',
    });
    expect(headers.etag).toBeUndefined();
  });

  it('is not written for a HEAD request', async () => {
    const { status, text } = await exported(catalogue, '/exports/courses.jsonl', null, 'HEAD');
    expect([status, text]).toEqual([200, '']);
  });
});

describe('what is exported', () => {
  beforeAll(async () => {
    await given.draft({ code: 'VIS-1' });
    await given.draft({ code: 'VIS-2', owningUnit: 'BR' }, { as: manager });
    await given.published({ code: 'VIS-3', owningUnit: 'BR' }, { as: manager });
    await given.retired({ code: 'VIS-4' });
  });
  const seen = async (query: string, as: Parameters<typeof exported>[2] = null): Promise<string[]> =>
    codesIn(await jsonl(query, as)).filter((code) => code.startsWith('VIS'));

  it('is what is or was public', async () => {
    expect(await seen('')).toEqual(['VIS-3', 'VIS-4']);
    expect(await seen('', manager)).toEqual(['VIS-3', 'VIS-4']);
    expect(await seen('?state=published')).toEqual(['VIS-3']);
  });

  it('are drafts too for those who may read them: of the own unit, or of all', async () => {
    expect(await seen('?state=draft,published,retired', manager)).toEqual(['VIS-1', 'VIS-2', 'VIS-3', 'VIS-4']);
    expect(await seen('?state=draft', viewer)).toEqual(['VIS-1']);
    expect(await seen('?state=draft,retired', otherEditor)).toEqual(['VIS-2', 'VIS-4']);
    expect(await seen('?state=draft&unit=BR', editor)).toEqual([]);
  });

  it('are the courses of a unit or provider, with the providers that these name', async () => {
    expect(await seen('?unit=BR')).toEqual(['VIS-3']);
    const { body } = await catalogue.get('/courses?code=VIS-3');
    const answer = await jsonl(`?provider=${body.items[0].providerIds[0]}`);
    expect(codesIn(answer)).toEqual(['VIS-3']);
    expect(linesOf(answer).at(-1)).toEqual({ end: { providers: 1, courses: 1 } });
  });

  it('is nothing where nothing matches, and says so', async () => {
    const answer = await jsonl('?unit=NOBODY');
    expect(linesOf(answer)).toEqual([
      { format: 'capdev-catalogue', version: 1 },
      { end: { providers: 0, courses: 0 } },
    ]);
    const graph = await exported(catalogue, '/exports/courses.jsonld?unit=NOBODY');
    expect(JSON.parse(graph.text)).toEqual({ '@context': 'https://schema.org/', '@graph': [] });
    const csv = await exported(catalogue, '/exports/courses.csv?unit=NOBODY');
    expect(csv.text).toMatch(/^\u{feff}code,state,owningUnit,.*\r\n$/u);
  });

  it.each(['jsonl', 'csv', 'jsonld'])('never are drafts for others: %s', async (format) => {
    const path = `/exports/courses.${format}?state=draft`;
    const stranger = await exported(catalogue, path);
    expect([stranger.status, JSON.parse(stranger.text).code]).toEqual([401, 'course-drafts-need-token']);
    const other = await exported(catalogue, path, operator);
    expect([other.status, JSON.parse(other.text).code]).toEqual([403, 'course-drafts-not-for-role']);
  });

  it.each([
    ['state=gone&unit=no%20unit&provider=7', ['provider', 'state', 'unit']],
    ['state=', ['state']],
    ['state=published,published', ['state']],
    ['unit=a&unit=b', ['unit']],
    ['limit=5', ['limit']],
    ['after=x', ['after']],
  ])('is refused for ?%s in one answer, before the first byte', async (query, pointers) => {
    const { status, headers, text } = await jsonl(`?${query}`);
    expect([status, headers['content-type']?.split(';')[0]]).toEqual([400, 'application/problem+json']);
    expect(headers['content-disposition']).toBeUndefined();
    const { code, errors } = JSON.parse(text) as { code: string; errors: { pointer: string }[] };
    expect(code).toBe('request-invalid');
    expect([...new Set(errors.map(({ pointer }) => pointer))].sort()).toEqual(pointers);
  });
});

describe('the export as CSV', () => {
  const rows = async (): Promise<Record<string, string>[]> =>
    parse((await exported(catalogue, '/exports/courses.csv?unit=BDT')).text, { bom: true, columns: true });

  it('is UTF-8 that says so, with rows that end as RFC 4180 wants', async () => {
    const { text, headers } = await exported(catalogue, '/exports/courses.csv');
    expect(text.startsWith('\u{feff}code,')).toBe(true);
    expect(text.split('\r\n').length).toBe(1 + codesIn(await jsonl()).length + 1);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="courses-2026-11-24.csv"',
      'cache-control': 'no-store',
    });
  });

  it('has a row for each course and a column for each field, and for each language of a text', async () => {
    const row = (await rows()).find(({ code }) => code === 'QOS-101')!;
    expect(row).toEqual({
      ...{ code: 'QOS-101', state: 'published', owningUnit: 'BDT', original: 'fr' },
      providers: 'centre: =Centro\\; de excelencia; bureau: Bureau',
      ...{ 'title.ar': inSix.text.ar, 'title.zh': inSix.text.zh, 'title.en': inSix.text.en, 'title.fr': inSix.text.fr },
      ...{ 'title.ru': inSix.text.ru, 'title.es': `'${inSix.text.es}`, 'title.pt': inSix.text.pt },
      ...{ 'summary.en': "'-1 is not a summary", 'summary.fr': 'Un résumé, bref' },
      'description.en': 'Line one,\nline two; “quoted” and "straight"',
      'description.fr': "'+ d’un point",
      'learningOutcomes.en': 'Measure\\; compare; Back\\\\slash',
      'learningOutcomes.fr': 'Mesurer \\; comparer; ',
      ...{ audiences: 'regulators; policy-makers', 'entryRequirements.en': "'@home: a computer" },
      ...{ 'entryRequirements.fr': 'Un ordinateur', level: 'introductory', modality: 'online-self-paced' },
      ...{ topics: 'quality-of-service; cybersecurity', languages: 'en; fr; ar', workloadHours: '7.25' },
      ...{ 'assessment.passMark': '65', 'assessment.description.en': 'A quiz' },
      ...{ 'assessment.description.fr': 'Un questionnaire', credential: 'badge', 'feeTerms.kind': 'paid' },
      ...{ 'feeTerms.note.en': 'Waived for LDCs', 'feeTerms.note.fr': 'Gratuit pour les PMA' },
      registrationType: 'direct',
      links:
        'about https://example.org/qos\\;jsessionid=1?a=b,c; registration https://example.org/register; syllabus https://example.org/syllabus.pdf',
      ...{ successor: '', retirementReason: '' },
    });
    expect(Object.keys(row).filter((name) => name.startsWith('title'))).toEqual(
      ['ar', 'zh', 'en', 'fr', 'ru', 'es', 'pt'].map((language) => `title.${language}`),
    );
  });

  it('has no cell that a spreadsheet runs', async () => {
    const { text } = await exported(catalogue, '/exports/courses.csv');
    const cells: string[][] = parse(text, { bom: true });
    expect(cells.length).toBeGreaterThan(3);
    expect(cells.flat().filter((cell) => /^\s*[=+\-@\t\r]/.test(cell))).toEqual([]);
  });

  it('is the same to the byte when nothing has changed', async () => {
    const [one, other] = [
      await exported(catalogue, '/exports/courses.csv'),
      await exported(catalogue, '/exports/courses.csv'),
    ];
    expect(one.text).toBe(other.text);
  });
});

describe('one course as JSON-LD', () => {
  const code = async (id: string, as: Parameters<typeof exported>[2] = null) => {
    const { status, text } = await exported(catalogue, `/courses/${id}/json-ld`, as);
    return [status, JSON.parse(text).code ?? JSON.parse(text).courseCode];
  };

  it('is for everybody, retired ones too, and drafts only for those who may read them', async () => {
    expect(await code(rich.id)).toEqual([200, 'QOS-101']);
    expect(await code((await given.retired({ code: 'JLD-1' })).id)).toEqual([200, 'JLD-1']);
    const draft = await given.draft({ code: 'JLD-2' });
    expect(await code(draft.id)).toEqual([404, 'course-not-found']);
    expect(await code(draft.id, otherEditor)).toEqual([404, 'course-not-found']);
    expect(await code(draft.id, viewer)).toEqual([200, 'JLD-2']);
  });

  it('is refused for what is no course', async () => {
    expect(await code('0192f7a0-0000-7000-8000-000000000000')).toEqual([404, 'course-not-found']);
    expect(await code('QOS-101')).toEqual([400, 'identifier-malformed']);
  });
});
