import { describe, expect, it } from '@jest/globals';
import { listNamed, mappingNamed, readAll, rowsIn, told } from '../../test/imports-reading/reading.js';
import { csvColumns } from '../exports/csv-columns.js';
import { faultsOfMapping } from './import-mapping.js';
import { knownMappings } from './known-mappings.js';
import { capdevCsv } from './mapping-capdev-csv.js';
import { columnsOf } from './mapping-rules.js';

describe('the mappings that come with the catalogue', () => {
  it.each(knownMappings.map((mapping) => [mapping.name, mapping] as const))(
    '%s is sound, and data alone',
    (_, mapping) => {
      expect(faultsOfMapping(JSON.parse(JSON.stringify(mapping)))).toEqual([]);
      expect(JSON.parse(JSON.stringify(mapping))).toEqual(mapping);
    },
  );

  it('have names of their own', () => {
    expect(new Set(knownMappings.map(({ name }) => name)).size).toBe(knownMappings.length);
  });
});

describe('a course database with a byte-order mark, blanks in headings and stray semicolons', () => {
  it('is read, and its faulty rows are rejected with every fault', async () => {
    const rows = await rowsIn(listNamed('fao-qut.csv'), mappingNamed('fao-qut'));
    expect(rows.map(({ row, course }) => [row, course.level])).toEqual([
      [2, 'introductory'],
      [3, 'introductory'],
      [4, 'introductory'],
      [5, undefined],
      [6, undefined],
      [7, undefined],
    ]);
    expect(rows[0]?.course.description).toEqual({ original: 'en', text: { en: 'Manager; bands; resolution' } });
    expect(rows.map(told)).toEqual([
      [],
      [],
      [],
      [],
      ['Level: "Guru" is not known'],
      ['Link: "example.org" is not a web address', 'CourseName: is empty, and it is part of what names the course'],
    ]);
  });

  it('gives the codes and keys that it always gave', async () => {
    const [first] = await rowsIn(listNamed('fao-qut.csv'), mappingNamed('fao-qut'));
    expect(first?.key).toBe('["Sky Academy","University of Example","Reading a radar image 1"]');
    expect(first?.course.code).toBe('FQ-READING-A-RADAR-IMAGE-1-EE289FB2');
  });
});

describe('a list of workshops with types, tags as a list of Python and numbers as text', () => {
  const read = () => rowsIn(listNamed('carpentries.csv'), mappingNamed('carpentries'));

  it('makes a course of each type and a run of each row', async () => {
    const rows = await read();
    const sound = rows.filter(({ faults }) => faults.length === 0);
    expect(sound.map(({ course, offerings }) => [course.title, offerings[0]?.key])).toEqual([
      [{ original: 'en', text: { en: 'Software Carpentry workshop' } }, '["2021-05-04-example-online"]'],
      [{ original: 'en', text: { en: 'Software Carpentry workshop' } }, '["2019-03-11-example"]'],
      [{ original: 'en', text: { en: 'Data Carpentry workshop' } }, '["2022-06-07-another"]'],
      [{ original: 'en', text: { en: 'Library Carpentry workshop' } }, '["2018-02-15-curly"]'],
    ]);
    expect(new Set(sound.map(({ key }) => key)).size).toBe(3);
  });

  it('gives an online run no place, a run in a room its country and venue, and a state where the list can know it', async () => {
    const [online, room, later] = (await read()).map(({ offerings }) => offerings[0]);
    expect(online?.offering.place).toEqual({ kind: 'online' });
    expect(room?.offering).toEqual({
      startsOn: '2019-03-11',
      endsOn: '2019-03-12',
      languages: ['en'],
      place: { kind: 'on-site', country: 'GB', venue: 'Old Library' },
    });
    expect(room?.organisers).toEqual([{ name: 'University of Example', kind: 'external', language: 'en' }]);
    expect([online?.state, later?.state]).toEqual(['completed', undefined]);
  });

  it('rejects a blank type, a list that is torn, a run told twice, and an end before the start', async () => {
    const rows = await read();
    expect(rows.filter(({ faults }) => faults.length > 0).map((row) => [row.row, told(row)])).toEqual([
      [5, ['workshop_type: has no type of workshop, so it is not known which course was held']],
      [6, ["tags: \"['LC', 'online\" is a list that is not closed"]],
      [8, ['offerings: names the run ["2019-03-11-example"] as row 3 does']],
      [9, ['country_code: "AT1" is not known', 'end: it would end before it starts']],
    ]);
  });
});

describe('course instances as JSON-LD with curly quotation marks, numbers as text and missing types', () => {
  const read = () => rowsIn(listNamed('nbis.json'), mappingNamed('nbis'));

  it('are runs of one course when they have one name, in any letters, and in the words of the first', async () => {
    const [first, second] = await read();
    expect(second?.key).toBe(first?.key);
    expect(second?.course).toBe(first?.course);
    expect(first?.course.title).toEqual({ original: 'en', text: { en: 'Sequences for beginners' } });
    expect(first?.course.languages).toEqual(['en']);
  });

  it('have days without times, seats as a number, a country by its name and a place by their mode', async () => {
    const [first, second] = (await read()).map(({ offerings }) => offerings[0]);
    expect(first).toMatchObject({
      key: '["https://learn.example.org/courses/101"]',
      offering: {
        startsOn: '2022-03-07',
        endsOn: '2022-03-11',
        seats: 25,
        place: { kind: 'on-site', country: 'SE', city: 'Uppsala', venue: 'Example House, Long Street 3' },
      },
      organisers: [{ name: 'National Bioinformatics Infrastructure Sweden' }],
      state: 'completed',
    });
    expect(second?.offering).toMatchObject({ startsOn: '2022-10-03', place: { kind: 'online' } });
    expect(second?.key).not.toBe(first?.key);
  });

  it('are rejected without a type, and with all that is wrong', async () => {
    const [, , typeless, impossible] = await read();
    expect(told(typeless!)).toEqual([': "An evening talk" has no @type, so it is not known what it is']);
    expect(told(impossible!)).toEqual([
      'maximumAttendeeCapacity: "about twenty" is not a number',
      'endDate: it would end before it starts',
    ]);
  });
});

describe('courses observed on pages, with cells that nobody could fill', () => {
  it('are courses, and runs where there are days', async () => {
    const rows = await rowsIn(listNamed('itu-observed.csv'), mappingNamed('itu-observed'));
    expect(rows.map((row) => [row.offerings.length, ...told(row)])).toEqual([
      [0],
      [1],
      [0],
      [1, 'currency: an amount has no currency'],
      [1, 'duration: "two hours" is not a duration in hours and minutes', 'organizer: nobody organises the run'],
    ]);
    expect(rows[1]?.key).toBe(rows[0]?.key);
    expect(rows[0]?.course).toMatchObject({
      level: 'intermediate',
      modality: 'online-instructor-led',
      topics: ['quality-of-service', 'cybersecurity'],
      feeTerms: { kind: 'paid' },
    });
    expect(rows[1]?.course).toBe(rows[0]?.course);
    expect(rows[2]?.course).toMatchObject({
      topics: ['ict-regulation'],
      languages: ['fr', 'ru', 'es', 'en'],
      workloadHours: 2,
      feeTerms: { kind: 'free' },
    });
  });
});

describe('our own CSV', () => {
  const heading = csvColumns.flatMap(({ name, kind }) =>
    kind === 'texts' || kind === 'lists-of-texts' ? [`${name}.en`, `${name}.fr`] : [name],
  );
  const csv = (cells: Record<string, string>) =>
    `\uFEFF${heading.join(',')}\r\n${heading.map((name) => `"${(cells[name] ?? '').replaceAll('"', '""')}"`).join(',')}\r\n`;

  it('is read in every column that feeds a field of a course', () => {
    const prefixes = Object.values(capdevCsv.course).flatMap((rule) => ('prefix' in rule ? [rule.prefix] : []));
    const read = [...columnsOf(capdevCsv), ...prefixes];
    for (const column of csvColumns) {
      const languages = column.kind === 'texts' || column.kind === 'lists-of-texts';
      if ('field' in column) expect(read).toContain(languages ? `${column.name}.` : column.name);
    }
  });

  it('takes every language there is, several values with separators in them, and what was kept from being a formula', async () => {
    const [row] = await rowsIn(
      csv({
        code: 'BDT-1',
        owningUnit: 'BDT',
        providers: 'centre: One\\; two; External name',
        original: 'fr',
        'title.en': "'=SUM(1)",
        'title.fr': 'Spectre',
        'summary.en': 'Only in English',
        'learningOutcomes.en': 'Plan; ; Do\\; check',
        'learningOutcomes.fr': 'Planifier; Agir; ',
        topics: 'cybersecurity; e-waste',
        workloadHours: '12.5',
        links: 'about https://example.org/a; registration https://example.org/b',
        'feeTerms.kind': 'free',
        'feeTerms.note.fr': 'Gratuit',
      }),
      mappingNamed('capdev-csv'),
    );
    expect(row?.faults).toEqual([]);
    expect(row?.course).toEqual({
      code: 'BDT-1',
      owningUnit: 'BDT',
      title: { original: 'fr', text: { en: '=SUM(1)', fr: 'Spectre' } },
      summary: { original: 'en', text: { en: 'Only in English' } },
      learningOutcomes: [
        { original: 'fr', text: { en: 'Plan', fr: 'Planifier' } },
        { original: 'fr', text: { fr: 'Agir' } },
        { original: 'en', text: { en: 'Do; check' } },
      ],
      topics: ['cybersecurity', 'e-waste'],
      workloadHours: 12.5,
      links: [
        { rel: 'about', url: 'https://example.org/a' },
        { rel: 'registration', url: 'https://example.org/b' },
      ],
      feeTerms: { kind: 'free', note: { original: 'fr', text: { fr: 'Gratuit' } } },
    });
    expect(row?.providers).toEqual([
      { name: 'One; two', kind: 'centre', language: 'en' },
      { name: 'External name', kind: 'external', language: 'en' },
    ]);
  });
});

describe('a list read twice', () => {
  it.each(['fao-qut.csv', 'carpentries.csv', 'nbis.json', 'itu-observed.csv', 'capdev.jsonl'])(
    '%s says the same, however it arrives',
    async (file) => {
      const mapping = mappingNamed(file.replace(/\..*/, ''));
      expect(await readAll(listNamed(file), mapping, { size: 7 })).toEqual(await readAll(listNamed(file), mapping));
    },
  );
});
